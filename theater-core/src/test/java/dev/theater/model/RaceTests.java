package dev.theater.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.ActorSpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The races that random play has found, each played on purpose. */
@Timeout(30)
class RaceTests {

	@TempDir
	Path directory;

	private Playground ground;

	@BeforeEach
	void open() throws IOException {
		this.ground = new Playground(this.directory, false, false, false);
	}

	@AfterEach
	void close() {
		this.ground.close();
	}

	private ActorNode at(String path) {
		return this.ground.runtime.directory().find(path).orElseThrow();
	}

	private void awaitAt(String path) {
		Awaitility.await()
			.pollInterval(Duration.ofMillis(1))
			.until(() -> this.ground.runtime.directory().find(path).isPresent());
	}

	private void send(ActorId id, String command) {
		this.ground.runtime.messaging().send(id, command.getBytes(StandardCharsets.UTF_8));
	}

	/** The dynamic child takes its time to end; the static one fails in the meantime. */
	@Test
	void aStopGoesOnWhereAStartFailsMeanwhile() throws Exception {
		String slow = "[lifecycle]\nshutdown = \"60s\"\ncall_timeout = \"20s\"\n";
		this.ground.manifests.write(this.directory, "stubborn", slow);
		this.ground.manifests.write(this.directory, "lead", slow
				+ "[[child]]\nmanifest = \"stubborn.toml\"\nname = \"b\"\ninit = \"init=hang\"\ninit_timeout = \"1500ms\"\n");
		CompletableFuture<ActorId> start = this.ground.runtime.supervisor()
			.spawnAsync(ActorSpec.manifest("lead.toml")
				.init("init=spawn:stubborn.toml 7".getBytes(StandardCharsets.UTF_8)));
		awaitAt("lead/stubborn");
		awaitAt("lead/b");
		send(at("lead/stubborn").id(), "loop");
		ActorId lead = at("lead").id();
		this.ground.runtime.supervisor().stopChild(lead);
		assertThat(start).isCompletedExceptionally();
		assertThat(this.ground.runtime.directory().node(lead)).isEmpty();
	}

}
