package dev.theater.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What happens while something else is under way: the one neither loses nor repeats the
 * other.
 */
class MeanwhileTests extends OnStage {

	private static final String HANDLERS = "theater:simple/supervisor-handlers/";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\n")
			.puppet("late", "[lifecycle]\ninit_timeout = \"1s\"\n")
			.puppet("family", "[supervision]\n" + child("worker", "a", "1") + child("worker", "b", "2"))
			.puppet("group", """
					[supervision]
					strategy = "one-for-all"
					backoff = { initial = "1s", jitter = 0.0 }
					""" + child("worker", "a", "1") + child("worker", "b", "2"));
	}

	private long told(ScenarioActor parent, String function) {
		return names(parent, HANDLERS + function).stream().filter((name) -> name.endsWith("Call")).count();
	}

	private void crash(ScenarioActor actor) {
		actor.send(Puppet.crash());
		this.scenario.settle();
	}

	@Test
	void aStopGoesOnWhereAStaticChildsFirstStartFailsMeanwhile() {
		puppet("starting", "[supervision]\n" + child("late", "static", "init=hang"));
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("starting.toml").init(Puppet.spawnInInit("lead.toml", "").getBytes(UTF_8)));
		this.scenario.settle();
		ScenarioActor dynamic = at("starting/lead").hang();
		ScenarioActor late = at("starting/static");
		ScenarioActor starting = at("starting");
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(starting.id()));
		dynamic.awaitStatus(ActorStatus.STOPPING);
		assertThat(late.node().status()).isEqualTo(ActorStatus.STARTING);
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(late.exists()).as("its start has failed and was undone").isFalse();
		assertThat(stop).isNotDone();
		this.scenario.advance(Duration.ofSeconds(4));
		finish(stop);
		assertThatThrownBy(() -> finish(start)).hasMessageContaining("is being stopped");
		assertNobodyIsLeft();
	}

	@Test
	void aStopByAnOperatorThatTheParentsStartUndoesIsNoNews() {
		ScenarioActor other = this.scenario.spawn(Puppet.MANIFEST);
		ScenarioActor family = this.scenario.spawn("family.toml", "log");
		ScenarioActor a = family.child("a");
		family.request(Puppet.set(Puppet.requestInInit(other.id(), Puppet.answerLater())));
		crash(family);
		assertThat(family.node().status()).isEqualTo(ActorStatus.RESTARTING);
		directory().stop(a.id());
		assertThat(a.node().status()).isEqualTo(ActorStatus.STOPPED);
		other.ok(Puppet.respond(other.ok(Puppet.outstanding()).substring(2), "go on"));
		family.awaitIncarnation(2);
		assertThat(a.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(told(family, "handle-child-external-stop")).isZero();
		a.awaitHeard("Spawned", "Stopped", "Restarted");
	}

	@Test
	void aStopByAnOperatorThatTheGroupUndoesIsNoNews() {
		ScenarioActor group = this.scenario.spawn("group.toml", "log");
		ScenarioActor a = group.child("a");
		Runnable goOn = group.keepBusy();
		directory().stop(a.id());
		crash(group.child("b"));
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(a.node().status()).isEqualTo(ActorStatus.RUNNING);
		goOn.run();
		assertThat(group.request("get")).isEqualTo("log");
		assertThat(told(group, "handle-child-external-stop")).isZero();
	}

	@Test
	void aStopOfAMemberWhoseEndWasNotYetToldIsNews() {
		ScenarioActor group = this.scenario.spawn("group.toml", "log");
		ScenarioActor a = group.child("a");
		Runnable goOn = group.keepBusy();
		a.send(Puppet.exit()).awaitStatus(ActorStatus.STOPPED);
		crash(group.child("b"));
		assertThat(a.node().status()).as("the group will start it").isEqualTo(ActorStatus.RESTARTING);
		directory().stop(a.id());
		goOn.run();
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(a.node().status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(told(group, "handle-child-exit")).isZero();
		assertThat(told(group, "handle-child-external-stop")).isEqualTo(1);
	}

	@Test
	void aMemberThatTheGroupWasAboutToStartIsToldStoppedOnce() {
		ScenarioActor group = this.scenario.spawn("group.toml");
		ScenarioActor a = group.child("a");
		group.ok(Puppet.stop(a.id()));
		crash(group.child("b"));
		assertThat(a.node().status()).as("the group will start it").isEqualTo(ActorStatus.RESTARTING);
		long stopped = count("theater.actors.stopped", "worker");
		assertThat(stopped).isEqualTo(1);
		supervisor().stopChild(group.id());
		a.awaitHeard("Spawned", "Stopped");
		assertThat(count("theater.actors.stopped", "worker")).as("b besides").isEqualTo(2);
		assertNobodyIsLeft();
	}

	@Test
	void aMemberThatTheGroupHasStartedIsToldStoppedAgain() {
		ScenarioActor group = this.scenario.spawn("group.toml");
		ScenarioActor a = group.child("a");
		group.ok(Puppet.stop(a.id()));
		crash(group.child("b"));
		this.scenario.advance(Duration.ofSeconds(1));
		supervisor().stopChild(group.id());
		a.awaitHeard("Spawned", "Stopped", "Restarted", "Stopped");
	}

	@Test
	void aSupervisorThatGivesUpHasFailedWhenItsOwnCallHasEnded() {
		puppet("strict", "[supervision]\nmax_restarts = 0\n" + child("worker", "a", "1"));
		ScenarioActor strict = this.scenario.spawn("strict.toml", "kept");
		Runnable goOn = strict.keepBusy();
		crash(strict.child("a"));
		assertThat(strict.node().status()).isEqualTo(ActorStatus.RESTARTING);
		assertThat(strict.node().lastFailure()).isEmpty();
		assertThat(strict.heard()).containsExactly("Spawned");
		goOn.run();
		strict.awaitIncarnation(2);
		strict.chain().hasSteps("Spawned", "GaveUp", "Failed", "Restarting");
		strict.awaitHeard("Spawned", "GaveUp", "Restarted");
	}

	@Test
	void whoSpawnedBehindAGroupWaitsForNobodyWhenItIsUp() {
		ScenarioActor group = this.scenario.spawn("group.toml", "log");
		ScenarioActor a = group.child("a");
		crash(group.child("b"));
		CompletableFuture<String> spawned = group.ask(Puppet.spawn("worker.toml"));
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(finish(spawned)).startsWith("ok ");
		assertThat(a.request(Puppet.request(group.id(), "get"))).isEqualTo("ok log");
		assertThat(group.child("b").request(Puppet.request(group.id(), "get"))).isEqualTo("ok log");
	}

	@Test
	void aParentThatIsRestartedWhileItBacksOffForAChildStartsItAtOnce() {
		puppet("patient", "[supervision]\nbackoff = { initial = \"1m\", max = \"1m\", jitter = 0.0 }\n"
				+ child("worker", "a", "1"));
		ScenarioActor patient = this.scenario.spawn("patient.toml");
		ScenarioActor a = patient.child("a");
		crash(a);
		assertThat(a.node().status()).isEqualTo(ActorStatus.RESTARTING);
		supervisor().restartChild(patient.id());
		assertThat(a.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(a.node().incarnation()).isEqualTo(2);
		this.scenario.advance(Duration.ofMinutes(1));
		assertThat(a.node().incarnation()).as("the delay was given up").isEqualTo(2);
	}

}
