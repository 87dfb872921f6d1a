package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.runtime.TableInstance;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.UnlinkableException;
import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.Table;
import org.jspecify.annotations.Nullable;

/**
 * An instance of a core module. Belongs to its store, and like it to one thread at a
 * time.
 */
public final class WasmInstance {

	private final WasmStore store;

	private final WasmModule module;

	private final LinkedImports imports;

	private final List<TableEntries> ownTables = new ArrayList<>();

	private final List<FencedTable> ownViews = new ArrayList<>();

	private final Instance instance;

	/** By position in the export section, each made when it is first asked for. */
	private final @Nullable WasmExtern[] exports;

	private WasmInstance(WasmStore store, WasmModule module, LinkedImports imports) {
		this.store = store;
		this.module = module;
		this.imports = imports;
		this.exports = new WasmExtern[module.index().exports().size()];
		this.instance = Instance.builder(module.parsed())
			.withImportValues(imports.values())
			.withMachineFactory((made) -> module.machine(made, store))
			.withMemoryFactory(this::makeMemory)
			.withTableFactory(this::makeTable)
			.withUnsafeExecutionListener(InterpreterListener.INSTANCE)
			.withInitialize(false)
			.withStart(false)
			.build();
	}

	/**
	 * Makes an instance, and runs its start section if it has one. A function exported as
	 * {@code _start} is not called.
	 * @param store who pays for it
	 * @param module what it is an instance of
	 * @param imports gives its imports
	 * @return the instance
	 * @throws WasmLinkException if an import is missing or does not match
	 * @throws WasmTrap if a declared size is over the budget, a segment is out of bounds,
	 * or the start function traps
	 */
	public static WasmInstance instantiate(WasmStore store, WasmModule module, ImportResolver imports) {
		LinkedImports linked = new LinkedImports(store, module);
		linked.resolve(imports);
		WasmInstance made;
		try {
			made = new WasmInstance(store, module, linked);
		}
		catch (UnlinkableException failure) {
			throw new WasmLinkException(String.valueOf(failure.getMessage()), failure);
		}
		catch (WasmTrap trap) {
			throw trap;
		}
		catch (ChicoryException | LinkageError failure) {
			throw EngineFailures.trap(failure);
		}
		made.initialize();
		return made;
	}

	private Memory makeMemory(MemoryLimits limits) {
		MemoryPages.charge(this.store, limits);
		return new MemoryPages(this.store, limits, this.module.image(limits)).newView();
	}

	private TableInstance makeTable(Table declared, int initial) {
		TableEntries entries = new TableEntries(this.store, declared, initial);
		FencedTable view = entries.newView();
		this.ownTables.add(entries);
		this.ownViews.add(view);
		return view;
	}

	private void initialize() {
		Bridges bridges = new Bridges(this.store, this.module.parsed());
		this.ownTables.forEach((table) -> table.ownInitial(this.instance));
		this.ownViews.forEach((view) -> view.bind(this.instance, bridges));
		this.imports.tableViews().forEach((view) -> view.bind(this.instance, bridges));
		boolean starts = this.module.hasStart();
		if (starts) {
			this.store.enterGuest();
		}
		try {
			this.instance.initialize(false);
		}
		catch (Throwable thrown) {
			throw this.store.fail(thrown);
		}
		if (starts) {
			this.store.leaveGuest();
		}
	}

	/**
	 * Finds an export.
	 * @param name its name
	 * @return the export, or null if there is none of this name
	 */
	public @Nullable WasmExtern export(String name) {
		int position = this.module.index().exportPosition(name);
		if (position < 0) {
			return null;
		}
		WasmExtern known = this.exports[position];
		if (known == null) {
			known = extern(this.module.parsed().exportSection().getExport(position));
			this.exports[position] = known;
		}
		return known;
	}

	private WasmExtern extern(Export export) {
		int index = export.index();
		return switch (export.exportType()) {
			case FUNCTION -> function(index);
			case MEMORY -> (index < this.imports.memories().size()) ? this.imports.memories().get(index)
					: new GuestMemory((PagedMemory) this.instance.memory(index));
			case TABLE -> (index < this.imports.tables().size()) ? this.imports.tables().get(index)
					: new WasmTable(this.ownTables.get(index - this.imports.tables().size()));
			case GLOBAL -> (index < this.imports.globals().size()) ? this.imports.globals().get(index)
					: new WasmGlobal(this.instance.global(index), this.module.index().global(index));
			case TAG -> (index < this.imports.tags().size()) ? this.imports.tags().get(index)
					: new WasmTag(this.instance.tag(index), this.module.index().tag(index));
		};
	}

	private WasmFunction function(int index) {
		if (index < this.imports.functions().size()) {
			return this.imports.functions().get(index);
		}
		return WasmFunction.guest(this.module.index().function(index), this.store, this.instance.getMachine(), index);
	}

}
