package dev.theater.component.wasm;

/**
 * One export of a core module.
 *
 * @param name the name, unique in its module
 * @param type what is exported
 */
public record WasmExport(String name, ExternType type) {

}
