package dev.theater.component.wasm;

import org.jspecify.annotations.Nullable;

/**
 * Finds what an instance imports.
 */
@FunctionalInterface
public interface ImportResolver {

	/** Resolves nothing: for modules without imports. */
	ImportResolver NONE = (wanted) -> null;

	/**
	 * Gives the value of one import.
	 * @param wanted the import
	 * @return the value, or null if there is none
	 */
	@Nullable WasmExtern resolve(WasmImport wanted);

}
