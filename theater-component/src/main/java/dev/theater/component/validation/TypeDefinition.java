package dev.theater.component.validation;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;

/** What an index of the type space stands for. */
public sealed interface TypeDefinition
		permits TypeDefinition.Value, TypeDefinition.Function, InstanceType, ComponentType {

	/**
	 * The number of nodes of the type's tree.
	 * @return 1 or more
	 */
	int effectiveSize();

	/**
	 * A value type.
	 *
	 * @param type the type
	 */
	record Value(ValueType type) implements TypeDefinition {

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
	 * A function type.
	 *
	 * @param type the type
	 */
	record Function(FunctionType type) implements TypeDefinition {

		@Override
		public int effectiveSize() {
			return 1;
		}

		@Override
		public String toString() {
			return this.type.toString();
		}

	}

}
