package dev.theater.component.wasm;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.wasm.types.Instruction;

/**
 * Does before an instruction what the interpreter forgets. It looks at the interrupt flag
 * on calls and unconditional branches only, so that loops of other instructions would
 * never stop; and three of its stores let address and offset wrap around. Compiled code
 * does not call this and does not need it.
 */
final class InterpreterListener implements ExecutionListener {

	static final InterpreterListener INSTANCE = new InterpreterListener();

	private InterpreterListener() {
	}

	@Override
	public void onExecution(Instruction instruction, MStack stack) {
		switch (instruction.opcode()) {
			case LOOP, BR_IF, BR_TABLE, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL, TRY_TABLE, THROW,
					THROW_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
				if (Thread.currentThread().isInterrupted()) {
					throw new ChicoryInterruptedException("Thread interrupted");
				}
			}
			case I32_STORE8, I64_STORE8, I64_STORE32 -> {
				long offset = instruction.operand(1);
				if (offset != 0) {
					requireInside(offset, stack);
				}
			}
			default -> {
				// done right by the interpreter, or cannot repeat
			}
		}
	}

	/** No memory reaches 2^31, so nothing else can wrap into one. */
	private static void requireInside(long offset, MStack stack) {
		long value = stack.pop();
		long address = Integer.toUnsignedLong((int) stack.pop());
		if (address + offset > Integer.MAX_VALUE) {
			throw new WasmTrap(WasmTrap.Reason.OUT_OF_BOUNDS,
					"out of bounds memory access: address " + address + " with offset " + offset);
		}
		stack.push(address);
		stack.push(value);
	}

}
