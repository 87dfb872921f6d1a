package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;

import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.GlobalImport;
import com.dylibso.chicory.wasm.types.Import;
import com.dylibso.chicory.wasm.types.MemoryImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.MutabilityType;
import com.dylibso.chicory.wasm.types.TableImport;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.TypeSection;
import com.dylibso.chicory.wasm.types.ValType;

/**
 * The engine's types in the fence's words.
 */
final class EngineTypes {

	private EngineTypes() {
	}

	static CoreType coreType(ValType type) {
		if (type.equals(ValType.I32)) {
			return CoreType.I32;
		}
		if (type.equals(ValType.I64)) {
			return CoreType.I64;
		}
		if (type.equals(ValType.F32)) {
			return CoreType.F32;
		}
		if (type.equals(ValType.F64)) {
			return CoreType.F64;
		}
		if (type.equals(ValType.V128)) {
			return CoreType.V128;
		}
		if (type.equals(ValType.FuncRef)) {
			return CoreType.FUNCREF;
		}
		if (type.equals(ValType.ExternRef)) {
			return CoreType.EXTERNREF;
		}
		return type.equals(ValType.ExnRef) ? CoreType.EXNREF : CoreType.OTHER_REF;
	}

	static FunctionSignature signature(FunctionType type) {
		return new FunctionSignature(coreTypes(type.params()), coreTypes(type.returns()));
	}

	private static List<CoreType> coreTypes(List<ValType> types) {
		List<CoreType> converted = new ArrayList<>(types.size());
		for (ValType type : types) {
			converted.add(coreType(type));
		}
		return converted;
	}

	static MemoryType memory(MemoryLimits limits) {
		return new MemoryType(limits.initialPages(), limits.maximumPages());
	}

	static GlobalType global(ValType type, MutabilityType mutability) {
		return new GlobalType(coreType(type), mutability == MutabilityType.Var);
	}

	static ExternType imported(Import wanted, TypeSection types) {
		return switch (wanted) {
			case FunctionImport function -> signature(types.getType(function.typeIndex()));
			case MemoryImport memory -> memory(memory.limits());
			case TableImport table ->
				new TableType(coreType(table.entryType()), table.limits().min(), table.limits().max());
			case GlobalImport global -> global(global.type(), global.mutabilityType());
			case TagImport tag -> new TagType(signature(types.getType(tag.tagType().typeIdx())));
			default -> throw new IllegalStateException("unknown kind of import " + wanted.importType());
		};
	}

}
