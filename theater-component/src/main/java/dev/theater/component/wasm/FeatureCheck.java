package dev.theater.component.wasm;

import java.util.List;

import com.dylibso.chicory.wasm.types.CompType;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.TagImport;
import dev.theater.component.wasm.WasmLoadException.Reason;

/**
 * Refuses parsed modules by the instructions and types they use: vectors and atomics,
 * which the engine runs in part only, tags of other modules, and objects of the GC
 * proposal, which no memory limit covers.
 */
final class FeatureCheck {

	private final com.dylibso.chicory.wasm.WasmModule module;

	private final boolean gc;

	FeatureCheck(com.dylibso.chicory.wasm.WasmModule module, boolean gc) {
		this.module = module;
		this.gc = gc;
	}

	void check() {
		types();
		imports();
		for (FunctionBody body : this.module.codeSection().functionBodies()) {
			instructions(body.instructions());
		}
		for (Global global : this.module.globalSection().globals()) {
			instructions(global.initInstructions());
		}
		for (Element element : this.module.elementSection().elements()) {
			for (List<Instruction> initializer : element.initializers()) {
				instructions(initializer);
			}
		}
		for (int i = 0; i < this.module.tableSection().tableCount(); i++) {
			instructions(this.module.tableSection().getTable(i).initialize());
		}
	}

	private void types() {
		for (int i = 0; i < this.module.typeSection().subTypeCount() && !this.gc; i++) {
			CompType type = this.module.typeSection().getSubType(i).compType();
			if (type.structType() != null || type.arrayType() != null) {
				throw unsupported("GC (type " + i + " is a struct or array)");
			}
		}
	}

	/** The engine takes tags of different instances for one another. */
	private void imports() {
		for (int i = 0; i < this.module.importSection().importCount(); i++) {
			if (this.module.importSection().getImport(i) instanceof TagImport tag) {
				throw unsupported("exceptions between modules (import of tag " + tag.module() + "." + tag.name() + ")");
			}
		}
	}

	private void instructions(List<? extends Instruction> instructions) {
		for (Instruction instruction : instructions) {
			int prefix = instruction.opcode().opcode() >>> 8;
			if (prefix == 0xfd) {
				throw unsupported("SIMD (" + instruction.opcode() + ")");
			}
			if (prefix == 0xfe) {
				throw unsupported("threads (" + instruction.opcode() + ")");
			}
			if (prefix == 0xfb && !this.gc) {
				throw unsupported("GC (" + instruction.opcode() + ")");
			}
		}
	}

	private static WasmLoadException unsupported(String feature) {
		return new WasmLoadException(Reason.UNSUPPORTED, "unsupported feature: " + feature, null);
	}

}
