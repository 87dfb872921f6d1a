package dev.theater.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.runtime.SupervisionTree;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of children that fail, where the runtime decides. */
class OneForOneTests extends OnStage {

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\n")
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
		ScenarioActor lead = this.scenario.spawn("lead.toml", "lead");
		ScenarioActor first = lead.spawn("worker.toml", "1");
		ScenarioActor second = lead.spawn("worker.toml", "2");
		first.request("add");
		first.crashAndAwait();
		assertThat(lead.listed()).containsExactly(first, second);
		assertThat(first.node().incarnation()).isEqualTo(2);
		assertThat(first.node().restarts()).isEqualTo(1);
		assertThat(second.node().incarnation()).isEqualTo(1);
		assertThat(lead.node().incarnation()).isEqualTo(1);
		assertThat(first.request("get")).isEqualTo("2");
		first.chain().hasSteps("Spawned", "Failed", "Restarting");
		first.awaitHeard("Spawned", "Failed", "Restarted");
		assertThat(first.node().lastFailure()).hasValueSatisfying(
				(failure) -> assertThat(failure.reason()).isInstanceOfSatisfying(ExitReason.Failed.class, (failed) -> {
					assertThat(failed.cause()).isEqualTo(FailureCause.TRAP);
					assertThat(failed.function()).isEqualTo("handle-send");
				}));
		first.chain().isValid();
		assertThat(directory().tree().totals()).isEqualTo(new SupervisionTree.Totals(3, 1, 1, 0, 0));
	}

	@Test
	void dropsTheMessageThatFailedAndKeepsTheOthers() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "0");
		worker.send("add")
			.send(Puppet.crash())
			.send("add")
			.send("add")
			.awaitIncarnation(2)
			.andVerifyState("3")
			.chain()
			.hasNames("theater:simple/message-server-client/handle-send", "HandleSendCall", "HandleSendResult",
					"HandleSendCall", "HandleSendError", "HandleSendCall", "HandleSendResult", "HandleSendCall",
					"HandleSendResult");
	}

	@Test
	void startsFromTheInitialStateWhereTheManifestSaysSo() {
		ScenarioActor worker = this.scenario.spawn("forgetful.toml", "5");
		worker.request("add");
		worker.crashAndAwait();
		assertThat(worker.state()).isEqualTo("5");
		worker.chain()
			.endsWith("theater:runtime/restarting", "{\"Restarting\":{\"incarnation\":2,\"state\":\"initial\"}}");
	}

	@Test
	void fallsBackToTheInitialStateWhenInitFailsOnTheLastKnownOne() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "5");
		worker.request("set init=err I cannot go on from here");
		worker.send(Puppet.crash());
		worker.awaitIncarnation(3);
		assertThat(worker.state()).isEqualTo("5");
		worker.chain().hasSteps("Spawned", "Failed", "Restarting", "Failed", "FallsBack", "Restarting");
		assertThat(worker.node().restarts()).isEqualTo(1);
		worker.crashAndAwait();
		worker.chain()
			.endsWith("theater:runtime/restarting", "{\"Restarting\":{\"incarnation\":4,\"state\":\"last-known\"}}");
	}

	@Test
	void aRestartedActorsDynamicChildrenEndAndItsInitLearnsIt() {
		ScenarioActor lead = this.scenario.spawn("lead.toml", "init=list");
		assertThat(lead.state()).isEqualTo("ok 0");
		ScenarioActor worker = lead.spawn("worker.toml");
		lead.request("set init=list");
		lead.crashAndAwait();
		assertThat(worker.exists()).isFalse();
		assertThat(lead.state()).isEqualTo("ok 0");
		worker.awaitHeard("Spawned", "Stopped");
	}

	// ---- by hand

	@Test
	void aRestartByHandOfARunningChildDoesNotCount() {
		ScenarioActor strict = this.scenario.spawn("strict.toml");
		ScenarioActor worker = strict.spawn("worker.toml");
		for (int i = 0; i < 5; i++) {
			strict.ok(Puppet.restart(worker.id()));
		}
		worker.crashAndAwait();
		assertThat(strict.node().incarnation()).isEqualTo(1);
	}

	@Test
	void aRestartByHandWhoseInitFailsAnswersThatAndGoesOnAsAFailure() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "5");
		worker.request("set init=err not like this");
		assertThatThrownBy(() -> supervisor().restartChild(worker.id()))
			.hasMessage("Actor error: init failed (error): not like this");
		worker.awaitIncarnation(3);
		assertThat(worker.state()).isEqualTo("5");
	}

	@Test
	void aCallThatFailsWhileItsActorIsRestartedByHandDoesNotCount() {
		puppet("hanger", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ScenarioActor strict = this.scenario.spawn("strict.toml");
		ScenarioActor worker = strict.spawn("lead.toml", "0");
		for (int i = 0; i < 4; i++) {
			worker.send("spawn-trap hanger.toml init=hang");
			worker.await("comes to it",
					(node) -> node.children().size() == 1 && node.children().getFirst().incarnation() == 1);
			strict.ok(Puppet.restart(worker.id()));
		}
		assertThat(worker.node().incarnation()).isEqualTo(5);
		assertThat(worker.node().lastFailure()).isEmpty();
		assertThat(strict.node().incarnation()).isEqualTo(1);
		worker.chain().isValid();
	}

	@Test
	void refusesARestartByHandWhileTheParentEnds() {
		puppet("hanger", "[lifecycle]\nshutdown = \"1m\"\n");
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor hanger = lead.spawn("hanger.toml");
		hanger.hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(lead.id()));
		hanger.awaitStatus(ActorStatus.STOPPING);
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> directory().restart(hanger.id()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(SupervisorException.Reason.SHUTTING_DOWN));
		this.scenario.advance(Duration.ofMinutes(1));
		finish(stop);
		hanger.awaitHeard("Spawned", "Stopped");
	}

}
