package dev.theater.storm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.test.Puppet;
import org.awaitility.Awaitility;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An actor beside the storm that is asked every ten milliseconds, whether or not it has
 * answered before: so a wait counts as often as it would have been noticed.
 */
final class Neighbour implements AutoCloseable {

	private static final byte[] GET = Puppet.get().getBytes(StandardCharsets.UTF_8);

	private final ActorMessaging messaging;

	private final ActorId id;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("storm-neighbour").daemon(true).factory());

	private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

	private final AtomicInteger answered = new AtomicInteger();

	/** How much too late the timer itself was, which is the machine's fault. */
	private final Queue<Long> late = new ConcurrentLinkedQueue<>();

	private long begun;

	private final AtomicInteger asked = new AtomicInteger();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	Neighbour(TheaterRuntime runtime, ActorId id) {
		this.messaging = runtime.messaging();
		this.id = id;
	}

	/** What came of the pings. */
	record Times(int pings, Duration p50, Duration p99, Duration max, Duration late) {

		@Override
		public String toString() {
			return "%d pings, p50 %d us, p99 %d us, max %d us (p99 of the timer's own delay %d us)"
				.formatted(this.pings, micros(this.p50), micros(this.p99), micros(this.max), micros(this.late));
		}

		private static long micros(Duration time) {
			return time.toNanos() / 1_000;
		}
	}

	Neighbour begin() {
		this.begun = System.nanoTime();
		this.timer.scheduleAtFixedRate(this::ping, 0, 10, TimeUnit.MILLISECONDS);
		return this;
	}

	private void ping() {
		long start = System.nanoTime();
		this.late.add(start - this.begun - this.asked.getAndIncrement() * 10_000_000L);
		this.messaging.request(this.id, GET, Duration.ofSeconds(20)).whenComplete((answer, failure) -> {
			this.nanos.add(System.nanoTime() - start);
			if (failure != null) {
				this.failures.add(failure);
			}
			this.answered.incrementAndGet();
		});
	}

	/** Asks no more, waits for what is still to be answered, and tells the times. */
	Times end() {
		close();
		Awaitility.await()
			.atMost(Duration.ofSeconds(25))
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.answered.get() == this.asked.get());
		assertThat(this.failures).isEmpty();
		long[] sorted = sorted(this.nanos);
		return new Times(sorted.length, at(sorted, 0.5), at(sorted, 0.99), at(sorted, 1.0),
				at(sorted(this.late), 0.99));
	}

	private static long[] sorted(Queue<Long> times) {
		return times.stream().mapToLong(Long::longValue).sorted().toArray();
	}

	private static Duration at(long[] sorted, double share) {
		return Duration.ofNanos(sorted[(int) Math.ceil(sorted.length * share) - 1]);
	}

	@Override
	public void close() {
		this.timer.shutdown();
		try {
			this.timer.awaitTermination(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
