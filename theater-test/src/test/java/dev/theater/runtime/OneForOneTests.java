package dev.theater.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.test.ManualClock;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of children that fail, where the runtime decides. */
class OneForOneTests extends OnStage {

	private final ManualClock clock = new ManualClock();

	@BeforeEach
	void manifests() {
		reopen((builder) -> builder.clock(this.clock));
		this.stage.puppet("worker", "")
			.puppet("lead", "[supervision]\n")
			.puppet("forgetful", "[lifecycle]\nrestart_state = \"initial\"\n")
			.puppet("strict", "[supervision]\nmax_restarts = 1\nwithin = \"1m\"\n")
			.puppet("patient", """
					[supervision]
					max_restarts = 100
					max_consecutive = 4
					backoff = { initial = "1s", max = "1m", factor = 2.0, jitter = 0.0, reset_after = "10s" }
					""");
	}

	// ---- restart

	@Test
	void restartsOnlyTheChildThatFailed() {
		ActorId lead = this.stage.spawn("lead", "lead");
		ActorId first = spawn(lead, "worker", "1");
		ActorId second = spawn(lead, "worker", "2");
		this.stage.request(first, "add");
		crashAndAwait(first);
		assertThat(children(lead)).containsExactly(first, second);
		assertThat(node(first).incarnation()).isEqualTo(2);
		assertThat(node(first).restarts()).isEqualTo(1);
		assertThat(node(second).incarnation()).isEqualTo(1);
		assertThat(node(lead).incarnation()).isEqualTo(1);
		assertThat(this.stage.request(first, "get")).isEqualTo("2");
		assertThat(steps(first)).containsExactly("Spawned", "Failed", "Restarting");
		assertHeard(first, "Spawned", "Failed", "Restarted");
		assertThat(node(first).lastFailure()).hasValueSatisfying(
				(failure) -> assertThat(failure.reason()).isInstanceOfSatisfying(ExitReason.Failed.class, (failed) -> {
					assertThat(failed.cause()).isEqualTo(FailureCause.TRAP);
					assertThat(failed.function()).isEqualTo("handle-send");
				}));
		assertVerifies(first);
		assertThat(directory().tree().totals()).isEqualTo(new SupervisionTree.Totals(3, 1, 1, 0, 0));
	}

	@Test
	void dropsTheMessageThatFailedAndKeepsTheOthers() {
		ActorId worker = this.stage.spawn("worker", "0");
		this.stage.send(worker, "spin 4000");
		this.stage.send(worker, "add");
		this.stage.send(worker, "trap");
		this.stage.send(worker, "add");
		this.stage.send(worker, "add");
		awaitIncarnation(worker, 2);
		assertThat(this.stage.request(worker, "get")).isEqualTo("3");
	}

	@Test
	void startsFromTheInitialStateWhereTheManifestSaysSo() {
		ActorId worker = this.stage.spawn("forgetful", "5");
		this.stage.request(worker, "add");
		crashAndAwait(worker);
		assertThat(state(worker)).isEqualTo("5");
		assertThat(text(last(worker, "theater:runtime/restarting")))
			.isEqualTo("{\"Restarting\":{\"incarnation\":2,\"state\":\"initial\"}}");
	}

	@Test
	void fallsBackToTheInitialStateWhenInitFailsOnTheLastKnownOne() {
		ActorId worker = this.stage.spawn("worker", "5");
		this.stage.request(worker, "set init=err I cannot go on from here");
		crash(worker);
		awaitIncarnation(worker, 3);
		assertThat(state(worker)).isEqualTo("5");
		assertThat(steps(worker)).containsExactly("Spawned", "Failed", "Restarting", "Failed", "FallsBack",
				"Restarting");
		assertThat(node(worker).restarts()).isEqualTo(1);
		crashAndAwait(worker);
		assertThat(text(last(worker, "theater:runtime/restarting")))
			.isEqualTo("{\"Restarting\":{\"incarnation\":4,\"state\":\"last-known\"}}");
	}

	@Test
	void aRestartedActorsDynamicChildrenEndAndItsInitLearnsIt() {
		ActorId lead = this.stage.spawn("lead", "init=list");
		assertThat(state(lead)).isEqualTo("ok 0");
		ActorId worker = spawn(lead, "worker", "");
		this.stage.request(lead, "set init=list");
		crashAndAwait(lead);
		assertThat(directory().node(worker)).isEmpty();
		assertThat(state(lead)).isEqualTo("ok 0");
		assertHeard(worker, "Spawned", "Stopped");
	}

	// ---- by hand

	@Test
	void aRestartByHandOfARunningChildDoesNotCount() {
		ActorId strict = this.stage.spawn("strict");
		ActorId worker = spawn(strict, "worker", "");
		for (int i = 0; i < 5; i++) {
			ok(strict, "restart " + worker);
		}
		crashAndAwait(worker);
		assertThat(node(strict).incarnation()).isEqualTo(1);
	}

	@Test
	void aRestartByHandWhoseInitFailsAnswersThatAndGoesOnAsAFailure() {
		ActorId worker = this.stage.spawn("worker", "5");
		this.stage.request(worker, "set init=err not like this");
		assertThatThrownBy(() -> supervisor().restartChild(worker))
			.hasMessage("Actor error: init failed (error): not like this");
		awaitIncarnation(worker, 3);
		assertThat(state(worker)).isEqualTo("5");
	}

	@Test
	void aCallThatFailsWhileItsActorIsRestartedByHandDoesNotCount() {
		this.stage.puppet("hanger", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ActorId strict = this.stage.spawn("strict");
		ActorId worker = spawn(strict, "lead", "0");
		for (int i = 0; i < 4; i++) {
			this.stage.send(worker, "spawn-trap hanger.toml init=hang");
			awaitNode(worker, (node) -> node.children().size() == 1 && node.children().getFirst().incarnation() == 1);
			ok(strict, "restart " + worker);
		}
		assertThat(node(worker).incarnation()).isEqualTo(5);
		assertThat(node(worker).lastFailure()).isEmpty();
		assertThat(node(strict).incarnation()).isEqualTo(1);
		assertVerifies(worker);
	}

	@Test
	void refusesARestartByHandWhileTheParentEnds() {
		this.stage.puppet("hanger", "[lifecycle]\nshutdown = \"1m\"\n");
		ActorId lead = this.stage.spawn("lead");
		ActorId hanger = spawn(lead, "hanger", "");
		hang(hanger);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(lead));
		awaitStatus(hanger, ActorStatus.STOPPING);
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> directory().restart(hanger))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SupervisorException.Reason.SHUTTING_DOWN));
		this.clock.advance(Duration.ofMinutes(1));
		finish(stop);
		assertHeard(hanger, "Spawned", "Stopped");
	}

}
