package dev.theater.component.wasm;

import java.util.Deque;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.jspecify.annotations.Nullable;

/**
 * The engine's interpreter, which keeps the frame of every function that was left by a
 * tail call for as long as its instance lives: a guest could fill the heap, and a
 * caller's own tail call would take such a frame for its own.
 */
final class FencedInterpreter extends InterpreterMachine {

	FencedInterpreter(Instance instance) {
		super(instance);
	}

	@Override
	protected long[] call(MStack stack, Instance instance, Deque<StackFrame> callStack, int function, long[] args,
			@Nullable FunctionType callType, boolean popResults) {
		int before = callStack.size();
		try {
			return super.call(stack, instance, callStack, function, args, callType, popResults);
		}
		finally {
			while (callStack.size() > before) {
				callStack.pop();
			}
		}
	}

	/** How many frames are kept. */
	int frames() {
		return this.callStack.size();
	}

}
