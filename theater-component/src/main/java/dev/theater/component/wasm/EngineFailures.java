package dev.theater.component.wasm;

import java.util.Locale;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import com.dylibso.chicory.runtime.TrapException;
import com.dylibso.chicory.runtime.WasmException;
import com.dylibso.chicory.wasm.ChicoryException;
import dev.theater.component.wasm.WasmTrap.Reason;

/**
 * Turns whatever comes out of the engine into a trap. The engine tells most of its traps
 * apart by message only.
 */
final class EngineFailures {

	private EngineFailures() {
	}

	static WasmTrap trap(Throwable thrown) {
		if (thrown instanceof WasmTrap trap) {
			return trap;
		}
		// the start section wraps its trap
		if (thrown.getCause() instanceof WasmTrap trap) {
			return trap;
		}
		return new WasmTrap(reason(thrown), message(thrown), thrown);
	}

	static WasmTrap hostFailure(Throwable thrown) {
		if (thrown instanceof StackOverflowError) {
			// the stack was used up below by the guest as much as here by the host
			return new WasmTrap(Reason.STACK_EXHAUSTED, "call stack exhausted in a host function", thrown);
		}
		return new WasmTrap(Reason.HOST, "host function failed", thrown);
	}

	private static Reason reason(Throwable thrown) {
		if (thrown instanceof ChicoryInterruptedException) {
			return Reason.INTERRUPTED;
		}
		if (thrown instanceof WasmException) {
			return Reason.UNCAUGHT_EXCEPTION;
		}
		if (thrown instanceof StackOverflowError || thrown.getCause() instanceof StackOverflowError) {
			return Reason.STACK_EXHAUSTED;
		}
		if (thrown instanceof OutOfMemoryError) {
			return Reason.LIMIT;
		}
		if (thrown instanceof ArithmeticException) {
			return Reason.ARITHMETIC;
		}
		if (thrown instanceof ChicoryException) {
			return byMessage(thrown);
		}
		return Reason.OTHER;
	}

	private static Reason byMessage(Throwable thrown) {
		String text = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
		if (text.contains("unreachable instruction")) {
			return Reason.UNREACHABLE;
		}
		if (text.contains("out of bounds")) {
			return Reason.OUT_OF_BOUNDS;
		}
		if (text.contains("integer overflow") || text.contains("divide by zero")
				|| text.contains("conversion to integer")) {
			return Reason.ARITHMETIC;
		}
		if (text.contains("undefined element") || text.contains("uninitialized element")
				|| text.contains("indirect call") || text.contains("null function reference")) {
			return Reason.INDIRECT_CALL;
		}
		if (thrown instanceof TrapException && text.contains("null")) {
			return Reason.INDIRECT_CALL;
		}
		if (text.contains("call stack exhausted")) {
			return Reason.STACK_EXHAUSTED;
		}
		return Reason.OTHER;
	}

	private static String message(Throwable thrown) {
		return switch (reason(thrown)) {
			case INTERRUPTED -> "interrupted";
			case UNCAUGHT_EXCEPTION -> "uncaught exception";
			case STACK_EXHAUSTED -> "call stack exhausted";
			case LIMIT -> "out of host memory";
			case OTHER -> "the engine failed: " + thrown;
			default -> String.valueOf(thrown.getMessage());
		};
	}

}
