package dev.theater.component.binary;

/** What an import or export is declared to be. */
public sealed interface ExternDesc {

	/**
	 * A core module.
	 *
	 * @param type the index of a core module type
	 */
	record CoreModule(long type) implements ExternDesc {
	}

	/**
	 * A function.
	 *
	 * @param type the index of a function type
	 */
	record Function(long type) implements ExternDesc {
	}

	/**
	 * A type that equals another.
	 *
	 * @param type the other type's index
	 */
	record EqualType(long type) implements ExternDesc {
	}

	/** A fresh resource. */
	record Resource() implements ExternDesc {
	}

	/**
	 * A component.
	 *
	 * @param type the index of a component type
	 */
	record Component(long type) implements ExternDesc {
	}

	/**
	 * An instance.
	 *
	 * @param type the index of an instance type
	 */
	record Instance(long type) implements ExternDesc {
	}

}
