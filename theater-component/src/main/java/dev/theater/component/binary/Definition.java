package dev.theater.component.binary;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** One definition of a component, or one declaration of a component or instance type. */
public sealed interface Definition {

	/**
	 * Where the definition begins.
	 * @return the position in the file in bytes
	 */
	long offset();

	/**
	 * A core module.
	 *
	 * @param offset the position of the module's first byte
	 * @param module the module's bytes
	 */
	record CoreModule(long offset, CoreModuleBytes module) implements Definition {
	}

	/**
	 * A core instance made from a module.
	 *
	 * @param offset the position in the file
	 * @param module the module's index
	 * @param arguments instances for the module's import namespaces
	 */
	record CoreInstantiate(long offset, long module, List<NamedIndex> arguments) implements Definition {
	}

	/**
	 * A core instance made of given items.
	 *
	 * @param offset the position in the file
	 * @param exports the items with their names
	 */
	record CoreBundle(long offset, List<NamedIndex> exports) implements Definition {
	}

	/**
	 * A core type.
	 *
	 * @param offset the position in the file
	 * @param type the type
	 */
	record CoreType(long offset, CoreDefType type) implements Definition {
	}

	/**
	 * A component inside the component.
	 *
	 * @param offset the position in the file
	 * @param component the component
	 */
	record NestedComponent(long offset, ComponentAst component) implements Definition {
	}

	/**
	 * An instance made from a component.
	 *
	 * @param offset the position in the file
	 * @param component the component's index
	 * @param arguments what it is given for its imports
	 */
	record Instantiate(long offset, long component, List<NamedIndex> arguments) implements Definition {
	}

	/**
	 * An instance made of given items.
	 *
	 * @param offset the position in the file
	 * @param exports the items with their names
	 */
	record Bundle(long offset, List<NamedIndex> exports) implements Definition {
	}

	/**
	 * An export of an instance.
	 *
	 * @param offset the position in the file
	 * @param sort what is aliased
	 * @param instance the instance's index
	 * @param name the export's name
	 */
	record ExportAlias(long offset, Sort sort, long instance, String name) implements Definition {
	}

	/**
	 * An export of a core instance.
	 *
	 * @param offset the position in the file
	 * @param sort what is aliased
	 * @param instance the core instance's index
	 * @param name the export's name
	 */
	record CoreExportAlias(long offset, Sort sort, long instance, String name) implements Definition {
	}

	/**
	 * An item of an enclosing component.
	 *
	 * @param offset the position in the file
	 * @param sort what is aliased
	 * @param count how many components outwards, 0 for this one
	 * @param index the index there
	 */
	record OuterAlias(long offset, Sort sort, long count, long index) implements Definition {
	}

	/**
	 * A type.
	 *
	 * @param offset the position in the file
	 * @param type the type
	 */
	record Type(long offset, DefType type) implements Definition {
	}

	/**
	 * A component function made of a core function.
	 *
	 * @param offset the position in the file
	 * @param coreFunction the core function's index
	 * @param options the canonical ABI's options
	 * @param type the function type's index
	 */
	record Lift(long offset, long coreFunction, List<CanonOption> options, long type) implements Definition {
	}

	/**
	 * A core function made of a component function.
	 *
	 * @param offset the position in the file
	 * @param function the function's index
	 * @param options the canonical ABI's options
	 */
	record Lower(long offset, long function, List<CanonOption> options) implements Definition {
	}

	/**
	 * A core function that works on a resource.
	 *
	 * @param offset the position in the file
	 * @param operation {@code resource.new}, {@code resource.drop} or
	 * {@code resource.rep}
	 * @param type the resource type's index
	 */
	record ResourceFunction(long offset, String operation, long type) implements Definition {
	}

	/**
	 * An import.
	 *
	 * @param offset the position in the file
	 * @param name the name
	 * @param attributes what is said beside the name
	 * @param type what is imported
	 */
	record Import(long offset, String name, List<NameAttribute> attributes, ExternDesc type) implements Definition {

		/**
		 * Copies.
		 */
		public Import {
			attributes = List.copyOf(attributes);
		}

		/**
		 * An import without attributes.
		 * @param offset the position in the file
		 * @param name the name
		 * @param type what is imported
		 */
		public Import(long offset, String name, ExternDesc type) {
			this(offset, name, List.of(), type);
		}

	}

	/**
	 * An export of a component.
	 *
	 * @param offset the position in the file
	 * @param name the name
	 * @param attributes what is said beside the name
	 * @param target what is exported
	 * @param type the type that it is given, null for its own
	 */
	record Export(long offset, String name, List<NameAttribute> attributes, SortIndex target,
			@Nullable ExternDesc type) implements Definition {

		/**
		 * Copies.
		 */
		public Export {
			attributes = List.copyOf(attributes);
		}

		/**
		 * An export without attributes.
		 * @param offset the position in the file
		 * @param name the name
		 * @param target what is exported
		 * @param type the type that it is given, null for its own
		 */
		public Export(long offset, String name, SortIndex target, @Nullable ExternDesc type) {
			this(offset, name, List.of(), target, type);
		}

	}

	/**
	 * An export declared by a component or instance type.
	 *
	 * @param offset the position in the file
	 * @param name the name
	 * @param attributes what is said beside the name
	 * @param type what is exported
	 */
	record ExportDeclaration(long offset, String name, List<NameAttribute> attributes,
			ExternDesc type) implements Definition {

		/**
		 * Copies.
		 */
		public ExportDeclaration {
			attributes = List.copyOf(attributes);
		}

		/**
		 * A declaration without attributes.
		 * @param offset the position in the file
		 * @param name the name
		 * @param type what is exported
		 */
		public ExportDeclaration(long offset, String name, ExternDesc type) {
			this(offset, name, List.of(), type);
		}

	}

}
