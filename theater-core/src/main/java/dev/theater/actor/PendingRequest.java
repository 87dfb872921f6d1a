package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request that has not been answered; it ends exactly once. */
final class PendingRequest {

	private final String id;

	private final CompletableFuture<Object> answer = new CompletableFuture<>();

	private final RuntimeClock.Timer timer;

	PendingRequest(String id, ActorId to, Duration timeout, RuntimeClock clock) {
		this.id = id;
		this.timer = clock.schedule(timeout, () -> this.answer.completeExceptionally(
				new RequestTimeoutException("actor " + to + " did not answer within " + timeout.toMillis() + " ms")));
		this.answer.whenComplete((value, failure) -> this.timer.cancel());
	}

	String id() {
		return this.id;
	}

	/** The answer; code that continues it must be short and the runtime's own. */
	CompletableFuture<Object> answer() {
		return this.answer;
	}

	boolean ended() {
		return this.answer.isDone();
	}

	/**
	 * @return false if it had ended before
	 */
	boolean complete(Object response) {
		return this.answer.complete(response);
	}

	void fail(MessagingException reason) {
		this.answer.completeExceptionally(reason);
	}

}
