package dev.theater.component.binary;

/** One declaration of a core module type. */
public sealed interface CoreDeclaration {

	/**
	 * Where it begins.
	 * @return the position in the file in bytes
	 */
	long offset();

	/**
	 * An import.
	 *
	 * @param offset the position in the file
	 * @param module the module name
	 * @param name the field name
	 * @param type what is imported
	 */
	record Import(long offset, String module, String name, CoreDesc type) implements CoreDeclaration {
	}

	/**
	 * A type.
	 *
	 * @param offset the position in the file
	 * @param type the type
	 */
	record Type(long offset, CoreDefType type) implements CoreDeclaration {
	}

	/**
	 * A type of an enclosing scope.
	 *
	 * @param offset the position in the file
	 * @param count how many scopes outwards
	 * @param index the index there
	 */
	record OuterType(long offset, long count, long index) implements CoreDeclaration {
	}

	/**
	 * An export.
	 *
	 * @param offset the position in the file
	 * @param name the name
	 * @param type what is exported
	 */
	record Export(long offset, String name, CoreDesc type) implements CoreDeclaration {
	}

}
