package dev.theater.component.wasm;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.ExecutionListener;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.wasm.types.Instruction;

/**
 * Makes the interpreter stoppable: by itself it looks at the interrupt flag on calls and
 * unconditional branches only, so that loops of other instructions never stop. Compiled code does
 * not call it.
 */
final class InterruptListener implements ExecutionListener {

	static final InterruptListener INSTANCE = new InterruptListener();

	private InterruptListener() {
	}

	@Override
	public void onExecution(Instruction instruction, MStack stack) {
		switch (instruction.opcode()) {
			case LOOP, BR_IF, BR_TABLE, BR_ON_NULL, BR_ON_NON_NULL, BR_ON_CAST, BR_ON_CAST_FAIL, TRY_TABLE, THROW, THROW_REF, RETURN_CALL, RETURN_CALL_INDIRECT, RETURN_CALL_REF -> {
				if (Thread.currentThread().isInterrupted()) {
					throw new ChicoryInterruptedException("Thread interrupted");
				}
			}
			default -> {
				// looked at by the interpreter, or cannot repeat
			}
		}
	}

}
