package dev.theater.component.wit;

import java.util.List;

import dev.theater.component.type.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** A type as WIT writes it where it is used: named types by their names. */
public sealed interface WitType {

	/**
	 * A primitive type.
	 *
	 * @param type the type
	 */
	record Primitive(PrimitiveType type) implements WitType {
	}

	/**
	 * A type by its name in the interface or world.
	 *
	 * @param name the name, without the escape
	 * @param place where it is written
	 */
	record Name(String name, Place place) implements WitType {
	}

	/**
	 * {@code list<T>}.
	 *
	 * @param element the elements' type
	 */
	record ListOf(WitType element) implements WitType {
	}

	/**
	 * {@code option<T>}.
	 *
	 * @param some the value's type
	 */
	record Option(WitType some) implements WitType {
	}

	/**
	 * {@code result<T, E>}.
	 *
	 * @param ok the value's type on success, or null
	 * @param err the value's type on failure, or null
	 */
	record Result(@Nullable WitType ok, @Nullable WitType err) implements WitType {
	}

	/**
	 * {@code tuple<A, B>}.
	 *
	 * @param items the items' types
	 */
	record Tuple(List<WitType> items) implements WitType {
	}

	/**
	 * A type that is known and refused.
	 *
	 * @param feature the feature's name
	 * @param text how it is written, as far as it was read
	 * @param place where it is written
	 */
	record Unsupported(String feature, String text, Place place) implements WitType {
	}

}
