package dev.theater.component.binary;

import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.theater.component.type.PrimitiveType;

/** A component-level type as it is written. */
public sealed interface DefType {

	/**
	 * A primitive type.
	 *
	 * @param type the type
	 */
	record Primitive(PrimitiveType type) implements DefType {
	}

	/**
	 * A record type.
	 *
	 * @param fields the fields
	 */
	record RecordOf(List<Labelled> fields) implements DefType {
	}

	/**
	 * A variant type.
	 *
	 * @param cases the cases
	 */
	record Variant(List<Labelled> cases) implements DefType {
	}

	/**
	 * A list type.
	 *
	 * @param element the elements' type
	 */
	record ListOf(TypeReference element) implements DefType {
	}

	/**
	 * A tuple type.
	 *
	 * @param items the items' types
	 */
	record Tuple(List<TypeReference> items) implements DefType {
	}

	/**
	 * A flags type.
	 *
	 * @param names the names
	 */
	record Flags(List<String> names) implements DefType {
	}

	/**
	 * An enum type.
	 *
	 * @param cases the names
	 */
	record Enumeration(List<String> cases) implements DefType {
	}

	/**
	 * An option type.
	 *
	 * @param some the value's type
	 */
	record Option(TypeReference some) implements DefType {
	}

	/**
	 * A result type.
	 *
	 * @param ok the value's type on success, or null
	 * @param err the value's type on failure, or null
	 */
	record Result(@Nullable TypeReference ok, @Nullable TypeReference err) implements DefType {
	}

	/**
	 * A handle that is given away.
	 *
	 * @param resource the resource type's index
	 */
	record Own(long resource) implements DefType {
	}

	/**
	 * A handle that is lent.
	 *
	 * @param resource the resource type's index
	 */
	record Borrow(long resource) implements DefType {
	}

	/**
	 * A resource.
	 *
	 * @param destructor the index of a core function, or null
	 */
	record Resource(@Nullable Long destructor) implements DefType {
	}

	/**
	 * A function type.
	 *
	 * @param params the parameters
	 * @param result the result's type, or null
	 */
	record Function(List<Labelled> params, @Nullable TypeReference result) implements DefType {
	}

	/**
	 * A component type.
	 *
	 * @param declarations types, aliases, imports and exports in order
	 */
	record Component(List<Definition> declarations) implements DefType {
	}

	/**
	 * An instance type.
	 *
	 * @param declarations types, aliases and exports in order
	 */
	record Instance(List<Definition> declarations) implements DefType {
	}

	/**
	 * A name with a type: a field, parameter or case.
	 *
	 * @param name the name
	 * @param type the type, null for a case without payload
	 */
	record Labelled(String name, @Nullable TypeReference type) {
	}

}
