package dev.theater.component.wasm;

import java.util.ArrayDeque;
import java.util.Deque;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.InterpreterMachine;
import com.dylibso.chicory.runtime.MStack;
import com.dylibso.chicory.runtime.StackFrame;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.types.FunctionType;
import org.jspecify.annotations.Nullable;

/**
 * The engine's interpreter, which has its frames on the heap. It would keep the frame of
 * every function that was left by a tail call for as long as its instance lives, and a
 * caller's own tail call would take such a frame for its own; it would go on in the frame
 * that catches an exception on top of the stack of the functions that did not, so that
 * each exception caught costs stack until the catching function returns; and nothing
 * would bound the locals of a deep recursion.
 * <p>
 * So each call sees a stack of frames with its own alone: there is no other that a tail
 * call could take, and an exception that it does not catch comes out of it as one of
 * Java, which its caller then looks at.
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
		try {
			return super.call(stack, instance, new ArrayDeque<>(1), function, args, callType, popResults);
		}
		finally {
			this.store.releaseLocals(locals);
		}
	}

	@Override
	protected void eval(MStack stack, Instance instance, Deque<StackFrame> callStack) {
		boolean ended = false;
		while (!ended) {
			try {
				super.eval(stack, instance, callStack);
				ended = true;
			}
			catch (WasmException thrown) {
				StackFrame frame = callStack.peek();
				if (frame == null) {
					// thrown here, where it was not caught
					throw thrown;
				}
				// on at the block that catches, or out again
				THROW_REF(instance, instance.registerException(thrown), stack, frame, callStack);
			}
		}
	}

	/** How many frames are kept. */
	int frames() {
		return this.callStack.size();
	}

}
