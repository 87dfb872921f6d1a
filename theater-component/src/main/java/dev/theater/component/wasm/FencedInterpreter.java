package dev.theater.component.wasm;

import java.util.Deque;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.jspecify.annotations.Nullable;

/**
 * The engine's interpreter, which has its frames on the heap. It would keep the frame of
 * every function that was left by a tail call for as long as its instance lives, and a
 * caller's own tail call would take such a frame for its own; and nothing would bound the
 * locals of a deep recursion.
 */
final class FencedInterpreter extends InterpreterMachine {

	private final WasmStore store;

	private final FrameSizes sizes;

	FencedInterpreter(Instance instance, WasmStore store, FrameSizes sizes) {
		super(instance);
		this.store = store;
		this.sizes = sizes;
	}

	@Override
	protected long[] call(MStack stack, Instance instance, Deque<StackFrame> callStack, int function, long[] args,
			@Nullable FunctionType callType, boolean popResults) {
		int locals = this.sizes.of(function);
		this.store.holdLocals(locals);
		int before = callStack.size();
		try {
			return super.call(stack, instance, callStack, function, args, callType, popResults);
		}
		finally {
			while (callStack.size() > before) {
				callStack.pop();
			}
			this.store.releaseLocals(locals);
		}
	}

	/** How many frames are kept. */
	int frames() {
		return this.callStack.size();
	}

}
