package dev.theater.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisionPolicy;

import org.junit.jupiter.api.Assumptions;

/**
 * A runtime on a directory of manifests that a test writes, over the components in
 * ../shared/actors and those in this module's test resources.
 */
final class Stage implements AutoCloseable {

	static final String ALL = """
			[[handler]]
			type = "runtime"
			[[handler]]
			type = "supervisor"
			[[handler]]
			type = "message-server"
			""";

	private final Path directory;

	private final TheaterRuntime runtime;

	private Stage(Path directory, TheaterRuntime runtime) {
		this.directory = directory;
		this.runtime = runtime;
	}

	static Stage open(Path directory) {
		return open(directory, UnaryOperator.identity());
	}

	static Stage open(Path directory, UnaryOperator<TheaterRuntime.Builder> more) {
		return new Stage(directory, more.apply(builder().manifests(directory)).start());
	}

	/** Compiles each guest once for all tests. */
	private static TheaterRuntime.Builder builder() {
		return TheaterRuntime.builder().settings(settings(UnaryOperator.identity()));
	}

	/** The settings of tests, with the limits changed. */
	static RuntimeSettings settings(UnaryOperator<RuntimeSettings.Limits> limits) {
		return settings(limits, RuntimeSettings.defaults());
	}

	/** The settings of tests, with the defaults of supervision changed. */
	static RuntimeSettings settings(SupervisionPolicy supervision) {
		RuntimeSettings all = RuntimeSettings.defaults();
		return settings(UnaryOperator.identity(),
				new RuntimeSettings(all.engine(), all.dispatcher(), all.requestTimeout(), supervision, all.limits(),
						all.chain(), all.shutdownTimeout(), all.maxActorNames()));
	}

	/** The settings of tests, with another time to shut down. */
	static RuntimeSettings settings(Duration shutdownTimeout) {
		RuntimeSettings all = RuntimeSettings.defaults();
		return settings(UnaryOperator.identity(),
				new RuntimeSettings(all.engine(), all.dispatcher(), all.requestTimeout(), all.supervision(),
						all.limits(), all.chain(), shutdownTimeout, all.maxActorNames()));
	}

	private static RuntimeSettings settings(UnaryOperator<RuntimeSettings.Limits> limits, RuntimeSettings all) {
		RuntimeSettings.Engine engine = new RuntimeSettings.Engine(all.engine().mode(),
				Path.of("target", "compiled-guests"), false);
		return new RuntimeSettings(engine, all.dispatcher(), all.requestTimeout(), all.supervision(),
				limits.apply(all.limits()), all.chain(), all.shutdownTimeout(), all.maxActorNames());
	}

	/**
	 * The components that the standard tools built, where the workplace keeps them. Where
	 * they are missing tests are skipped, except in CI, where they fail.
	 */
	static Path sharedActors() {
		Path folder = Path.of(System.getProperty("theater.shared-actors", "../../shared/actors"));
		Assumptions.assumeTrue(Files.isDirectory(folder) || Boolean.parseBoolean(System.getenv("CI")),
				() -> "no actors at " + folder.toAbsolutePath() + "; set -Dtheater.shared-actors");
		return folder;
	}

	/** Writes a manifest for the puppet, the guest in this module's test resources. */
	Stage puppet(String name, String more) {
		return manifest(name, "puppet", ALL + more);
	}

	/**
	 * Writes a manifest for a component of ../shared/actors, or of the test resources.
	 */
	Stage manifest(String name, String actor, String more) {
		return manifest(this.directory, name, actor, more, this);
	}

	static <T> T manifest(Path directory, String name, String actor, String more, T then) {
		try {
			Path component = directory.resolve(actor + ".component.wasm");
			if (!Files.exists(component)) {
				Files.createDirectories(component.getParent());
				copy(actor, component);
			}
			Files.writeString(directory.resolve(name + ".toml"),
					"name = \"%s\"\ncomponent = \"%s.component.wasm\"\n%s".formatted(name, actor, more));
			return then;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void copy(String actor, Path component) throws IOException {
		try (InputStream own = Stage.class.getResourceAsStream("/guests/" + actor + ".wasm")) {
			if (own != null) {
				Files.copy(own, component);
			}
			else {
				Files.copy(sharedActors().resolve("bin").resolve(actor + ".component.wasm"), component);
			}
		}
	}

	TheaterRuntime runtime() {
		return this.runtime;
	}

	ActorId spawn(String manifest, String init) {
		return this.runtime.supervisor()
			.spawn(ActorSpec.manifest(manifest + ".toml").init(init.getBytes(StandardCharsets.UTF_8)));
	}

	ActorId spawn(String manifest) {
		return this.runtime.supervisor().spawn(manifest + ".toml");
	}

	void send(ActorId to, String message) {
		this.runtime.messaging().send(to, message.getBytes(StandardCharsets.UTF_8));
	}

	String request(ActorId to, String message) {
		return request(to, message, Duration.ofSeconds(20));
	}

	String request(ActorId to, String message, Duration timeout) {
		try {
			byte[] answer = this.runtime.messaging()
				.request(to, message.getBytes(StandardCharsets.UTF_8), timeout)
				.get(30, TimeUnit.SECONDS);
			return new String(answer, StandardCharsets.UTF_8);
		}
		catch (java.util.concurrent.ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
		catch (InterruptedException | java.util.concurrent.TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** A request whose answer the test waits for itself. */
	CompletableFuture<String> ask(ActorId to, String message, Duration timeout) {
		return this.runtime.messaging()
			.request(to, message.getBytes(StandardCharsets.UTF_8), timeout)
			.thenApply((answer) -> new String(answer, StandardCharsets.UTF_8));
	}

	CompletableFuture<String> ask(ActorId to, String message) {
		return ask(to, message, Duration.ofSeconds(20));
	}

	/** The last committed state, as text; null if there is none. */
	String state(ActorId id) {
		return this.runtime.directory()
			.state(id)
			.map((state) -> new String(state, StandardCharsets.UTF_8))
			.orElse(null);
	}

	/** What is kept of an actor's chain, as types, oldest first. */
	List<String> events(ActorId id) {
		return this.runtime.directory().events(id, 10_000).reversed().stream().map(ChainEvent::eventType).toList();
	}

	long counter(String name, String... tags) {
		return this.runtime.counters().value(name, tags);
	}

	/** Writes a file beside the manifests. */
	Stage file(String name, String text) {
		try {
			Path file = this.directory.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Stage file(String name, byte[] bytes) {
		try {
			Files.write(this.directory.resolve(name), bytes);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The bytes of a guest in this module's test resources. */
	byte[] guest(String name) {
		try (InputStream in = Stage.class.getResourceAsStream("/guests/" + name + ".wasm")) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What watchers of these actors are told, as it comes: path and reason. */
	List<String> watchEnds(ActorId... actors) {
		List<String> ends = new CopyOnWriteArrayList<>();
		for (ActorId actor : actors) {
			String path = node(actor).path();
			this.runtime.messaging().watch(actor, (reason) -> ends.add(path + " " + reason.describe()));
		}
		return ends;
	}

	/** A counter's sum over all counts that carry this value in a tag. */
	long count(String name, String value) {
		List<LongSupplier> found = new CopyOnWriteArrayList<>();
		this.runtime.counters().onRegistered((key, sum) -> {
			if (key.name().equals(name) && key.tags().containsValue(value)) {
				found.add(sum);
			}
		});
		return found.stream().mapToLong(LongSupplier::getAsLong).sum();
	}

	/** How many actors can be reached. */
	int cells() {
		return this.runtime.actorCount();
	}

	ActorNode node(ActorId id) {
		return this.runtime.directory().node(id).orElseThrow();
	}

	@Override
	public void close() {
		this.runtime.close();
	}

}
