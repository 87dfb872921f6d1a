package dev.theater.component.binary;

import java.util.List;

/**
 * A name given to something: an argument of an instantiation or an inline export.
 *
 * @param name the name
 * @param attributes what is said beside an inline export's name
 * @param target what it names
 * @param offset the position in the file in bytes
 */
public record NamedIndex(String name, List<NameAttribute> attributes, SortIndex target, long offset) {

	/**
	 * Copies.
	 */
	public NamedIndex {
		attributes = List.copyOf(attributes);
	}

	/**
	 * A name without attributes.
	 * @param name the name
	 * @param target what it names
	 * @param offset the position in the file in bytes
	 */
	public NamedIndex(String name, SortIndex target, long offset) {
		this(name, List.of(), target, offset);
	}

}
