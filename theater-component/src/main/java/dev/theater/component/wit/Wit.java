package dev.theater.component.wit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * WIT texts, read and resolved together: interfaces and worlds by their full names.
 * Immutable.
 *
 * <pre>{@code
 * Wit wit = Wit.parse(text, "runtime.wit");
 * Wit more = Wit.builder().folder(Path.of("wit")).text(text, "mine.wit").build();
 * }</pre>
 *
 * A text that is wrong anywhere is refused as a whole. What is right and not supported
 * (resources, async functions, streams and futures, maps, lists of fixed length) is
 * refused when an interface or world that has it is asked for. Items behind
 * {@code @unstable} are left out unless their feature is enabled.
 */
public final class Wit {

	private final List<List<Syntax.File>> packages;

	private final Set<String> features;

	private final Resolution resolution;

	private Wit(Builder builder) {
		this.packages = List.copyOf(builder.packages);
		this.features = Set.copyOf(builder.features);
		this.resolution = new Resolution(this.packages, this.features);
	}

	/**
	 * Reads one text that needs no other.
	 * @param text the text
	 * @param source its name for messages, such as a file's
	 * @return what it declares
	 * @throws WitException if the text is wrong, with line and column
	 */
	public static Wit parse(String text, String source) {
		return builder().text(text, source).build();
	}

	/**
	 * Begins with nothing.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Begins with what this has, so that more texts can refer to it.
	 * @return a builder
	 */
	public Builder toBuilder() {
		Builder builder = new Builder();
		builder.packages.addAll(this.packages);
		builder.features.addAll(this.features);
		return builder;
	}

	/**
	 * The full names of all interfaces.
	 * @return in order
	 */
	public List<String> interfaces() {
		return List.copyOf(this.resolution.interfaces().keySet());
	}

	/**
	 * The full names of all worlds.
	 * @return in order
	 */
	public List<String> worlds() {
		return List.copyOf(this.resolution.worlds().keySet());
	}

	/**
	 * An interface.
	 * @param name the full name, such as {@code theater:simple/runtime}
	 * @return the interface
	 * @throws WitException if there is none of this name, or if it uses what is not
	 * supported
	 */
	public WitInterface interfaceOf(String name) {
		return find("interface", name, this.resolution.interfaces());
	}

	/**
	 * A world.
	 * @param name the full name, such as {@code theater:simple/message-actor}
	 * @return the world
	 * @throws WitException if there is none of this name, or if it uses what is not
	 * supported
	 */
	public WitWorld world(String name) {
		return find("world", name, this.resolution.worlds());
	}

	private static <T> T find(String what, String name, Map<String, Resolution.Answer<T>> all) {
		Resolution.Answer<T> answer = all.get(name);
		if (answer == null) {
			throw new WitException(Place.NONE,
					"no " + what + " '" + name + "' in these WIT texts; " + Suggestion.among(name, all.keySet()));
		}
		return answer.orThrow();
	}

	@Override
	public String toString() {
		Map<String, List<String>> all = new LinkedHashMap<>();
		all.put("interfaces", interfaces());
		all.put("worlds", worlds());
		return "WIT of " + all;
	}

	/** Collects texts that are resolved together, in any order. */
	public static final class Builder {

		private final List<List<Syntax.File>> packages = new ArrayList<>();

		private final Set<String> features = new LinkedHashSet<>();

		private Builder() {
		}

		/**
		 * Adds a text: one package, and any that it has in braces.
		 * @param text the text
		 * @param source its name for messages, such as a file's
		 * @return this
		 * @throws WitException if its grammar is wrong
		 */
		public Builder text(String text, String source) {
			this.packages.add(List.of(FileParser.parse(text, source)));
			return this;
		}

		/**
		 * Adds a file, as a text of its own.
		 * @param file the file, in UTF-8
		 * @return this
		 * @throws WitException if it cannot be read, or if its grammar is wrong
		 */
		public Builder file(Path file) {
			this.packages.add(List.of(WitFolder.file(file)));
			return this;
		}

		/**
		 * Adds a folder as tools lay it out: its {@code .wit} files are one package; the
		 * files and folders in its folder {@code deps} are further ones.
		 * @param folder the folder
		 * @return this
		 * @throws WitException if it cannot be read or has no such file, or if the
		 * grammar of one is wrong
		 */
		public Builder folder(Path folder) {
			this.packages.addAll(WitFolder.packages(folder));
			return this;
		}

		/**
		 * Lets items behind {@code @unstable(feature = …)} be seen.
		 * @param feature the feature's name
		 * @return this
		 */
		public Builder feature(String feature) {
			this.features.add(feature);
			return this;
		}

		/**
		 * Resolves all names.
		 * @return what the texts declare
		 * @throws WitException if anything is wrong in any of them
		 */
		public Wit build() {
			return new Wit(this);
		}

	}

}
