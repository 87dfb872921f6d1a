package dev.theater.component.binary;

import dev.theater.component.type.PrimitiveType;

/** A value type where it is used: a primitive one or an index. */
public sealed interface TypeReference {

	/**
	 * A primitive type.
	 *
	 * @param type the type
	 */
	record Primitive(PrimitiveType type) implements TypeReference {
	}

	/**
	 * A defined type.
	 *
	 * @param index its index
	 * @param offset the position in the file in bytes
	 */
	record Index(long index, long offset) implements TypeReference {
	}

}
