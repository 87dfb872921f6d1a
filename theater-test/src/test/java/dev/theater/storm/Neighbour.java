package dev.theater.storm;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
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

	private final List<Long> nanos = new CopyOnWriteArrayList<>();

	private final AtomicInteger asked = new AtomicInteger();

	private final List<Throwable> failures = new CopyOnWriteArrayList<>();

	Neighbour(TheaterRuntime runtime, ActorId id) {
		this.messaging = runtime.messaging();
		this.id = id;
	}

	/** What came of the pings. */
	record Times(int pings, Duration p50, Duration p99, Duration max) {

		@Override
		public String toString() {
			return "%d pings, p50 %d us, p99 %d us, max %d us".formatted(this.pings, this.p50.toNanos() / 1_000,
					this.p99.toNanos() / 1_000, this.max.toNanos() / 1_000);
		}
	}

	Neighbour begin() {
		this.timer.scheduleAtFixedRate(this::ping, 0, 10, TimeUnit.MILLISECONDS);
		return this;
	}

	private void ping() {
		this.asked.incrementAndGet();
		long start = System.nanoTime();
		this.messaging.request(this.id, GET, Duration.ofSeconds(20)).whenComplete((answer, failure) -> {
			this.nanos.add(System.nanoTime() - start);
			if (failure != null) {
				this.failures.add(failure);
			}
		});
	}

	/** Asks no more, waits for what is still to be answered, and tells the times. */
	Times end() {
		close();
		Awaitility.await()
			.atMost(Duration.ofSeconds(25))
			.pollInterval(Duration.ofMillis(10))
			.until(() -> this.nanos.size() == this.asked.get());
		assertThat(this.failures).isEmpty();
		long[] sorted = this.nanos.stream().mapToLong(Long::longValue).sorted().toArray();
		return new Times(sorted.length, Duration.ofNanos(sorted[sorted.length / 2]),
				Duration.ofNanos(sorted[(int) Math.ceil(sorted.length * 0.99) - 1]),
				Duration.ofNanos(sorted[sorted.length - 1]));
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
