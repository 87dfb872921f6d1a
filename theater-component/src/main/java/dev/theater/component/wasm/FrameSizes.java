package dev.theater.component.wasm;

import java.util.Arrays;

import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.AnnotatedInstruction;
import com.dylibso.chicory.wasm.types.ExternalType;
import com.dylibso.chicory.wasm.types.FunctionBody;

/**
 * How many locals the interpreter keeps on the heap while a function runs. With tail
 * calls any function may stand in another's place, so that each counts as the largest.
 */
final class FrameSizes {

	private final int imported;

	private final int[] locals;

	FrameSizes(WasmModule module) {
		this.imported = module.importSection().count(ExternalType.FUNCTION);
		this.locals = new int[module.codeSection().functionBodyCount()];
		int largest = 0;
		boolean tailCalls = false;
		for (int i = 0; i < this.locals.length; i++) {
			FunctionBody body = module.codeSection().getFunctionBody(i);
			int type = module.functionSection().getFunctionType(i);
			this.locals[i] = module.typeSection().getType(type).params().size() + body.localTypes().size();
			largest = Math.max(largest, this.locals[i]);
			tailCalls = tailCalls || body.instructions().stream().anyMatch(FrameSizes::isTailCall);
		}
		if (tailCalls) {
			Arrays.fill(this.locals, largest);
		}
	}

	private static boolean isTailCall(AnnotatedInstruction instruction) {
		return switch (instruction.opcode()) {
			case RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> true;
			default -> false;
		};
	}

	int of(int function) {
		return function < this.imported ? 0 : this.locals[function - this.imported];
	}

}
