package dev.theater.component.wasm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.CompType;
import com.dylibso.chicory.wasm.types.Element;
import com.dylibso.chicory.wasm.types.FunctionBody;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.Global;
import com.dylibso.chicory.wasm.types.Instruction;
import com.dylibso.chicory.wasm.types.OpCode;
import com.dylibso.chicory.wasm.types.TagImport;
import com.dylibso.chicory.wasm.types.ValType;
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
		exports();
		for (FunctionBody body : this.module.codeSection().functionBodies()) {
			instructions(body.instructions());
			ifsWithoutElse(body);
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

	/** The engine finds this when it makes the first instance. */
	private void exports() {
		Set<String> names = new HashSet<>();
		for (int i = 0; i < this.module.exportSection().exportCount(); i++) {
			String name = this.module.exportSection().getExport(i).name();
			if (!names.add(name)) {
				throw new WasmLoadException(Reason.INVALID, "invalid module: duplicate export name \"" + name + "\"",
						null);
			}
		}
	}

	private void instructions(List<? extends Instruction> instructions) {
		for (Instruction instruction : instructions) {
			requireScalar(instruction.opcode());
			if (instruction.opcode().opcode() >>> 8 == 0xfb && !this.gc) {
				throw unsupported("GC (" + instruction.opcode() + ")");
			}
		}
	}

	static void requireScalar(OpCode opcode) {
		int prefix = opcode.opcode() >>> 8;
		if (prefix == 0xfd) {
			throw unsupported("SIMD (" + opcode + ")");
		}
		if (prefix == 0xfe) {
			throw unsupported("threads (" + opcode + ")");
		}
	}

	/**
	 * The engine's validator compares how many values such a block takes and gives, not
	 * their types.
	 */
	private void ifsWithoutElse(FunctionBody body) {
		Deque<AnnotatedInstruction> open = new ArrayDeque<>();
		for (AnnotatedInstruction instruction : body.instructions()) {
			switch (instruction.opcode()) {
				case BLOCK, LOOP, IF, TRY_TABLE -> open.push(instruction);
				case ELSE -> {
					open.pop();
					open.push(instruction);
				}
				case END -> {
					AnnotatedInstruction begin = open.poll();
					if (begin != null && begin.opcode() == OpCode.IF) {
						requireUnchanged(begin.operand(0));
					}
				}
				default -> {
					// opens and closes nothing
				}
			}
		}
	}

	private void requireUnchanged(long blockType) {
		if (blockType == 0x40 || ValType.isValid(blockType)) {
			return;
		}
		FunctionType type = this.module.typeSection().getType((int) blockType);
		for (int i = 0; i < type.params().size(); i++) {
			ValType before = type.params().get(i);
			ValType after = type.returns().get(i);
			if (!before.equals(after) && !(before.isReference() && after.isReference() && this.gc)) {
				throw new WasmLoadException(Reason.INVALID,
						"invalid module: type mismatch, an if without else turns " + EngineTypes.signature(type), null);
			}
		}
	}

	private static WasmLoadException unsupported(String feature) {
		return new WasmLoadException(Reason.UNSUPPORTED, "unsupported feature: " + feature, null);
	}

}
