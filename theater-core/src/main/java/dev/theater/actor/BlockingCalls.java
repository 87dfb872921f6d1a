package dev.theater.actor;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * Waits of Java code that calls into the runtime. On a guest's thread, that is in a host
 * handler, the wait counts as that actor's host call and does not keep others from
 * running.
 */
public final class BlockingCalls {

	private BlockingCalls() {
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
