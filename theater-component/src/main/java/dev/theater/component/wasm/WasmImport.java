package dev.theater.component.wasm;

/**
 * One import of a core module.
 *
 * @param module the module name
 * @param name the field name
 * @param type what is to be given
 */
public record WasmImport(String module, String name, ExternType type) {

	@Override
	public String toString() {
		return "\"" + this.module + "\" \"" + this.name + "\" (" + this.type + ")";
	}

}
