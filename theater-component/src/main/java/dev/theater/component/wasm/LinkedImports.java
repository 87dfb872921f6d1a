package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportGlobal;
import com.dylibso.chicory.runtime.ImportMemory;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportTag;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.Import;

/**
 * The imports of one instance: found, checked, and handed to the engine.
 */
final class LinkedImports {

	private final WasmStore store;

	private final WasmModule module;

	private final List<WasmFunction> functions = new ArrayList<>();

	private final List<GuestMemory> memories = new ArrayList<>();

	private final List<WasmTable> tables = new ArrayList<>();

	private final List<FencedTable> tableViews = new ArrayList<>();

	private final List<WasmGlobal> globals = new ArrayList<>();

	private final List<WasmTag> tags = new ArrayList<>();

	private final ImportValues.Builder values = ImportValues.builder();

	LinkedImports(WasmStore store, WasmModule module) {
		this.store = store;
		this.module = module;
	}

	void resolve(ImportResolver resolver) {
		List<WasmImport> wanted = this.module.index().imports();
		for (int i = 0; i < wanted.size(); i++) {
			WasmExtern found = resolver.resolve(wanted.get(i));
			if (found == null) {
				throw new WasmLinkException("missing import " + wanted.get(i));
			}
			add(wanted.get(i), this.module.parsed().importSection().getImport(i), found);
		}
	}

	private void add(WasmImport wanted, Import raw, WasmExtern found) {
		switch (found) {
			case WasmFunction function -> function(wanted, raw, function);
			case GuestMemory memory -> memory(wanted, memory);
			case WasmTable table -> table(wanted, table);
			case WasmGlobal global -> global(wanted, global);
			case WasmTag tag -> {
				check(wanted, tag, tag.type().equals(wanted.type()));
				this.tags.add(tag);
				this.values.addTag(new ImportTag(wanted.module(), wanted.name(), tag.engineTag()));
			}
		}
	}

	private void function(WasmImport wanted, Import raw, WasmFunction function) {
		check(wanted, function, function.type().equals(wanted.type()));
		if (function.type().hasReferences()) {
			throw new WasmLinkException("import " + wanted + " takes or gives references, which are indices of one"
					+ " instance and cannot pass between instances");
		}
		if (!function.usableIn(this.store)) {
			throw new WasmLinkException("import " + wanted + " is a function of another store");
		}
		this.functions.add(function);
		var type = this.module.parsed().typeSection().getType(((FunctionImport) raw).typeIndex());
		WasmStore caller = this.store;
		this.values.addFunction(new ImportFunction(raw.module(), raw.name(), type,
				(instance, args) -> function.callFromGuest(caller, args)));
	}

	private void memory(WasmImport wanted, GuestMemory memory) {
		check(wanted, memory,
				wanted.type() instanceof MemoryType limits && memory.type().minimumPages() >= limits.minimumPages()
						&& memory.type().maximumPages() <= limits.maximumPages());
		this.memories.add(memory);
		this.values
			.addMemory(new ImportMemory(wanted.module(), wanted.name(), memory.engineMemory().content().newView()));
	}

	private void table(WasmImport wanted, WasmTable table) {
		check(wanted, table, wanted.type() instanceof TableType limits && table.type().element() == limits.element()
				&& table.type().minimum() >= limits.minimum() && table.type().maximum() <= limits.maximum());
		if (table.entries().store() != this.store) {
			throw new WasmLinkException("import " + wanted + " is a table of another store");
		}
		FencedTable view = table.entries().newView();
		this.tables.add(table);
		this.tableViews.add(view);
		this.values.addTable(new ImportTable(wanted.module(), wanted.name(), view));
	}

	private void global(WasmImport wanted, WasmGlobal global) {
		check(wanted, global, global.type().equals(wanted.type()));
		if (global.type().value().isReference()) {
			throw new WasmLinkException("import " + wanted + " holds a reference, which is an index of one instance"
					+ " and cannot pass between instances");
		}
		this.globals.add(global);
		this.values.addGlobal(new ImportGlobal(wanted.module(), wanted.name(), global.engineGlobal()));
	}

	private static void check(WasmImport wanted, WasmExtern found, boolean matches) {
		if (!matches) {
			throw new WasmLinkException("import " + wanted + " was given a " + found.type());
		}
	}

	ImportValues values() {
		return this.values.build();
	}

	List<WasmFunction> functions() {
		return this.functions;
	}

	List<GuestMemory> memories() {
		return this.memories;
	}

	List<WasmTable> tables() {
		return this.tables;
	}

	List<FencedTable> tableViews() {
		return this.tableViews;
	}

	List<WasmGlobal> globals() {
		return this.globals;
	}

	List<WasmTag> tags() {
		return this.tags;
	}

}
