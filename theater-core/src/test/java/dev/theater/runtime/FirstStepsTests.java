package dev.theater.runtime;

import java.nio.file.Path;
import java.util.List;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** An actor's life as a newcomer meets it. */
class FirstStepsTests {

	@TempDir
	Path directory;

	private Stage stage;

	@BeforeEach
	void open() {
		this.stage = Stage.open(this.directory);
		this.stage.manifest("counter", "counter", Stage.ALL)
			.manifest("parent", "supervisor-parent", Stage.ALL + "[supervision]\n");
	}

	@AfterEach
	void close() {
		this.stage.close();
	}

	@Test
	void keepsItsStateBetweenCalls() {
		ActorId counter = this.stage.spawn("counter", "41");
		this.stage.send(counter, "x");
		assertThat(this.stage.request(counter, "get")).isEqualTo("42");
		assertThat(this.stage.runtime().directory().state(counter)).hasValue("42".getBytes());
	}

	@Test
	void tellsWhatItsComponentImportsAndExports() {
		ActorId one = this.stage.spawn("counter", "1");
		ActorId two = this.stage.spawn("counter", "2");
		String wit = this.stage.runtime().directory().wit(one).orElseThrow();
		assertThat(wit).startsWith("package root:component;")
			.contains("  export theater:simple/message-server-client;\n", "    log: func(msg: string);\n",
					"    use types.{event, channel-id, channel-accept};\n");
		assertThat(this.stage.runtime().directory().wit(two).orElseThrow()).isSameAs(wit);
		assertThat(this.stage.runtime().directory().wit(ActorId.random())).isEmpty();
	}

	@Test
	void comesBackAfterAFailureWithItsLastCommittedState() {
		ActorId parent = this.stage.spawn("parent", "counter.toml 5");
		String child = this.stage.request(parent, "list").substring("ok 1 ".length());
		ActorId counter = ActorId.of(child);
		this.stage.send(counter, "x");
		assertThat(this.stage.request(counter, "get")).isEqualTo("6");
		this.stage.runtime().directory().restart(counter);
		assertThat(this.stage.request(counter, "get")).isEqualTo("6");
		ActorNode node = this.stage.node(counter);
		assertThat(node.incarnation()).isEqualTo(2);
		assertThat(node.status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(this.stage.runtime().directory().verify(counter).orElseThrow().valid()).isTrue();
		this.stage.runtime().supervisor().stopChild(parent);
		await().untilAsserted(() -> assertThat(this.stage.runtime().directory().tree().roots()).isEmpty());
	}

	@Test
	void aSupervisorsChainTellsOfItsChildren() {
		this.stage.puppet("worker", "");
		ActorId parent = this.stage.spawn("parent", "worker.toml 5");
		ActorId child = ActorId.of(this.stage.request(parent, "list").substring("ok 1 ".length()));
		assertThatThrownBy(() -> this.stage.request(child, "trap")).isInstanceOf(ActorFailedException.class);
		await().until(() -> this.stage.node(child).restarts() == 1);
		assertThat(this.stage.events(parent)).containsSubsequence("theater:runtime/child-spawned",
				"theater:runtime/child-failed", "theater:runtime/child-restarted");
		assertThat(this.stage.runtime().directory().verify(parent).orElseThrow().valid()).isTrue();
	}

	@Test
	void aStoppedActorSaysThatItHasEnded() {
		this.stage.close();
		this.stage = Stage.open(this.directory, (builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("counter", ActorSpec.manifest("counter.toml"), true))));
		ActorId counter = this.stage.runtime().directory().find("counter").orElseThrow().id();
		this.stage.runtime().directory().stop(counter);
		assertThatThrownBy(() -> this.stage.send(counter, "x")).isInstanceOf(ActorFailedException.class)
			.hasMessageEndingWith("has ended");
	}

}
