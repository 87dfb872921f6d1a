package dev.theater.component.validation;

import dev.theater.component.binary.Sort;
import dev.theater.component.type.FunctionType;

/** The type of an import or export of a component or instance. */
public sealed interface ItemType {

	/**
	 * The index space it belongs to.
	 * @return the sort
	 */
	Sort sort();

	/**
	 * The number of nodes of the type's tree.
	 * @return 1 or more
	 */
	default int effectiveSize() {
		return 1;
	}

	/**
	 * A function.
	 *
	 * @param definition its type, with the definitions that it refers to
	 */
	record Function(TypeDefinition.Function definition) implements ItemType {

		/**
		 * The function's type.
		 * @return equal to every type of the same structure
		 */
		public FunctionType type() {
			return this.definition.type();
		}

		@Override
		public Sort sort() {
			return Sort.FUNCTION;
		}

		@Override
		public String toString() {
			return this.definition.toString();
		}

	}

	/**
	 * An instance.
	 *
	 * @param type its exports
	 */
	record Instance(InstanceType type) implements ItemType {

		@Override
		public Sort sort() {
			return Sort.INSTANCE;
		}

		@Override
		public int effectiveSize() {
			return this.type.effectiveSize();
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

	/**
	 * A component.
	 *
	 * @param type its imports and exports
	 */
	record Component(ComponentType type) implements ItemType {

		@Override
		public Sort sort() {
			return Sort.COMPONENT;
		}

		@Override
		public int effectiveSize() {
			return this.type.effectiveSize();
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

	/**
	 * A core module.
	 *
	 * @param type its imports and exports
	 */
	record CoreModule(CoreModuleType type) implements ItemType {

		@Override
		public Sort sort() {
			return Sort.CORE_MODULE;
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

	/**
	 * A type.
	 *
	 * @param definition the type; as an import or export a definition of its own
	 */
	record Type(TypeDefinition definition) implements ItemType {

		@Override
		public Sort sort() {
			return Sort.TYPE;
		}

		@Override
		public int effectiveSize() {
			return this.definition.effectiveSize();
		}

		@Override
		public String toString() {
			return "type " + this.definition;
		}

	}

}
