package dev.theater.component.wasm;

/**
 * What an instance exports and imports.
 */
public sealed interface WasmExtern permits WasmFunction, GuestMemory, WasmTable, WasmGlobal, WasmTag {

	/**
	 * The type it has now; minimum sizes of memories and tables are their current sizes.
	 * @return the type
	 */
	ExternType type();

}
