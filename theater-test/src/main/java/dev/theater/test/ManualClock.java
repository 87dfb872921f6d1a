package dev.theater.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import dev.theater.actor.RuntimeClock;
import org.jspecify.annotations.Nullable;

/**
 * A clock that stands until a test moves it. Deadlines, backoff and restart windows of a
 * runtime that has it as its {@code clock} pass only then; timers run on the thread that
 * moves it, each at its time and in their order.
 */
public final class ManualClock implements RuntimeClock {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	/** A century: more nanoseconds than that may not fit into a number. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final PriorityQueue<Task> tasks = new PriorityQueue<>(
			Comparator.comparingLong(Task::at).thenComparingLong(Task::number));

	private long nanos;

	private long numbers;

	private record Task(long at, long number, Runnable action) {
	}

	@Override
	public synchronized long nanoTime() {
		return this.nanos;
	}

	@Override
	public synchronized Instant now() {
		return START.plusNanos(this.nanos);
	}

	@Override
	public synchronized Timer schedule(Duration delay, Runnable action) {
		Duration bounded = (delay.compareTo(LONGEST) > 0) ? LONGEST : delay;
		Task task = new Task(this.nanos + bounded.toNanos(), this.numbers++, action);
		this.tasks.add(task);
		return () -> cancel(task);
	}

	private synchronized void cancel(Task task) {
		this.tasks.remove(task);
	}

	/** How many timers wait. */
	public synchronized int timers() {
		return this.tasks.size();
	}

	/**
	 * Moves on, running what becomes due in its order and at its time.
	 * @param time how far, zero or longer
	 * @throws IllegalArgumentException if the time is negative
	 */
	public void advance(Duration time) {
		if (time.isNegative()) {
			throw new IllegalArgumentException("the clock cannot go back by " + time.negated()
					+ "; give it a time to go forward by, zero or longer");
		}
		long end = nanoTime() + time.toNanos();
		for (Task next = due(end); next != null; next = due(end)) {
			next.action().run();
		}
		synchronized (this) {
			this.nanos = end;
		}
	}

	private synchronized @Nullable Task due(long end) {
		Task next = this.tasks.peek();
		if (next == null || next.at() > end) {
			return null;
		}
		this.tasks.remove();
		this.nanos = Math.max(this.nanos, next.at());
		return next;
	}

}
