package dev.theater.eyes;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;

/** A runtime with the attackers of this package in its location. */
final class Playhouse implements AutoCloseable {

	static final String GRANTS = """
			[[handler]]
			type = "runtime"
			[[handler]]
			type = "message-server"
			[[handler]]
			type = "supervisor"
			inline_manifests = true
			""";

	final Path directory;

	final TheaterRuntime runtime;

	Playhouse(Path directory, UnaryOperator<TheaterRuntime.Builder> more) throws IOException {
		this.directory = directory;
		for (String guest : new String[] { "eyes", "parent" }) {
			try (InputStream in = Playhouse.class.getResourceAsStream("/guests/eyes/" + guest + ".wasm")) {
				Files.write(directory.resolve(guest + ".wasm"), Objects.requireNonNull(in).readAllBytes());
			}
			manifest(guest, guest, "");
		}
		this.runtime = more
			.apply(TheaterRuntime.builder().settings(settings(UnaryOperator.identity())).manifests(directory))
			.start();
	}

	/** The defaults, but for where compiled guests are kept. */
	static RuntimeSettings settings(UnaryOperator<RuntimeSettings.Limits> limits) {
		RuntimeSettings all = RuntimeSettings.defaults();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				all.dispatcher(), all.requestTimeout(), all.supervision(), limits.apply(all.limits()), all.chain(),
				all.shutdownTimeout(), all.maxActorNames());
	}

	void manifest(String name, String guest, String more) throws IOException {
		Files.writeString(this.directory.resolve(name + ".toml"),
				"name = \"%s\"\ncomponent = \"%s.wasm\"\n%s%s".formatted(name, guest, GRANTS, more));
	}

	ActorId spawn(String manifest) {
		return this.runtime.supervisor().spawn(manifest + ".toml");
	}

	ActorId spawn(String manifest, String init) {
		return this.runtime.supervisor().spawn(ActorSpec.manifest(manifest + ".toml").init(utf8(init)));
	}

	void send(ActorId to, String message) {
		this.runtime.messaging().send(to, utf8(message));
	}

	/** What the actor answers, or what it fails with. */
	String ask(ActorId to, String message, Duration timeout) throws InterruptedException {
		try {
			byte[] answer = this.runtime.messaging()
				.request(to, utf8(message), timeout)
				.get(timeout.toMillis() + 5_000, TimeUnit.MILLISECONDS);
			return new String(answer, StandardCharsets.UTF_8);
		}
		catch (ExecutionException ex) {
			return "failed: " + ex.getCause();
		}
		catch (TimeoutException ex) {
			return "failed: " + ex;
		}
	}

	static byte[] utf8(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@Override
	public void close() {
		this.runtime.close();
	}

}
