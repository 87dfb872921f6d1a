package dev.theater.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.theater.actor.ActorId;
import dev.theater.runtime.TheaterRuntime;

/**
 * Asks an actor that does no harm to anybody again and again, and notes how long it takes
 * to be answered. Where the machine is busy with other things everybody is late, so a
 * second thread notes how much later than it wanted it wakes up.
 */
final class Neighbour implements AutoCloseable {

	private static final long PAUSE = TimeUnit.MICROSECONDS.toNanos(300);

	private static final byte[] QUESTION = "get".getBytes(StandardCharsets.UTF_8);

	private final TheaterRuntime runtime;

	private final ActorId actor;

	private final Queue<Long> pings = new ConcurrentLinkedQueue<>();

	private final Queue<Long> hiccups = new ConcurrentLinkedQueue<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	/** Since when it counts; what began before tells of something else. */
	private volatile long since = System.nanoTime();

	private volatile boolean closed;

	/**
	 * How it went for a while.
	 *
	 * @param count how many pings
	 * @param p99 what 99 of 100 took at most
	 * @param hiccup the latest that a thread woke up which only slept
	 * @param failures pings that were not answered
	 */
	record Times(int count, Duration p99, Duration hiccup, List<String> failures) {

		@Override
		public String toString() {
			return "%d pings, p99 %.1f ms, the machine's own hiccups up to %.1f ms".formatted(this.count,
					this.p99.toNanos() / 1e6, this.hiccup.toNanos() / 1e6);
		}

	}

	Neighbour(TheaterRuntime runtime, ActorId actor) {
		this.runtime = runtime;
		this.actor = actor;
		this.threads.add(Thread.ofPlatform().name("neighbour").start(this::ask));
		this.threads.add(Thread.ofPlatform().name("sleeper").start(this::sleep));
	}

	private void ask() {
		while (!this.closed) {
			long begun = System.nanoTime();
			try {
				this.runtime.messaging().request(this.actor, QUESTION).get(60, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				this.failures.add(ex.toString());
			}
			if (begun - this.since >= 0) {
				this.pings.add(System.nanoTime() - begun);
			}
			LockSupport.parkNanos(PAUSE);
		}
	}

	private void sleep() {
		while (!this.closed) {
			long until = System.nanoTime() + PAUSE;
			while (System.nanoTime() < until) {
				LockSupport.parkNanos(until - System.nanoTime());
			}
			this.hiccups.add(System.nanoTime() - until);
		}
	}

	/** Begins anew. */
	void begin() {
		this.since = System.nanoTime();
		this.pings.clear();
		this.hiccups.clear();
	}

	/** How many pings were answered since it began. */
	int count() {
		return this.pings.size();
	}

	Times times() {
		long[] sorted = this.pings.stream().mapToLong(Long::longValue).sorted().toArray();
		long latest = this.hiccups.stream().mapToLong(Long::longValue).max().orElse(0);
		return new Times(sorted.length, Duration.ofNanos(sorted[(int) Math.ceil(sorted.length * 0.99) - 1]),
				Duration.ofNanos(latest), List.copyOf(this.failures));
	}

	@Override
	public void close() {
		this.closed = true;
		try {
			for (Thread thread : this.threads) {
				thread.join();
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
