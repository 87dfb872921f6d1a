package dev.theater.component.wasm;

import java.io.Serial;

import org.jspecify.annotations.Nullable;

/**
 * A guest was stopped: by itself, by the engine, by the fence or by a host function.
 */
public final class WasmTrap extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	/** Why. */
	private final Reason reason;

	/**
	 * What happened.
	 */
	public enum Reason {

		/** The guest ran an {@code unreachable} instruction, its way to give up. */
		UNREACHABLE,
		/** Access outside a memory, table or segment. */
		OUT_OF_BOUNDS,
		/**
		 * Division by zero, integer overflow, conversion of a number without integer
		 * value.
		 */
		ARITHMETIC,
		/** An indirect call through an empty entry or with the wrong type. */
		INDIRECT_CALL,
		/** Recursion too deep. */
		STACK_EXHAUSTED,
		/** The thread was interrupted, or time was over. */
		INTERRUPTED,
		/** A budget of memory, table entries or host bytes is used up. */
		LIMIT,
		/** The guest threw an exception that it does not catch. */
		UNCAUGHT_EXCEPTION,
		/** The guest broke a rule of the canonical ABI. */
		ABI,
		/** An instance was entered that may not be entered now, or never again. */
		REENTRY,
		/** A host function failed; the cause is its exception. */
		HOST,
		/** Anything else, a defect of the engine included. */
		OTHER

	}

	/**
	 * A trap without a cause.
	 * @param reason why
	 * @param message what happened, with the offending value
	 */
	public WasmTrap(Reason reason, String message) {
		super(message);
		this.reason = reason;
	}

	/**
	 * A trap with a cause.
	 * @param reason why
	 * @param message what happened
	 * @param cause what was thrown
	 */
	public WasmTrap(Reason reason, String message, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/**
	 * Why the guest was stopped.
	 * @return the reason
	 */
	public Reason reason() {
		return this.reason;
	}

}
