package dev.theater.actor;

import java.time.Duration;
import java.time.Instant;

/**
 * Time and timers, injected so that tests own them. Deadlines, backoff and restart
 * windows use {@link #nanoTime}; only timestamps use {@link #now}.
 */
public interface RuntimeClock extends AutoCloseable {

	/** Monotonic time in nanoseconds; only differences mean something. */
	long nanoTime();

	/** Wall-clock time, for timestamps. */
	Instant now();

	/**
	 * Runs a short task later, on the timer's thread; it must neither block nor run code
	 * of users.
	 */
	Timer schedule(Duration delay, Runnable task);

	@Override
	default void close() {
	}

	/** A task that has been scheduled. */
	@FunctionalInterface
	interface Timer {

		/** Withdraws the task if it has not begun. */
		void cancel();

	}

}
