package dev.theater.host;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The key {@code recipients} of {@code [[handler]] type = "message-server"}: which actors
 * a guest may send messages and requests to and open channels to. An entry is one of the
 * words for actors near the sender, or a pattern of paths, in whose segments {@code *}
 * stands for one and {@code **} for any number of them, none included. Without the key a
 * guest may reach everybody whose id it knows.
 *
 * @param entries what a manifest says
 */
record Recipients(List<String> entries) {

	/** The key, which allows anybody if absent. */
	static final GrantKey<Recipients> KEY = new RecipientsKey();

	static final Recipients ANYBODY = new Recipients(List.of("**"));

	private static final Set<String> WORDS = Set.of("parent", "children", "siblings", "descendants", "itself");

	private static final int MAX_ENTRIES = 100;

	private static final int MAX_LENGTH = 1_000;

	/** Why this is no value of the key, and what would be; empty if it is one. */
	static Optional<String> whyInvalid(Object value) {
		if (!(value instanceof List<?> entries)) {
			return Optional.of("is " + ShownValue.of(value) + "; it must be an array of strings, each " + allowed());
		}
		if (entries.size() > MAX_ENTRIES) {
			return Optional.of("has " + entries.size() + " entries; at most " + MAX_ENTRIES
					+ " are allowed, so name more actors at once by a pattern such as \"desk/*\"");
		}
		for (Object entry : entries) {
			String why = (entry instanceof String text) ? whyNoPattern(text) : "it is no string";
			if (why != null) {
				return Optional
					.of("has the entry " + ShownValue.of(entry) + ": " + why + "; an entry must be " + allowed());
			}
		}
		return Optional.empty();
	}

	private static String allowed() {
		return "\"parent\", \"children\", \"siblings\", \"descendants\", \"itself\", "
				+ "or a pattern of paths such as \"desk/*\" or \"desk/**\"";
	}

	private static @Nullable String whyNoPattern(String entry) {
		if (entry.length() > MAX_LENGTH) {
			return "it has " + entry.length() + " characters, and at most " + MAX_LENGTH + " are allowed";
		}
		if (entry.codePoints().anyMatch(Character::isISOControl)) {
			return "it contains a control character";
		}
		for (String segment : entry.split("/", -1)) {
			if (segment.isBlank()) {
				return entry.isBlank() ? "it is empty" : "it has an empty segment";
			}
			if (segment.indexOf('*') >= 0 && !segment.equals("*") && !segment.equals("**")) {
				return "* stands for a whole segment, not for a part as in '" + ShownValue.text(segment) + "'";
			}
		}
		return null;
	}

	/** Whether nobody is kept out. */
	boolean isAnybody() {
		return this.entries.contains("**");
	}

	/**
	 * Whether an actor may reach another.
	 * @param from the sender's path
	 * @param to the receiver's
	 */
	boolean allow(String from, String to) {
		return this.entries.stream().anyMatch((entry) -> allows(entry, from, to));
	}

	/**
	 * The entries of a child by which it reaches others than its parent does, as far as
	 * can be told. Words mean others there than they do for the parent.
	 */
	Recipients beyond(Recipients parents) {
		return parents.isAnybody() ? new Recipients(List.of())
				: new Recipients(this.entries.stream().filter((entry) -> !parents.cover(entry)).toList());
	}

	private boolean cover(String entry) {
		return switch (entry) {
			case "itself", "parent" -> true;
			case "siblings" -> this.entries.contains("children") || this.entries.contains("descendants");
			case "children", "descendants" -> this.entries.contains("descendants");
			default -> this.entries.contains(entry);
		};
	}

	/** As a manifest writes it. */
	@Override
	public String toString() {
		return this.entries.stream().map(ShownValue::of).collect(Collectors.joining(", ", "[", "]"));
	}

	private static boolean allows(String entry, String from, String to) {
		if (!WORDS.contains(entry)) {
			return matches(entry, to);
		}
		return switch (entry) {
			case "itself" -> to.equals(from);
			case "parent" -> !to.isEmpty() && to.equals(above(from));
			case "children" -> from.equals(above(to));
			case "descendants" -> to.startsWith(from + "/");
			default -> !to.equals(from) && above(to).equals(above(from));
		};
	}

	/** The parent's path; empty of one that the application started. */
	private static String above(String path) {
		return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
	}

	/**
	 * Whether a path fits a pattern. Where the segments after a {@code **} do not fit, it
	 * takes one more and they are tried again; an earlier one never needs to, so that the
	 * work stays within the product of both lengths.
	 */
	private static boolean matches(String pattern, String path) {
		String[] wanted = pattern.split("/", -1);
		String[] segments = path.split("/", -1);
		int at = 0;
		int next = 0;
		int afterStars = -1;
		int taken = 0;
		while (at < segments.length) {
			if (next < wanted.length && wanted[next].equals("**")) {
				afterStars = ++next;
				taken = at;
			}
			else if (next < wanted.length && (wanted[next].equals("*") || wanted[next].equals(segments[at]))) {
				next++;
				at++;
			}
			else if (afterStars >= 0) {
				next = afterStars;
				at = ++taken;
			}
			else {
				return false;
			}
		}
		while (next < wanted.length && wanted[next].equals("**")) {
			next++;
		}
		return next == wanted.length;
	}

}
