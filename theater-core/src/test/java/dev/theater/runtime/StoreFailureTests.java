package dev.theater.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ScriptedStore;
import dev.theater.chain.StateChange;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** No reply before its commit; a store's failure is not the actor's. */
@Timeout(30)
class StoreFailureTests {

	private static final String STORED_NOT = "its state could not be stored: the disk is full";

	@TempDir
	Path directory;

	private ScriptedStore store;

	private Stage stage;

	@AfterEach
	void close() {
		this.store.recover();
		this.store.release();
		this.stage.close();
	}

	private ActorId actor(boolean blocking, String keys) {
		this.store = new ScriptedStore(blocking);
		this.stage = Stage
			.open(this.directory,
					(builder) -> builder.eventStore(this.store).settings(TestSettings.defaults().threads(1, 8).build()))
			.puppet("actor", keys);
		return this.stage.spawn("actor", "5");
	}

	private void failChangesOfState() {
		this.store.failIf((commit) -> !(commit.state() instanceof StateChange.Keep));
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aCallWhoseCommitFailsIsAnErrorAndTheActorGoesOnFromItsLastState(boolean blocking) {
		ActorId actor = actor(blocking, "");
		ActorId other = this.stage.spawn("actor", "1");
		failChangesOfState();
		assertThatThrownBy(() -> this.stage.request(actor, "add")).isInstanceOf(ActorFailedException.class)
			.hasMessageContaining(STORED_NOT);
		assertThat(this.stage.state(actor)).isEqualTo("5");
		this.stage.send(actor, "add");
		CompletableFuture<String> waits = this.stage.ask(actor, "add");
		this.store.recover();
		assertThat(this.stage.request(other, "add")).isEqualTo("2");
		assertThat(waits).succeedsWithin(Duration.ofSeconds(5)).isEqualTo("7");
		assertThat(this.stage.node(actor).incarnation()).isOne();
		assertThat(this.stage.node(actor).lastFailure()).isEmpty();
		assertThat(this.stage.events(actor)).contains("theater:runtime/commit-failed");
		assertThat(this.stage.runtime().directory().verify(actor).orElseThrow().valid()).isTrue();
	}

	@Test
	void aDeferredReplyOrAShutdownOfACallThatWasNotStoredIsNone() {
		ActorId actor = actor(false, "");
		failChangesOfState();
		assertThatThrownBy(() -> this.stage.request(actor, "none")).hasMessageContaining(STORED_NOT);
		this.store.recover();
		assertThat(this.stage.request(actor, "outstanding")).isEqualTo("ok 0");
		failChangesOfState();
		assertThatThrownBy(() -> this.stage.request(actor, "shutdown bye")).hasMessageContaining(STORED_NOT);
		this.store.recover();
		assertThat(this.stage.request(actor, "add")).isEqualTo("6");
	}

	@Test
	void noReplyLeavesBeforeItsCommitAndWaitingForItTakesNoPlace() throws Exception {
		ActorId actor = actor(true, "");
		this.store.hold();
		int before = this.store.attempts();
		CompletableFuture<String> reply = this.stage.ask(actor, "add");
		await().until(() -> this.store.attempts() > before);
		assertThat(this.stage.state(actor)).isEqualTo("5");
		assertThat(reply).isNotDone();
		assertThat(this.stage.runtime().supervisor().listChildren()).containsExactly(actor);
		this.store.release();
		assertThat(reply.get(5, TimeUnit.SECONDS)).isEqualTo("6");
		assertThat(this.stage.state(actor)).isEqualTo("6");
	}

	@Test
	void othersRunWhileAnActorWaitsForItsCommit() {
		ActorId actor = actor(true, "");
		ActorId other = this.stage.spawn("actor", "1");
		this.store.holdFor(actor.uuid());
		CompletableFuture<String> reply = this.stage.ask(actor, "add");
		await().until(() -> this.store.held() == 1);
		assertThat(this.stage.request(other, "add")).as("with one thread").isEqualTo("2");
		assertThat(reply).isNotDone();
	}

	@Test
	void anActorFailsAsEverWhenItsFailureCannotBeStored() {
		ActorId actor = actor(false, "");
		this.store
			.failIf((commit) -> commit.events().stream().anyMatch((event) -> event.eventType().endsWith("request")));
		assertThatThrownBy(() -> this.stage.request(actor, "trap")).hasMessageContaining("(trap)");
		this.store.recover();
		await().until(() -> this.stage.node(actor).incarnation() == 2);
		assertThat(this.stage.request(actor, "add")).isEqualTo("6");
		assertThat(this.stage.runtime().directory().verify(actor).orElseThrow().valid()).isTrue();
	}

	@Test
	void aFirstStartThatCannotBeStoredFailsTheSpawn() {
		ActorId actor = actor(false, "");
		failChangesOfState();
		assertThatThrownBy(() -> this.stage.spawn("actor", "1")).isInstanceOf(SupervisorException.class)
			.hasMessageContaining("the disk is full");
		assertThat(this.stage.runtime().supervisor().listChildren()).containsExactly(actor);
	}

	@Test
	void aRestartWaitsForAStoreThatFails() {
		ActorId actor = actor(false, "");
		failChangesOfState();
		assertThatThrownBy(() -> this.stage.request(actor, "trap")).hasMessageContaining("(trap)");
		int attempts = this.store.attempts();
		await().until(() -> this.store.attempts() > attempts + 3);
		assertThat(this.stage.node(actor).incarnation()).isEqualTo(2);
		this.store.recover();
		assertThat(this.stage.request(actor, "add")).isEqualTo("6");
		assertThat(this.stage.node(actor).restarts()).isOne();
		assertThat(this.stage.node(actor).incarnation()).as("the store's failures are not the actor's").isEqualTo(2);
		assertThat(this.stage.events(actor).stream().filter("theater:simple/actor/init"::equals))
			.as("two calls and their results")
			.hasSize(4);
	}

	@Test
	void anActorWhoseStoreHangsCanBeStopped() {
		ActorId actor = actor(true, "[lifecycle]\nshutdown = \"100ms\"\n");
		this.store.holdFor(actor.uuid());
		CompletableFuture<String> reply = this.stage.ask(actor, "add");
		await().until(() -> this.store.held() == 1);
		Instant start = Instant.now();
		CompletableFuture<Void> stopped = CompletableFuture
			.runAsync(() -> this.stage.runtime().supervisor().stopChild(actor));
		assertThat(reply).failsWithin(Duration.ofSeconds(4)).withThrowableThat().withMessageContaining("given up");
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(3));
		this.store.release();
		assertThat(stopped).succeedsWithin(Duration.ofSeconds(4));
		assertThat(List.copyOf(this.stage.runtime().supervisor().listChildren())).isEmpty();
	}

}
