package dev.theater.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.theater.actor.RuntimeClock;

/**
 * A clock that runs several times as fast as the machine's and leaps ahead when a test
 * says so, so that deadlines, windows and backoffs come in between everything else.
 */
final class FastClock implements RuntimeClock {

	private static final int FACTOR = 10;

	private final long base = System.nanoTime();

	private final Instant start = Instant.now();

	private final AtomicLong leapt = new AtomicLong();

	private final AtomicLong numbers = new AtomicLong();

	private final ConcurrentSkipListSet<Task> tasks = new ConcurrentSkipListSet<>(
			Comparator.comparingLong(Task::at).thenComparingLong(Task::number));

	private final Thread thread = Thread.ofPlatform().name("theater-timer").daemon(true).unstarted(this::run);

	private volatile boolean closed;

	FastClock() {
		this.thread.start();
	}

	private record Task(long at, long number, Runnable action) {
	}

	@Override
	public long nanoTime() {
		return (System.nanoTime() - this.base) * FACTOR + this.leapt.get();
	}

	@Override
	public Instant now() {
		return this.start.plusNanos(nanoTime());
	}

	@Override
	public Timer schedule(Duration delay, Runnable action) {
		Task task = new Task(nanoTime() + delay.toNanos(), this.numbers.incrementAndGet(), action);
		this.tasks.add(task);
		LockSupport.unpark(this.thread);
		return () -> this.tasks.remove(task);
	}

	/** Leaps ahead. */
	void leap(Duration time) {
		this.leapt.addAndGet(time.toNanos());
		LockSupport.unpark(this.thread);
	}

	/** Timers that wait. */
	int timers() {
		return this.tasks.size();
	}

	private void run() {
		while (!this.closed) {
			Task next = first();
			long left = (next != null) ? next.at() - nanoTime() : 1_000_000_000L;
			if (next == null || left > 0) {
				LockSupport.parkNanos(this, left / FACTOR + 1);
			}
			else if (this.tasks.remove(next)) {
				next.action().run();
			}
		}
	}

	private Task first() {
		Iterator<Task> inOrder = this.tasks.iterator();
		return inOrder.hasNext() ? inOrder.next() : null;
	}

	@Override
	public void close() {
		this.closed = true;
		LockSupport.unpark(this.thread);
	}

}
