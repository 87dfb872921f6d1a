package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dylibso.chicory.wasm.types.Export;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.Table;
import com.dylibso.chicory.wasm.types.TagSection;

/**
 * The types of a module's functions, memories, tables, globals and tags, by index,
 * imported ones first.
 */
final class ModuleIndex {

	private final List<WasmImport> imports = new ArrayList<>();

	private final List<WasmExport> exports = new ArrayList<>();

	private final Map<String, Integer> exportPositions = new HashMap<>();

	private final List<FunctionSignature> functions = new ArrayList<>();

	private final List<MemoryType> memories = new ArrayList<>();

	private final List<TableType> tables = new ArrayList<>();

	private final List<GlobalType> globals = new ArrayList<>();

	private final List<TagType> tags = new ArrayList<>();

	/**
	 * Makes an index.
	 * @param standIn the module name of imports that have none in truth
	 */
	ModuleIndex(com.dylibso.chicory.wasm.WasmModule module, String standIn) {
		for (int i = 0; i < module.importSection().importCount(); i++) {
			Import wanted = module.importSection().getImport(i);
			ExternType type = EngineTypes.imported(wanted, module.typeSection());
			this.imports
				.add(new WasmImport(wanted.module().equals(standIn) ? "" : wanted.module(), wanted.name(), type));
			add(type);
		}
		defined(module);
		for (int i = 0; i < module.exportSection().exportCount(); i++) {
			Export export = module.exportSection().getExport(i);
			this.exports.add(new WasmExport(export.name(), typeOf(export)));
			this.exportPositions.putIfAbsent(export.name(), i);
		}
	}

	private void add(ExternType type) {
		switch (type) {
			case FunctionSignature function -> this.functions.add(function);
			case MemoryType memory -> this.memories.add(memory);
			case TableType table -> this.tables.add(table);
			case GlobalType global -> this.globals.add(global);
			case TagType tag -> this.tags.add(tag);
		}
	}

	private void defined(com.dylibso.chicory.wasm.WasmModule module) {
		for (int i = 0; i < module.functionSection().functionCount(); i++) {
			int type = module.functionSection().getFunctionType(i);
			this.functions.add(EngineTypes.signature(module.typeSection().getType(type)));
		}
		module.memorySection().ifPresent((section) -> {
			for (int i = 0; i < section.memoryCount(); i++) {
				this.memories.add(EngineTypes.memory(section.getMemory(i).limits()));
			}
		});
		for (int i = 0; i < module.tableSection().tableCount(); i++) {
			Table table = module.tableSection().getTable(i);
			this.tables.add(new TableType(EngineTypes.coreType(table.elementType()), table.limits().min(),
					table.limits().max()));
		}
		for (Global global : module.globalSection().globals()) {
			this.globals.add(EngineTypes.global(global.valueType(), global.mutabilityType()));
		}
		TagSection tagSection = module.tagSection().orElse(null);
		for (int i = 0; tagSection != null && i < tagSection.tagCount(); i++) {
			this.tags
				.add(new TagType(EngineTypes.signature(module.typeSection().getType(tagSection.getTag(i).typeIdx()))));
		}
	}

	private ExternType typeOf(Export export) {
		return switch (export.exportType()) {
			case FUNCTION -> this.functions.get(export.index());
			case MEMORY -> this.memories.get(export.index());
			case TABLE -> this.tables.get(export.index());
			case GLOBAL -> this.globals.get(export.index());
			case TAG -> this.tags.get(export.index());
		};
	}

	List<WasmImport> imports() {
		return this.imports;
	}

	List<WasmExport> exports() {
		return this.exports;
	}

	int globals() {
		return this.globals.size();
	}

	int tags() {
		return this.tags.size();
	}

	/** Where an export is in its section, -1 if there is none of this name. */
	int exportPosition(String name) {
		return this.exportPositions.getOrDefault(name, -1);
	}

	FunctionSignature function(int index) {
		return this.functions.get(index);
	}

	GlobalType global(int index) {
		return this.globals.get(index);
	}

	TagType tag(int index) {
		return this.tags.get(index);
	}

}
