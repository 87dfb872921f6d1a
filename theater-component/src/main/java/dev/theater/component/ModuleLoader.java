package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.CoreValueType;
import dev.theater.component.binary.MalformedComponentException;
import dev.theater.component.type.ComponentException;
import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.validation.CoreModuleReader;
import dev.theater.component.validation.CoreModuleType;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.CoreType;
import dev.theater.component.wasm.ExternType;
import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.GlobalType;
import dev.theater.component.wasm.MemoryType;
import dev.theater.component.wasm.ModuleTotals;
import dev.theater.component.wasm.TableType;
import dev.theater.component.wasm.TagType;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmExport;
import dev.theater.component.wasm.WasmImport;
import dev.theater.component.wasm.WasmLoadException;
import dev.theater.component.wasm.WasmModule;

/**
 * Answers the validator's questions about core modules with an engine, and keeps them.
 */
final class ModuleLoader implements CoreModuleReader {

	/** Each costs milliseconds to compile, however small; 64 can be instantiated. */
	private static final int MAX_MODULES = 256;

	private final WasmEngine engine;

	private final Map<CoreModuleBytes, WasmModule> modules = new HashMap<>();

	private final ModuleTotals totals = new ModuleTotals();

	ModuleLoader(WasmEngine engine) {
		this.engine = engine;
	}

	Map<CoreModuleBytes, WasmModule> modules() {
		return this.modules;
	}

	@Override
	public CoreModuleType read(CoreModuleBytes bytes, long offset) {
		WasmModule module = this.modules.get(bytes);
		if (module == null) {
			if (this.modules.size() == MAX_MODULES) {
				throw new InvalidComponentException(ValidationRule.LIMIT,
						"more than " + MAX_MODULES + " core modules; at most " + MAX_MODULES + " are allowed", offset);
			}
			module = load(bytes.toByteArray(), offset);
			this.modules.put(bytes, module);
		}
		List<CoreModuleType.Import> imports = new ArrayList<>();
		for (WasmImport each : module.imports()) {
			imports.add(new CoreModuleType.Import(each.module(), each.name(), type(each.type())));
		}
		Map<String, CoreExternType> exports = new LinkedHashMap<>();
		for (WasmExport each : module.exports()) {
			exports.put(each.name(), type(each.type()));
		}
		return new CoreModuleType(imports, exports);
	}

	private WasmModule load(byte[] bytes, long offset) {
		try {
			return WasmModule.load(this.engine, bytes, this.totals);
		}
		catch (WasmLoadException ex) {
			throw refusal(ex, offset);
		}
		catch (AssertionError ex) {
			// the engine's parser asserts what broken bytes break, where assertions are
			// enabled
			throw new MalformedComponentException("core module: its code cannot be parsed", Math.max(offset, 0), ex);
		}
	}

	private static ComponentException refusal(WasmLoadException ex, long offset) {
		String message = String.valueOf(ex.getMessage());
		return switch (ex.reason()) {
			case MALFORMED -> new MalformedComponentException("core module: " + message, Math.max(offset, 0), ex);
			case INVALID -> new InvalidComponentException(ValidationRule.CORE_MODULE, message, offset, ex);
			case UNSUPPORTED -> new UnsupportedFeatureException(message.replace("unsupported feature: ", ""), offset,
					"in a core module");
			case LIMIT -> new InvalidComponentException(ValidationRule.LIMIT, message, offset, ex);
		};
	}

	static CoreExternType.Function signature(FlatSignature flat) {
		return new CoreExternType.Function(
				flat.params().stream().map((type) -> CoreValueType.valueOf(type.name())).toList(),
				flat.results().stream().map((type) -> CoreValueType.valueOf(type.name())).toList());
	}

	private static CoreExternType type(ExternType type) {
		return switch (type) {
			case FunctionSignature function -> function(function);
			case MemoryType memory -> new CoreExternType.Memory(
					new CoreExternType.Limits(memory.minimumPages(), memory.maximumPages()), false, false);
			case TableType table -> new CoreExternType.Table(value(table.element()),
					new CoreExternType.Limits(table.minimum(), table.maximum()));
			case GlobalType global -> new CoreExternType.Global(value(global.value()), global.mutable());
			case TagType tag -> new CoreExternType.Tag(function(tag.signature()));
		};
	}

	private static CoreExternType.Function function(FunctionSignature type) {
		return new CoreExternType.Function(type.params().stream().map(ModuleLoader::value).toList(),
				type.results().stream().map(ModuleLoader::value).toList());
	}

	private static CoreValueType value(CoreType type) {
		return CoreValueType.valueOf(type.name());
	}

}
