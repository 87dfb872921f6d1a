package dev.theater.supervisor;

import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

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

	/** Begins the operation, and answers a refusal, such as of who counts no longer. */
	default void answer(BooleanSupplier alive, CompletableFuture<ActorId> reply) {
		if (alive.getAsBoolean()) {
			answer(reply);
		}
		else {
			reply.completeExceptionally(new HandlerErrorException(SupervisorException.Reason.STOPPING,
					"the incarnation that asked for this has ended"));
		}
	}

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
