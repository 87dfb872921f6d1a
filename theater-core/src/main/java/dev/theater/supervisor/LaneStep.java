package dev.theater.supervisor;

import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;

/** The first step of an operation that somebody waits for. */
@FunctionalInterface
interface LaneStep {

	/**
	 * Begins the operation.
	 * @param reply completed when it is done
	 * @throws SupervisorException if it is refused
	 */
	void begin(CompletableFuture<ActorId> reply);

	/** Begins the operation, and answers a refusal. */
	default void answer(CompletableFuture<ActorId> reply) {
		try {
			begin(reply);
		}
		catch (SupervisorException ex) {
			reply.completeExceptionally(ex);
		}
		catch (RuntimeException | Error ex) {
			reply.completeExceptionally(ex);
			throw ex;
		}
	}

}
