package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ScriptedStore;
import dev.theater.chain.StateChange;
import dev.theater.chain.StoredActor;
import dev.theater.supervisor.ActorSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Supervision over a store that takes its time: steps wait for commits, and lanes do not.
 */
class SlowStoreTests extends OnStage {

	private final ScriptedStore store = new ScriptedStore(true);

	@BeforeEach
	void manifests() {
		reopen((builder) -> builder.eventStore(this.store));
		this.stage.puppet("worker", "").puppet("lead", "[supervision]\nmax_restarts = 1\n").puppet("decides", "");
	}

	@Test
	void aStartWhoseInitEndsItIsAnsweredAndEnds() {
		ActorId lead = this.stage.spawn("lead", "log");
		ActorId child = spawn(lead, "worker", "init=shutdown done");
		awaitGone(child);
		await().until(() -> state(lead).equals("log\nexit " + child + " done"));
		assertThat(children(lead)).isEmpty();
		assertHeard(child, "Spawned", "Stopped");
	}

	@Test
	void restartsAndGivesUp() {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, "worker", "7");
		crashAndAwait(child);
		crash(child);
		awaitIncarnation(lead, 2);
		awaitGone(child);
		assertVerifies(lead);
		StoredActor stored = this.store.read(child.uuid()).orElseThrow();
		assertThat(stored.verify().valid()).isTrue();
		assertThat(stored.events().getLast().eventType()).isEqualTo("theater:runtime/stopped");
	}

	@Test
	void aStopThatComesWhileAStartIsBeingStoredEndsIt() {
		this.stage.spawn("worker");
		this.store.hold();
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("worker.toml").name("late").init("7".getBytes(StandardCharsets.UTF_8)));
		await().until(() -> directory().find("late").filter((node) -> node.incarnation() == 1).isPresent());
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(id("late")));
		await().until(() -> at("late").status() == ActorStatus.STOPPING);
		this.store.release();
		finish(stop);
		assertThatThrownBy(() -> finish(start)).hasMessageContaining("is being stopped");
		assertThat(directory().find("late")).isEmpty();
	}

	@Test
	void aSupervisorThatGivesUpWhileItsStartIsBeingStoredHasNotStarted() {
		ActorId other = this.stage.spawn("worker");
		this.stage.puppet("late", "")
			.puppet("strict",
					"[supervision]\nmax_restarts = 0\n" + child("late", "a", "init=request:" + other + " none"));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("strict.toml"));
		await().until(() -> ok(other, "outstanding").startsWith("1 "));
		ActorId a = id("strict/a");
		this.store.holdFor(id("strict").uuid());
		ok(other, "respond " + ok(other, "outstanding").substring(2) + " go on");
		awaitStatus(a, ActorStatus.RUNNING);
		await().until(() -> this.store.held() == 1);
		assertThat(at("strict").status()).isEqualTo(ActorStatus.STARTING);
		crash(a);
		assertThatThrownBy(() -> finish(start)).hasMessageContaining("gave up: strict/a had more than 0 restarts");
		this.store.release();
		await().until(() -> directory().find("strict").isEmpty());
		assertThat(directory().node(a)).isEmpty();
	}

	@Test
	void aChildThatItsParentLeavesAloneIsStopped() {
		ActorId lead = this.stage.spawn("decides", "log");
		ActorId child = spawn(lead, "worker", "7");
		crash(child);
		awaitGone(child);
		assertHeard(child, "Spawned", "Failed", "Stopped");
		await().until(() -> state(lead).startsWith("log\nerror " + child));
	}

	@Test
	void parksAndRestartsByHand() {
		ActorId child = this.stage.spawn("worker", "7");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(child);
		}
		crash(child);
		awaitStatus(child, ActorStatus.FAILED);
		supervisor().restartChild(child);
		assertThat(this.stage.request(child, "get")).isEqualTo("7");
		assertVerifies(child);
	}

	@Test
	void aRestartStartsFromWhatAGivenUpCallHasLeftWithTheStore() {
		this.stage.puppet("brutal", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ActorId child = this.stage.spawn("brutal", "5");
		this.store.holdFor(child.uuid());
		CompletableFuture<String> answer = this.stage.ask(child, "add");
		await().until(() -> this.store.held() == 1);
		CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> supervisor().restartChild(child));
		assertThatThrownBy(() -> finish(answer)).hasMessageContaining("given up");
		awaitStatus(child, ActorStatus.RESTARTING);
		assertThat(node(child).incarnation()).as("none starts before the store is done").isOne();
		this.store.release();
		finish(restart);
		assertThat(this.stage.request(child, "get")).isEqualTo("6");
		assertVerifies(child);
	}

	@Test
	void aNoticeWhoseOutcomeTheStoreDidNotTakeIsTheFirstToBeToldAgain() {
		ActorId lead = this.stage.spawn("lead", "log");
		ActorId first = spawn(lead, "worker", "");
		ActorId second = spawn(lead, "worker", "");
		this.store.failIf((commit) -> commit.actor().equals(lead.uuid()) && commit.state() instanceof StateChange.Set);
		int attempts = this.store.attempts();
		this.stage.send(first, "shutdown 1");
		await().until(() -> this.store.attempts() > attempts + 3);
		this.stage.send(second, "shutdown 2");
		awaitStatus(second, ActorStatus.STOPPED);
		this.store.recover();
		await().until(() -> state(lead).equals("log\nexit " + first + " 1\nexit " + second + " 2"));
		awaitGone(first);
		awaitGone(second);
		assertVerifies(lead);
	}

	@Test
	void closesWhileTheStoreHangs() {
		reopen((builder) -> builder.eventStore(this.store).settings(Stage.settings(Duration.ofMillis(300))));
		ActorId child = this.stage.spawn("worker", "7");
		this.store.hold();
		this.stage.send(child, "add");
		long start = System.nanoTime();
		this.stage.close();
		assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
		assertThat(this.stage.runtime().status()).isEqualTo(RuntimeStatus.STOPPED);
		this.store.release();
	}

}
