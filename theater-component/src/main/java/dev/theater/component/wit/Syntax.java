package dev.theater.component.wit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a WIT text says, before names are resolved. */
final class Syntax {

	private Syntax() {
	}

	/**
	 * A name where it is written.
	 */
	record Name(String text, Place place) {
	}

	/**
	 * The name of an interface or world: alone, or with its package.
	 */
	record Path(@Nullable PackageName packageName, String name, Place place) {

		String shown() {
			return this.packageName != null ? this.packageName.item(this.name) : this.name;
		}

	}

	/**
	 * What gates an item.
	 *
	 * @param since the version of {@code @since}, or null
	 * @param feature the feature of {@code @unstable}, or null
	 */
	record Gate(@Nullable Name since, @Nullable String feature) {

		static final Gate OPEN = new Gate(null, null);

	}

	/**
	 * A text: its own package (or none) and packages in braces.
	 */
	record File(String source, @Nullable Head head, Content content, List<Nested> nested) {
	}

	/** A package's name where it is declared. */
	record Head(PackageName name, Place place) {
	}

	/** A package in braces. */
	record Nested(Head head, Content content) {
	}

	/** The items of a package, of one text. */
	record Content(List<TopUse> uses, List<Interface> interfaces, List<World> worlds) {
	}

	/** {@code use path as name;} outside of interfaces. */
	record TopUse(Path path, Name name) {
	}

	/** An interface. */
	record Interface(Name name, String docs, Gate gate, List<Item> items) {
	}

	/** A world. */
	record World(Name name, String docs, Gate gate, List<Item> items) {
	}

	/** An item of an interface or world. */
	sealed interface Item {

		Gate gate();

	}

	/** {@code use path.{a, b as c};}. */
	record Use(Gate gate, Path path, List<Renamed> names) implements Item {
	}

	/** One of the names of a {@code use} or {@code include}. */
	record Renamed(Name original, Name name) {
	}

	/** A named type. */
	record Definition(Gate gate, Name name, String docs, WitDefinition definition) implements Item {
	}

	/** A function of an interface. */
	record Function(Gate gate, Name name, String docs, WitFunction function) implements Item {
	}

	/** {@code include path with { a as b };}, of worlds. */
	record Include(Gate gate, Path path, List<Renamed> renamed) implements Item {
	}

	/** {@code import path;} or {@code export path;}. */
	record ExternPath(Gate gate, boolean export, Path path) implements Item {
	}

	/** {@code import name: func(…);} or its export. */
	record ExternFunction(Gate gate, boolean export, Name name, WitFunction function) implements Item {
	}

	/** {@code import name: interface { … }} or its export. */
	record ExternInterface(Gate gate, boolean export, Interface body) implements Item {
	}

}
