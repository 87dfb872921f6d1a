package dev.theater.fault;

import java.util.function.Supplier;

/** What host code may throw. */
enum Fault {

	EXCEPTION(() -> new IllegalStateException("on purpose")), ERROR(() -> new AssertionError("on purpose")),
	STACK_OVERFLOW(() -> new StackOverflowError("on purpose")), OUT_OF_MEMORY(() -> new OutOfMemoryError("on purpose"));

	private final Supplier<Throwable> thrown;

	Fault(Supplier<Throwable> thrown) {
		this.thrown = thrown;
	}

	Throwable thrown() {
		return this.thrown.get();
	}

	/** Throws it, whatever it is. */
	void strike() {
		Throwable what = thrown();
		if (what instanceof Error error) {
			throw error;
		}
		if (what instanceof RuntimeException exception) {
			throw exception;
		}
	}

}
