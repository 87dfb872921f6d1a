package dev.theater.eyes;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import org.slf4j.LoggerFactory;

/**
 * A program for a heap of 512 MB that ends at the first OutOfMemoryError: each attack
 * makes the host hold what {@code theater.limits.total-memory}, half of the heap by
 * default, does not count. All settings are the defaults.
 */
final class HeapAttacks {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final Playhouse house;

	private HeapAttacks(Playhouse house) {
		this.house = house;
	}

	public static void main(String[] args) throws Exception {
		((ch.qos.logback.classic.Logger) LoggerFactory.getLogger("ROOT")).setLevel(ch.qos.logback.classic.Level.WARN);
		try (Playhouse house = new Playhouse(Files.createTempDirectory("eyes"), UnaryOperator.identity())) {
			ActorId neighbour = house.spawn("eyes");
			new HeapAttacks(house).run(args[0]);
			String answer = house.ask(neighbour, "idle", PATIENCE);
			System.gc();
			System.out.printf("%s: %d actors, %d MB of heap in use, neighbour says %s%n", args[0],
					house.runtime.actorCount(),
					ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20, answer);
			System.exit(answer.equals("idle") ? 0 : 1);
		}
	}

	private void run(String attack) throws InterruptedException {
		switch (attack) {
			case "states" -> said(parent("parent"), "many 40 eyes.toml zeros 16000000", 1);
			case "initial-states" -> said(parent("parent"), "zeroed 2 16000000 eyes.toml", 10);
			case "actors" -> said(parent("parent"), "herd 100 eyes.toml touch 44", 99);
			case "texts" ->
				said(parent("parent"), "texts 1000 name = \"t\"|component = \"eyes.wasm\"|[[handler]]|type = \"runtime\""
						+ "|[[handler]]|type = \"message-server\"|[[handler]]|type = \"supervisor\"|!", 10);
			case "results" -> said(parent("parent"), "many 60 eyes.toml result 16000000", 1);
			case "mailboxes" -> each(300, "flood 4000");
			case "drafts" -> each(200, "scream 170 4096");
			default -> throw new IllegalArgumentException(attack);
		}
	}

	private ActorId parent(String manifest) {
		return this.house.spawn(manifest);
	}

	private void said(ActorId parent, String command, int times) throws InterruptedException {
		for (int i = 0; i < times; i++) {
			String answer = this.house.ask(parent, command, PATIENCE);
			System.out.println(answer.substring(0, Math.min(answer.length(), 300)));
		}
	}

	private void each(int actors, String command) throws InterruptedException {
		List<ActorId> all = new ArrayList<>();
		for (int i = 0; i < actors; i++) {
			all.add(this.house.spawn("eyes"));
		}
		all.forEach((actor) -> this.house.send(actor, command));
		Thread.sleep(20_000);
	}

	static Path java() {
		return Path.of(System.getProperty("java.home"), "bin", "java");
	}

}
