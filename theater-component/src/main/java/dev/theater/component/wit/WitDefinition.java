package dev.theater.component.wit;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** What a named type of an interface or world is. */
public sealed interface WitDefinition {

	/**
	 * {@code type a = b}.
	 *
	 * @param type the other type
	 */
	record Alias(WitType type) implements WitDefinition {
	}

	/**
	 * {@code record}.
	 *
	 * @param fields the fields
	 */
	record RecordOf(List<Labelled> fields) implements WitDefinition {
	}

	/**
	 * {@code variant}.
	 *
	 * @param cases the cases
	 */
	record Variant(List<Labelled> cases) implements WitDefinition {
	}

	/**
	 * {@code enum}.
	 *
	 * @param cases the names
	 */
	record Enumeration(List<String> cases) implements WitDefinition {
	}

	/**
	 * {@code flags}.
	 *
	 * @param names the names
	 */
	record Flags(List<String> names) implements WitDefinition {
	}

	/**
	 * {@code use other.{type as name}}.
	 *
	 * @param interfaceName the full name of the other interface
	 * @param type the type's name there
	 */
	record Use(String interfaceName, String type) implements WitDefinition {
	}

	/**
	 * {@code resource}, which is refused.
	 *
	 * @param place where it is written
	 */
	record Resource(Place place) implements WitDefinition {
	}

	/**
	 * A field or case.
	 *
	 * @param name the name
	 * @param type the type, null for a case without payload
	 */
	record Labelled(String name, @Nullable WitType type) {
	}

}
