package dev.theater.storm;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.MessagingException;
import dev.theater.runtime.TheaterRuntime;

/**
 * Sends each of many actors the same message ten times a second, whatever comes of it.
 */
final class Senders implements AutoCloseable {

	private static final int TICKS = 5;

	private final ActorMessaging messaging;

	private final List<ActorId> targets;

	private final byte[] message;

	private final ScheduledExecutorService timer = Executors
		.newSingleThreadScheduledExecutor(Thread.ofPlatform().name("storm-sender").daemon(true).factory());

	private final LongAdder accepted = new LongAdder();

	private final LongAdder refused = new LongAdder();

	private int tick;

	Senders(TheaterRuntime runtime, List<ActorId> targets, String message) {
		this.messaging = runtime.messaging();
		this.targets = List.copyOf(targets);
		this.message = message.getBytes(StandardCharsets.UTF_8);
	}

	Senders begin() {
		this.timer.scheduleAtFixedRate(this::send, 0, 100 / TICKS, TimeUnit.MILLISECONDS);
		return this;
	}

	private void send() {
		for (int i = this.tick++ % TICKS; i < this.targets.size(); i += TICKS) {
			try {
				this.messaging.send(this.targets.get(i), this.message);
				this.accepted.increment();
			}
			catch (MessagingException ex) {
				this.refused.increment();
			}
		}
	}

	long accepted() {
		return this.accepted.sum();
	}

	long refused() {
		return this.refused.sum();
	}

	@Override
	public void close() {
		this.timer.shutdown();
		try {
			this.timer.awaitTermination(30, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
