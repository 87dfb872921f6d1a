package dev.theater.manifest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import dev.theater.host.Quantity;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/**
 * A table that is being read. Asking for a key makes it known; {@link #finish()} reports
 * all that nobody asked for, so the list of known keys can never differ from what is
 * read. Every value that is not as it should be becomes a problem and counts as absent.
 */
final class Section {

	private final TomlTable table;

	private final String path;

	private final String title;

	private final Problems problems;

	private final Set<String> known = new LinkedHashSet<>();

	/**
	 * A table.
	 * @param table its values
	 * @param path its own key, empty for the whole manifest
	 * @param title what messages call it, such as {@code [supervision]}
	 * @param problems where problems go
	 */
	Section(TomlTable table, String path, String title, Problems problems) {
		this.table = table;
		this.path = path;
		this.title = title;
		this.problems = problems;
	}

	boolean has(String key) {
		return this.table.contains(List.of(key));
	}

	@Nullable TomlPosition position(String key) {
		return this.table.inputPositionOf(List.of(key));
	}

	void problem(String key, String message) {
		problemAt(key, position(key), message);
	}

	/** A problem of a key that need not be there. */
	void problemAt(String key, @Nullable TomlPosition position, String message) {
		this.problems.add(this.path.isEmpty() ? key : this.path + "." + key, position, message);
	}

	private @Nullable Object value(String key) {
		this.known.add(key);
		return this.table.get(List.of(key));
	}

	private <T> @Nullable T typed(String key, Class<T> type, String wanted) {
		Object value = value(key);
		if (value != null && !type.isInstance(value)) {
			problem(key, named(key) + " must be " + wanted + ", not " + kind(value));
			return null;
		}
		return type.cast(value);
	}

	private String named(String key) {
		return "'" + key + "'" + (this.path.isEmpty() ? "" : " in " + this.title);
	}

	@Nullable String string(String key) {
		return typed(key, String.class, "a string");
	}

	/** A string that must be there and not be blank. */
	@Nullable String required(String key, String example, @Nullable TomlPosition sectionPosition) {
		String value = text(key, example);
		if (value == null && !has(key)) {
			problemAt(key, sectionPosition,
					named(key) + " is missing; add a line like " + key + " = \"" + example + "\"");
		}
		return value;
	}

	/** A string that must not be blank. */
	@Nullable String text(String key, String example) {
		String value = string(key);
		if (value != null && value.isBlank()) {
			problem(key, named(key) + " is blank; it must be like \"" + example + "\"");
			return null;
		}
		return value;
	}

	@Nullable Boolean bool(String key) {
		return typed(key, Boolean.class, "true or false");
	}

	@Nullable Integer count(String key, int least) {
		Long value = typed(key, Long.class, "a whole number");
		if (value == null) {
			return null;
		}
		if (value < least || value > Integer.MAX_VALUE) {
			problem(key, named(key) + " is " + value + "; it must be from " + least + " to " + Integer.MAX_VALUE);
			return null;
		}
		return value.intValue();
	}

	/** A number from one bound to the other; both count as inside. */
	@Nullable Double number(String key, double least, double most) {
		Object value = value(key);
		if (value == null) {
			return null;
		}
		double number = switch (value) {
			case Long whole -> whole;
			case Double fraction -> fraction;
			default -> {
				problem(key, named(key) + " must be a number, not " + kind(value));
				yield least;
			}
		};
		if (!(number >= least && number <= most)) {
			String range = (most < Double.MAX_VALUE) ? "from " + plain(least) + " to " + plain(most)
					: plain(least) + " or more, and finite";
			problem(key, named(key) + " is " + value + "; it must be " + range);
			return null;
		}
		return number;
	}

	private static String plain(double number) {
		return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
	}

	@Nullable Duration duration(String key) {
		return quantity(key, "a duration like \"5s\", \"100ms\" or \"1m\"", Quantity::duration);
	}

	@Nullable Duration durationAboveZero(String key) {
		Duration duration = duration(key);
		if (duration != null && duration.isZero()) {
			problem(key, named(key) + " is zero; it must be longer");
			return null;
		}
		return duration;
	}

	/** A size of at least one byte. */
	@Nullable Long size(String key) {
		Long size = quantity(key, "a size like \"64MB\" or \"16KB\"", Quantity::size);
		if (size != null && size == 0) {
			problem(key, named(key) + " is zero; it must be more");
			return null;
		}
		return size;
	}

	private <T> @Nullable T quantity(String key, String wanted, Function<String, T> parse) {
		Object value = value(key);
		if (value == null) {
			return null;
		}
		if (!(value instanceof String || value instanceof Long)) {
			problem(key, named(key) + " must be " + wanted + ", not " + kind(value));
			return null;
		}
		try {
			return parse.apply(value.toString().strip());
		}
		catch (IllegalArgumentException ex) {
			problem(key, named(key) + ": '" + ManifestPath.shown(value.toString()) + "' " + ex.getMessage());
			return null;
		}
	}

	/** One of a few words. */
	<T> @Nullable T word(String key, Map<String, T> words) {
		String word = string(key);
		if (word == null) {
			return null;
		}
		T value = words.get(word);
		if (value == null) {
			problem(key, notAWord(key, word, words.keySet()));
		}
		return value;
	}

	/** One of a few words, or else a duration. */
	@Nullable Object wordOrDuration(String key, Map<String, ?> words) {
		if (!(value(key) instanceof String text)) {
			return duration(key);
		}
		Object value = words.get(text);
		if (value == null && text.codePoints().noneMatch(Character::isDigit)) {
			problem(key, notAWord(key, text, words.keySet()) + ", or a duration like 5s");
			return null;
		}
		return (value != null) ? value : duration(key);
	}

	private String notAWord(String key, String word, Set<String> words) {
		return "unknown value '" + ManifestPath.shown(word) + "' for " + named(key)
				+ Nearest.of(word, words).map((near) -> "; did you mean '" + near + "'?").orElse("")
				+ "; known values are " + String.join(", ", words);
	}

	/** A table of its own, if it is there. */
	@Nullable Section section(String key, String title) {
		Object value = value(key);
		if (value == null) {
			return null;
		}
		String below = this.path.isEmpty() ? key : this.path + "." + key;
		if (!(value instanceof TomlTable found)) {
			problem(key, named(key) + " must be a table, written " + title + ", not " + kind(value));
			return null;
		}
		return new Section(found, below, title, this.problems);
	}

	/** The tables of an array of tables, in order. */
	List<Entry> entries(String key) {
		String title = "[[" + key + "]]";
		Object value = value(key);
		if (value == null) {
			return List.of();
		}
		if (!(value instanceof TomlArray array)) {
			problem(key, named(key) + " must be written " + title + ", with two brackets, not as " + kind(value));
			return List.of();
		}
		List<Entry> entries = new ArrayList<>();
		for (int i = 0; i < array.size(); i++) {
			if (array.get(i) instanceof TomlTable entry) {
				entries.add(new Entry(new Section(entry, key + "[" + i + "]", title, this.problems),
						array.inputPositionOf(i)));
			}
			else {
				problemAt(key, array.inputPositionOf(i),
						named(key) + " must hold tables, written " + title + ", not " + kind(array.get(i)));
			}
		}
		return entries;
	}

	/** All keys not asked for so far, as plain Java values. */
	Map<String, Object> rest() {
		Map<String, Object> rest = new LinkedHashMap<>();
		for (String key : this.table.keySet()) {
			if (this.known.add(key)) {
				Object plain = plain(key, this.table.get(List.of(key)), position(key));
				if (plain != null) {
					rest.put(key, plain);
				}
			}
		}
		return rest;
	}

	/** Where keys stand, as line and column. */
	Map<String, String> places(Set<String> keys) {
		Map<String, String> places = new LinkedHashMap<>();
		for (String key : keys) {
			TomlPosition position = position(key);
			if (position != null) {
				places.put(key, this.problems.place(position));
			}
		}
		return places;
	}

	private @Nullable Object plain(String key, @Nullable Object value, @Nullable TomlPosition position) {
		return switch (value) {
			case String text -> text;
			case Long number -> number;
			case Double number -> number;
			case Boolean truth -> truth;
			case TomlArray array -> plainList(key, array);
			case TomlTable below -> plainMap(key, below);
			case null, default -> {
				problemAt(key, position, named(key) + " must not be " + kind(value) + "; write it as a string");
				yield null;
			}
		};
	}

	private List<Object> plainList(String key, TomlArray array) {
		List<Object> list = new ArrayList<>();
		for (int i = 0; i < array.size(); i++) {
			Object plain = plain(key, array.get(i), array.inputPositionOf(i));
			if (plain != null) {
				list.add(plain);
			}
		}
		return List.copyOf(list);
	}

	private Map<String, Object> plainMap(String key, TomlTable below) {
		Map<String, Object> map = new LinkedHashMap<>();
		for (String name : below.keySet()) {
			Object plain = plain(key + "." + name, below.get(List.of(name)), below.inputPositionOf(List.of(name)));
			if (plain != null) {
				map.put(name, plain);
			}
		}
		return Collections.unmodifiableMap(map);
	}

	/** Reports what nobody asked for. */
	void finish() {
		for (String key : this.table.keySet()) {
			if (!this.known.contains(key)) {
				String guess = Nearest.of(key, this.known)
					.map((near) -> "; did you mean '" + near + "'?")
					.orElseGet(() -> "; known keys are " + String.join(", ", this.known));
				problem(key, "unknown key '" + ManifestPath.shown(key) + "' in " + this.title + guess);
			}
		}
	}

	private static String kind(@Nullable Object value) {
		return switch (value) {
			case String text -> "the string '" + ManifestPath.shown(text) + "'";
			case Long number -> "the number " + number;
			case Double number -> "the number " + number;
			case Boolean truth -> "the truth value " + truth;
			case TomlArray array -> "an array";
			case TomlTable table -> "a table";
			case null, default -> "a date or time";
		};
	}

	/**
	 * One table of an array of tables.
	 *
	 * @param section its keys
	 * @param position where it begins
	 */
	record Entry(Section section, @Nullable TomlPosition position) {
	}

}
