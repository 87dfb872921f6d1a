package dev.theater.hostile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.theater.actor.ActorId;
import dev.theater.actor.EventBounds;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.RuntimeSettings.EngineMode;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorLimits;

/** One runtime for all cases with one engine mode, with a neighbour and a victim. */
final class Theatre implements AutoCloseable {

	private static final String GRANTS = """
			[[handler]]
			type = "runtime"
			[[handler]]
			type = "message-server"
			[[handler]]
			type = "supervisor"
			""";

	private static final String INLINE = "inline_manifests = true\n";

	private static final String LIMITS = """
			[limits]
			memory = "64MB"
			max_children = 20
			""";

	static final int MAX_DEPTH = 6;

	static final int MAX_ACTORS = 60;

	private final Path directory;

	final TheaterRuntime runtime;

	final Inside inside;

	final Neighbour neighbour;

	/** Somebody whom the guests know by id. */
	final ActorId victim;

	Theatre(Path directory, EngineMode mode) throws Exception {
		this.directory = directory;
		try (InputStream guest = Theatre.class.getResourceAsStream("/guests/puppet.wasm")) {
			Files.copy(guest, directory.resolve("puppet.component.wasm"));
		}
		puppet("parent", INLINE + LIMITS + "[supervision]\n");
		puppet("worker", LIMITS);
		puppet("greedy", INLINE + LIMITS);
		this.runtime = TheaterRuntime.builder().settings(settings(mode)).manifests(directory).start();
		this.inside = new Inside(this.runtime);
		this.victim = worker();
		this.neighbour = new Neighbour(this.runtime, worker());
	}

	/**
	 * One whose memory has been touched already, so that it needs no more of it later.
	 */
	private ActorId worker() throws Exception {
		ActorId worker = this.runtime.supervisor().spawn("worker.toml");
		ask(worker, "bigreply 200000");
		return worker;
	}

	private static RuntimeSettings settings(EngineMode mode) {
		RuntimeSettings all = RuntimeSettings.defaults();
		RuntimeSettings.Limits limits = all.limits();
		return new RuntimeSettings(new RuntimeSettings.Engine(mode, Path.of("target", "compiled-guests"), false),
				new RuntimeSettings.Dispatcher(2, 64, Duration.ofMillis(20), 1L << 20), Duration.ofSeconds(5),
				all.supervision(),
				new RuntimeSettings.Limits(manyEvents(limits.actor()), 128L << 20, limits.callTimeout(),
						limits.initTimeout(), Duration.ofSeconds(30), limits.maxTransfer(), MAX_DEPTH, MAX_ACTORS),
				all.chain(), Duration.ofSeconds(5), all.maxActorNames());
	}

	/** So many that what loops in host calls comes to its deadline. */
	private static ActorLimits manyEvents(ActorLimits limits) {
		return new ActorLimits(limits.memory(), limits.maxState(), limits.maxMessage(), limits.maxChildren(),
				limits.mailbox(), limits.maxChannels(), new EventBounds(1_000_000, 64L << 20), limits.log());
	}

	private void puppet(String name, String more) throws IOException {
		Files.writeString(this.directory.resolve(name + ".toml"),
				"name = \"%s\"\ncomponent = \"puppet.component.wasm\"\n%s%s".formatted(name, GRANTS, more));
	}

	/** Lays a case's component and manifest where actors can be spawned from. */
	void prepare(Case guest) throws IOException {
		Files.write(this.directory.resolve(guest.name() + ".wasm"), guest.bytes());
		Files.writeString(this.directory.resolve(guest.name() + ".toml"), guest.manifest());
	}

	/** Has a puppet do something. */
	String ask(ActorId puppet, String command) throws InterruptedException, ExecutionException, TimeoutException {
		byte[] answer = this.runtime.messaging()
			.request(puppet, Case.utf8(command), Duration.ofSeconds(60))
			.get(120, TimeUnit.SECONDS);
		return new String(answer, java.nio.charset.StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.neighbour.close();
		this.runtime.close();
	}

}
