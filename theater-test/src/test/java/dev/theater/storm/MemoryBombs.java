package dev.theater.storm;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorId;
import dev.theater.actor.MessagingException;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.awaitility.Awaitility;

/**
 * A program for a small heap: actors that write all the memory they may have, return
 * states and answers as large as allowed and larger, and send each other the largest
 * messages, all at once. Ends with 0 if the application around them has not noticed.
 */
final class MemoryBombs {

	private static final int BOMBS = 50;

	private static final int NEIGHBOUR_LENGTH = 100;

	private final int rounds;

	private final Loud loud = Loud.listen();

	private final Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();

	private final Queue<String> failures = new ConcurrentLinkedQueue<>();

	private final AtomicInteger refused = new AtomicInteger();

	private final Queue<CompletableFuture<?>> answers = new ConcurrentLinkedQueue<>();

	private final List<String> problems = new ArrayList<>();

	private final Scenario scenario = Scenario
		.onThreads((builder) -> builder.settings(settings()).listener(this::heard))
		.puppet("bomb", "")
		.puppet("neighbour", "");

	private MemoryBombs(int rounds) {
		this.rounds = rounds;
		Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> this.uncaught.add(failure));
	}

	public static void main(String[] args) {
		try {
			new MemoryBombs(Integer.parseInt(args[0])).run();
		}
		catch (Throwable ex) {
			System.out.println("PROBLEM: " + ex);
			ex.printStackTrace(System.out);
			System.exit(1);
		}
	}

	private static RuntimeSettings settings() {
		RuntimeSettings all = RuntimeSettings.defaults();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				all.dispatcher(), Duration.ofMinutes(5),
				new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, new RestartIntensity(1_000_000, Duration.ofHours(1)),
						Backoff.NONE, 1_000_000),
				all.limits(), all.chain(), all.shutdownTimeout(), all.maxActorNames());
	}

	private void heard(SupervisorEvent event) {
		if (event instanceof SupervisorEvent.Failed failed) {
			this.failures.add(failed.reason().describe());
		}
	}

	private void run() {
		TheaterRuntime runtime = this.scenario.runtime();
		ScenarioActor neighbour = this.scenario.spawn("neighbour.toml", "x".repeat(NEIGHBOUR_LENGTH));
		long before = usedHeap();
		List<ScenarioActor> bombs = new ArrayList<>();
		for (int i = 0; i < BOMBS; i++) {
			bombs.add(this.scenario.spawn("bomb.toml", "1"));
		}
		Neighbour.Times times;
		try (Neighbour pings = new Neighbour(runtime, neighbour.id()).begin()) {
			for (int round = 0; round < this.rounds; round++) {
				for (int i = 0; i < BOMBS; i++) {
					attack(bombs.get(i).id(), bombs.get((i + 1) % BOMBS).id(), (round + i) % 5);
				}
			}
			Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> runtime.mailboxSize() == 0);
			Awaitility.await()
				.atMost(Duration.ofMinutes(5))
				.until(() -> this.answers.stream().allMatch(CompletableFuture::isDone));
			times = pings.end();
		}
		check(neighbour.state().length() == NEIGHBOUR_LENGTH, "the neighbour's state is " + neighbour.state());
		check(neighbour.node().incarnation() == 1, "the neighbour failed");
		this.answers.clear();
		bombs.forEach((bomb) -> this.scenario.supervisor().stopChild(bomb.id()));
		ScenarioActor next = this.scenario.spawn("bomb.toml", "1");
		check(next.request(Puppet.get()).equals("1"), "there is no room for another actor");
		this.scenario.supervisor().stopChild(next.id());
		long after = usedHeap();
		check(after < before + (16L << 20), "the heap does not recover");
		check(this.uncaught.isEmpty(), "uncaught: " + this.uncaught);
		check(this.loud.lines().isEmpty(), "logged: " + this.loud.lines());
		long outOfMemory = this.failures.stream().filter((failure) -> failure.contains("OutOfMemory")).count();
		System.out.printf(
				"MemoryBombs: heap of %d MB, %d bombs, %d messages refused, %d failures (%d for want of memory in all, %d "
						+ "OutOfMemoryError in a guest's call); heap %.1f MB before, %.1f MB after; "
						+ "neighbour: %s%n",
				Runtime.getRuntime().maxMemory() >> 20, BOMBS, this.refused.get(), this.failures.size(),
				this.failures.stream().filter((failure) -> failure.contains("no memory is left")).count(), outOfMemory,
				before / 1048576.0, after / 1048576.0, times);
		this.scenario.close();
		this.problems.forEach((problem) -> System.out.println("PROBLEM: " + problem));
		System.exit(this.problems.isEmpty() ? 0 : 1);
	}

	private void attack(ActorId bomb, ActorId other, int kind) {
		switch (kind) {
			case 0 -> send(bomb, Puppet.bigState(50_000_000));
			case 1 -> send(bomb, Puppet.bigState(15_000_000));
			case 2 -> this.answers.add(this.scenario.runtime().messaging().request(bomb, bytes("bigreply 15000000")));
			case 3 -> send(bomb, Puppet.set("y".repeat(15_000_000)));
			default -> send(bomb, Puppet.send(other, Puppet.set("z".repeat(7_000_000))));
		}
	}

	private void send(ActorId to, String message) {
		try {
			this.scenario.runtime().messaging().send(to, bytes(message));
		}
		catch (MessagingException ex) {
			this.refused.incrementAndGet();
		}
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private void check(boolean right, String otherwise) {
		if (!right) {
			this.problems.add(otherwise);
		}
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

}
