package dev.theater.component.binary;

/**
 * A name given to something: an argument of an instantiation or an inline export.
 *
 * @param name the name
 * @param target what it names
 * @param offset the position in the file in bytes
 */
public record NamedIndex(String name, SortIndex target, long offset) {
}
