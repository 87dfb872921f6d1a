package dev.theater.component.validation;

import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
import dev.theater.component.type.FunctionType;

/**
 * One definition of a validated component. Each adds one item to the index space of its
 * sort; all indices are valid and all types fit.
 */
public sealed interface ValidatedDefinition {

	/**
	 * A core module.
	 *
	 * @param module its bytes, an identity for whoever compiled it
	 */
	record Module(CoreModuleBytes module) implements ValidatedDefinition {
	}

	/**
	 * A core module or component of an enclosing component.
	 *
	 * @param sort module or component
	 * @param count how many components outwards
	 * @param index the index there
	 */
	record Outer(Sort sort, int count, int index) implements ValidatedDefinition {
	}

	/**
	 * A core instance made from a module.
	 *
	 * @param module the core module's index
	 * @param arguments core instance indices by module name
	 * @param offset the position in the file in bytes
	 */
	record CoreInstantiated(int module, Map<String, Integer> arguments, long offset) implements ValidatedDefinition {
	}

	/**
	 * A core instance made of given items.
	 *
	 * @param exports the items
	 */
	record CoreBundled(List<NamedIndex> exports) implements ValidatedDefinition {
	}

	/**
	 * An export of a core instance.
	 *
	 * @param sort what it is
	 * @param instance the core instance's index
	 * @param name the export's name
	 */
	record CoreAliased(Sort sort, int instance, String name) implements ValidatedDefinition {
	}

	/**
	 * A component function made of a core function.
	 *
	 * @param coreFunction the core function's index
	 * @param options the options
	 * @param type the component function's type
	 */
	record Lifted(int coreFunction, CanonOptions options, FunctionType type) implements ValidatedDefinition {
	}

	/**
	 * A core function made of a component function.
	 *
	 * @param function the component function's index
	 * @param options the options
	 * @param type the component function's type
	 */
	record Lowered(int function, CanonOptions options, FunctionType type) implements ValidatedDefinition {
	}

	/**
	 * A component inside the component.
	 *
	 * @param component the component
	 */
	record Nested(ValidatedComponent component) implements ValidatedDefinition {
	}

	/**
	 * An instance made from a component.
	 *
	 * @param component the component's index
	 * @param arguments what it is given, types included
	 * @param offset the position in the file in bytes
	 */
	record Instantiated(int component, List<NamedIndex> arguments, long offset) implements ValidatedDefinition {
	}

	/**
	 * An instance made of given items, types included.
	 *
	 * @param exports the items
	 */
	record Bundled(List<NamedIndex> exports) implements ValidatedDefinition {
	}

	/**
	 * An export of an instance that is not a type.
	 *
	 * @param sort what it is
	 * @param instance the instance's index
	 * @param name the export's name
	 */
	record Aliased(Sort sort, int instance, String name) implements ValidatedDefinition {
	}

	/**
	 * An import.
	 *
	 * @param name the name
	 * @param type what is imported; a type adds nothing to any index space that matters
	 * here
	 */
	record Imported(String name, ItemType type) implements ValidatedDefinition {
	}

	/**
	 * An export, which also adds its target once more to the target's index space.
	 *
	 * @param name the name
	 * @param target what is exported
	 */
	record Exported(String name, SortIndex target) implements ValidatedDefinition {
	}

}
