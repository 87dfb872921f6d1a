package dev.theater.component.wit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.component.type.FunctionType;

/** A world of a WIT text with all its types, included worlds included. Immutable. */
public final class WitWorld {

	private final String name;

	private final String docs;

	private final Map<String, Item> imports;

	private final Map<String, Item> exports;

	WitWorld(String name, String docs, Map<String, Item> imports, Map<String, Item> exports) {
		this.name = name;
		this.docs = docs;
		this.imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
		this.exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
	}

	/** What a world imports or exports under a name. */
	public sealed interface Item {

		/**
		 * An interface.
		 *
		 * @param type the interface; its name is the item's name
		 */
		record Interface(WitInterface type) implements Item {
		}

		/**
		 * A function outside of interfaces.
		 *
		 * @param type its type
		 */
		record Function(FunctionType type) implements Item {
		}

	}

	/**
	 * The full name.
	 * @return such as {@code theater:simple/message-actor}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The doc comment.
	 * @return the text, empty where there is none
	 */
	public String docs() {
		return this.docs;
	}

	/**
	 * What the world imports, by full names of interfaces and plain names of others.
	 * @return unmodifiable, in order
	 */
	public Map<String, Item> imports() {
		return this.imports;
	}

	/**
	 * What the world exports, by full names of interfaces and plain names of others.
	 * @return unmodifiable, in order
	 */
	public Map<String, Item> exports() {
		return this.exports;
	}

	@Override
	public String toString() {
		return "world " + this.name;
	}

}
