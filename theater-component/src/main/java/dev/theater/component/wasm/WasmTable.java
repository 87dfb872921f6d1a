package dev.theater.component.wasm;

/**
 * A table of an instance; it can only be handed on to another instance.
 */
public final class WasmTable implements WasmExtern {

	private final TableEntries entries;

	WasmTable(TableEntries entries) {
		this.entries = entries;
	}

	TableEntries entries() {
		return this.entries;
	}

	@Override
	public TableType type() {
		return this.entries.type();
	}

	/**
	 * Its current size.
	 * @return the number of entries
	 */
	public int size() {
		return this.entries.size();
	}

}
