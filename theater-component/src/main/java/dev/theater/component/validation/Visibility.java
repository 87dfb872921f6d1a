package dev.theater.component.validation;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import dev.theater.component.validation.TypeDefinition.Function;
import dev.theater.component.validation.TypeDefinition.Resource;
import dev.theater.component.validation.TypeDefinition.Value;
import org.jspecify.annotations.Nullable;

/**
 * Which types of a component or component type have names that the outside knows
 * (explainer, external visibility of types). Records, variants, enums, flags and
 * resources that an import refers to have to be imported before it; those that an export
 * refers to have to be imported or exported before it.
 */
final class Visibility {

	private final Set<TypeDefinition> imported = new HashSet<>();

	private final Set<TypeDefinition> exported = new HashSet<>();

	void requireImport(String name, ItemType item, long offset) {
		require("import", name, unnamed(item, this.imported), offset);
		unnamed(item, this.exported);
	}

	void requireExport(String name, ItemType item, long offset) {
		require("export", name, unnamed(item, this.exported), offset);
	}

	private static void require(String what, String name, @Nullable TypeDefinition unnamed, long offset) {
		if (unnamed != null) {
			throw new InvalidComponentException(ValidationRule.VISIBILITY,
					"the " + what + " \"" + name + "\" refers to the type " + unnamed + ", which has no name outside; "
							+ (what.equals("import") ? "import the type before it and refer to the import"
									: "import or export the type before it and refer to the import or export"),
					offset);
		}
	}

	/** Looks for a type without name, and learns the names that the item brings. */
	private static @Nullable TypeDefinition unnamed(ItemType item, Set<TypeDefinition> named) {
		return switch (item) {
			case ItemType.Function function -> unnamedPart(function.definition(), named);
			case ItemType.Instance instance -> unnamedExport(instance.type(), named);
			case ItemType.Component component -> null;
			case ItemType.CoreModule module -> null;
			case ItemType.Type type -> {
				TypeDefinition unnamed = unnamedPart(type.definition(), named);
				named.add(type.definition());
				yield unnamed;
			}
		};
	}

	/** An instance type is looked at once, since names are never forgotten. */
	private static @Nullable TypeDefinition unnamedExport(InstanceType type, Set<TypeDefinition> named) {
		if (named.add(type)) {
			for (ItemType export : type.exports().values()) {
				TypeDefinition unnamed = unnamed(export, named);
				if (unnamed != null) {
					return unnamed;
				}
			}
		}
		return null;
	}

	private static @Nullable TypeDefinition unnamedPart(TypeDefinition definition, Set<TypeDefinition> named) {
		return switch (definition) {
			case Value value -> {
				Resource resource = value.resource();
				yield (resource != null && !named.contains(resource)) ? resource : unnamedAmong(value.parts(), named);
			}
			case Function function -> unnamedAmong(function.parts(), named);
			case InstanceType type -> unnamedExport(type, named);
			case Resource resource -> null;
			case ComponentType type -> null;
		};
	}

	private static @Nullable TypeDefinition unnamedAmong(List<Value> parts, Set<TypeDefinition> named) {
		for (Value part : parts) {
			TypeDefinition unnamed = unnamed(part, named);
			if (unnamed != null) {
				return unnamed;
			}
		}
		return null;
	}

	/** Types that need no name are looked into, once. */
	private static @Nullable TypeDefinition unnamed(Value value, Set<TypeDefinition> named) {
		if (named.contains(value)) {
			return null;
		}
		if (value.needsName()) {
			return value;
		}
		TypeDefinition unnamed = unnamedPart(value, named);
		if (unnamed == null) {
			named.add(value);
		}
		return unnamed;
	}

}
