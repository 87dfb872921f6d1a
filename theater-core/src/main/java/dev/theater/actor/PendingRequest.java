package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A request that has not been answered; it ends exactly once. */
final class PendingRequest {

	private final String id;

	private final CompletableFuture<Object> answer = new CompletableFuture<>();

	private final RuntimeClock.Timer timer;

	private final long maxAnswer;

	PendingRequest(String id, ActorId to, Duration timeout, RuntimeClock clock) {
		this(id, to, timeout, clock, Long.MAX_VALUE);
	}

	/**
	 * @param maxAnswer bytes that its asker takes
	 */
	PendingRequest(String id, ActorId to, Duration timeout, RuntimeClock clock, long maxAnswer) {
		this.id = id;
		this.maxAnswer = maxAnswer;
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

	/** Bytes that its asker takes. */
	long maxAnswer() {
		return this.maxAnswer;
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

	/**
	 * @return false if it had ended before
	 */
	boolean fail(MessagingException reason) {
		return this.answer.completeExceptionally(reason);
	}

}
