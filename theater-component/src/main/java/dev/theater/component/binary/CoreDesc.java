package dev.theater.component.binary;

/** What an import or export of a core module type is declared to be. */
public sealed interface CoreDesc {

	/**
	 * A function.
	 *
	 * @param type the index of a function type
	 */
	record Function(long type) implements CoreDesc {
	}

	/**
	 * An exception tag.
	 *
	 * @param type the index of a function type
	 */
	record Tag(long type) implements CoreDesc {
	}

	/**
	 * A memory, table or global, whose types stand for themselves.
	 *
	 * @param type the type
	 */
	record Plain(CoreExternType type) implements CoreDesc {
	}

}
