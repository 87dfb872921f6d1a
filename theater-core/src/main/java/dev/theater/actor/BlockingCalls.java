package dev.theater.actor;

import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.theater.component.wasm.StackReserve;
import org.jspecify.annotations.Nullable;

/**
 * Waits of Java code that calls into the runtime. On a guest's thread, that is in a host
 * handler, the wait counts as that actor's host call and does not keep others from
 * running.
 */
public final class BlockingCalls {

	private BlockingCalls() {
	}

	/**
	 * Begins what the caller is going to wait for, on a thread that it lends meanwhile,
	 * unless that has no stack for it or is a guest's. What the thread is interrupted for
	 * is its own business, and is kept for it.
	 * @param lend has the calling thread do something and what comes of it
	 * @throws StackOverflowError if there is not even stack to begin; nothing has been
	 * begun then
	 */
	public static <T> T lend(Consumer<Runnable> lend, Supplier<T> begin) {
		requireStack();
		if (GuestThread.current() != null || !hasStack()) {
			return begin.get();
		}
		AtomicReference<@Nullable T> begun = new AtomicReference<>();
		boolean interrupted = Thread.interrupted();
		try {
			lend.accept(() -> begun.set(begin.get()));
		}
		finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
		return Objects.requireNonNull(begun.get());
	}

	/**
	 * Refuses a caller with hardly any stack left, such as one that calls itself without
	 * end. A lane that it was cut off in handing on would wait for ever for its turn, and
	 * with it everybody else.
	 * @throws StackOverflowError if there is not enough; nothing has been begun then
	 */
	public static void requireStack() {
		StackReserve.requireToHandOver();
	}

	/** Users may be as deep as they like when they call. */
	private static boolean hasStack() {
		try {
			StackReserve.require();
			return true;
		}
		catch (StackOverflowError ex) {
			return false;
		}
	}

	/**
	 * Waits and gives the result, or throws what it failed with.
	 * @param dispatcher of the runtime that is called
	 */
	public static <T> T await(GuestDispatcher dispatcher, CompletionStage<T> stage) {
		GuestThread thread = GuestThread.current();
		CallGuard guard = (thread != null) ? thread.guard : null;
		if (guard != null) {
			return guard.await(stage);
		}
		try {
			dispatcher.awaitOutside(stage.toCompletableFuture());
			return stage.toCompletableFuture().join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
