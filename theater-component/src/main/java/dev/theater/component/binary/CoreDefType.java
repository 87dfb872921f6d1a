package dev.theater.component.binary;

import java.util.List;

/** A core type as it is written. */
public sealed interface CoreDefType {

	/**
	 * A core function type.
	 *
	 * @param type the type
	 */
	record Function(CoreExternType.Function type) implements CoreDefType {
	}

	/**
	 * A core module type.
	 *
	 * @param declarations types, aliases, imports and exports in order
	 */
	record Module(List<CoreDeclaration> declarations) implements CoreDefType {
	}

}
