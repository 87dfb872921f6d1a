package dev.theater.supervision;

import java.time.Duration;
import java.util.List;

import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a supervising guest is told through {@code theater:simple/supervisor-handlers},
 * and decides.
 */
class GuestDecidesTests extends OnStage {

	private static final String HANDLERS = "theater:simple/supervisor-handlers/";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("told", "[supervision]\nmax_restarts = 1\nwithin = \"1m\"\n")
			.puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("decides", child("worker", "static", "1"));
	}

	private long calls(ScenarioActor parent, String function) {
		return names(parent, HANDLERS + function).stream().filter((name) -> name.endsWith("Call")).count();
	}

	// ---- a parent whose children the runtime decides about

	@Test
	void tellsOfANormalEndOnce() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml");
		child.send("shutdown the result");
		child.awaitGone();
		assertThat(parent.state()).isEqualTo("log\nexit " + child.id() + " the result");
		assertThat(calls(parent, "handle-child-exit")).isEqualTo(1);
		assertThat(calls(parent, "handle-child-error")).isZero();
	}

	@Test
	void tellsOfANormalEndWithoutAResult() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml");
		child.send("shutdown");
		child.awaitGone();
		assertThat(parent.state()).isEqualTo("log\nexit " + child.id());
	}

	@Test
	void tellsOfAFailureOnlyWhenTheChildIsDownForGood() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		ScenarioActor worker = parent.spawn("worker.toml");
		ScenarioActor temporary = parent.spawn("temporary.toml");
		worker.crashAndAwait();
		temporary.send("err no more");
		temporary.awaitGone();
		assertThat(parent.state()).isEqualTo("log\nerror " + temporary.id() + " handle-send failed (error): no more");
		assertThat(calls(parent, "handle-child-error")).isEqualTo(1);
	}

	@Test
	void tellsOfAnOperatorsStopOnce() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml");
		directory().stop(child.id());
		child.awaitGone();
		assertThat(parent.state()).isEqualTo("log\nstop " + child.id());
		assertThat(calls(parent, "handle-child-external-stop")).isEqualTo(1);
	}

	@Test
	void doesNotTellOfTheParentsOwnStopNorOfARestart() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml");
		parent.ok(Puppet.restart(child.id()));
		directory().restart(child.id());
		parent.ok(Puppet.stop(child.id()));
		assertThat(parent.state()).isEqualTo("log");
	}

	@Test
	void doesNotTellTheNextIncarnationOfTheEndOfItsOldChildren() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		parent.spawn("worker.toml");
		parent.crashAndAwait();
		parent.request("get");
		assertThat(parent.state()).isEqualTo("log");
	}

	@Test
	void tellsInTheOrderOfTheExits() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "log");
		ScenarioActor first = parent.spawn("worker.toml");
		ScenarioActor second = parent.spawn("worker.toml");
		Runnable release = parent.keepBusy();
		second.request("shutdown");
		second.awaitStatus(ActorStatus.STOPPED);
		first.request("shutdown");
		first.awaitStatus(ActorStatus.STOPPED);
		release.run();
		first.awaitGone();
		assertThat(parent.state()).isEqualTo("log\nexit " + second.id() + "\nexit " + first.id());
	}

	@Test
	void aHandlerThatFailsIsItsOwnActorsFailure() {
		ScenarioActor parent = this.scenario.spawn("told.toml", "on-exit=fail");
		ScenarioActor child = parent.spawn("worker.toml");
		child.send("shutdown");
		parent.awaitIncarnation(2);
		assertThat(parent.node().lastFailure().orElseThrow().reason().describe())
			.isEqualTo("handle-child-exit failed (error): told to fail on a child's exit");
		assertThat(child.exists()).isFalse();
	}

	// ---- a parent that ends with its children

	@Test
	void aParentMayEndWhenAChildHasEnded() {
		ScenarioActor top = this.scenario.spawn("told.toml", "log");
		ScenarioActor parent = top.spawn("told.toml", Puppet.ENDS_WITH_CHILDREN);
		ScenarioActor child = parent.spawn("worker.toml");
		ScenarioActor other = parent.spawn("worker.toml");
		child.send(Puppet.exit("the result"));
		parent.awaitGone();
		assertThat(other.exists()).isFalse();
		assertThat(top.state()).isEqualTo("log\nexit " + parent.id() + " the result");
		assertThat(calls(top, "handle-child-exit")).isEqualTo(1);
		for (ScenarioActor actor : List.of(parent, child, other)) {
			actor.awaitHeard("Spawned", "Stopped");
		}
		assertThat(this.scenario.runtime().actorCount()).isEqualTo(1);
	}

	@Test
	void aParentThatEndsWithItsChildrenOutlivesItsOwnStopsAndTheirRestarts() {
		ScenarioActor parent = this.scenario.spawn("told.toml", Puppet.ENDS_WITH_CHILDREN);
		ScenarioActor stopped = parent.spawn("worker.toml");
		ScenarioActor restarted = parent.spawn("worker.toml");
		parent.ok(Puppet.stop(stopped.id()));
		restarted.crashAndAwait();
		parent.ok(Puppet.restart(restarted.id()));
		assertThat(parent.listed()).containsExactly(restarted);
		assertThat(calls(parent, "handle-child-exit")).isZero();
	}

	// ---- a parent that decides itself

	@Test
	void aParentMayRestartAChildThatFailed() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "on-error=restart");
		ScenarioActor child = at("decides/static");
		child.request("add");
		child.crashAndAwait();
		this.scenario.await("comes to it", () -> parent.state().contains("restarted"));
		assertThat(parent.state()).isEqualTo("on-error=restart\nerror " + child.id()
				+ " handle-send failed (trap): Trapped on unreachable instruction\nrestarted " + child.id());
		assertThat(child.state()).isEqualTo("2");
		assertThat(calls(parent, "handle-child-error")).isEqualTo(1);
		child.chain().hasSteps("Spawned", "Failed", "Restarting");
	}

	@Test
	void aChildThatItsParentLeavesAloneIsStopped() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "log");
		ScenarioActor fixed = at("decides/static");
		ScenarioActor dynamic = parent.spawn("worker.toml");
		dynamic.send(Puppet.crash());
		dynamic.awaitGone();
		fixed.send(Puppet.crash());
		fixed.awaitStatus(ActorStatus.STOPPED);
		assertThat(parent.listed()).isEmpty();
		assertThat(calls(parent, "handle-child-error")).isEqualTo(2);
		dynamic.awaitHeard("Spawned", "Failed", "Stopped");
		fixed.awaitHeard("Spawned", "Failed", "Stopped");
		assertThat(parent.ok(Puppet.restart(fixed.id()))).isEqualTo("restarted");
		assertThat(fixed.state()).isEqualTo("1");
	}

	@Test
	void aChildStaysFailedUntilTheHandlerReturns() {
		puppet("slow", "[lifecycle]\ncall_timeout = \"1s\"\n");
		ScenarioActor parent = this.scenario.spawn("slow.toml", "on-error=hang");
		ScenarioActor child = parent.spawn("worker.toml");
		child.send(Puppet.crash());
		child.awaitStatus(ActorStatus.FAILED);
		assertThat(child.node().parked()).isFalse();
		assertThat(supervisor().listChildren()).containsExactly(parent.id());
		parent.advance(Duration.ofMillis(1_020)).awaitIncarnation(2);
		assertThat(child.exists()).isFalse();
	}

	@Test
	void anOperatorMayRestartAChildThatWaitsForItsParentsDecision() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml", "7");
		Runnable release = parent.keepBusy();
		child.send(Puppet.crash());
		child.awaitStatus(ActorStatus.FAILED);
		directory().restart(child.id());
		child.awaitIncarnation(2);
		release.run();
		assertThat(parent.request("get")).as("the notice was withdrawn").isEqualTo("log");
		assertThat(parent.listed()).contains(child);
	}

	@Test
	void anOperatorMayStopAChildThatWaitsForItsParentsDecision() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "log");
		ScenarioActor fixed = at("decides/static");
		Runnable release = parent.keepBusy();
		fixed.send(Puppet.crash());
		fixed.awaitStatus(ActorStatus.FAILED);
		directory().stop(fixed.id());
		assertThat(fixed.node().status()).isEqualTo(ActorStatus.STOPPED);
		release.run();
		this.scenario.await("comes to it", () -> parent.state().contains("\n"));
		assertThat(parent.request("get")).as("the failure's notice was withdrawn").isEqualTo("log\nstop " + fixed.id());
	}

	@Test
	void refusesTheParentsRestartAtTheLimit() {
		reopen((builder) -> builder.settings(settings(new SupervisionPolicy(SupervisionPolicy.DEFAULT.strategy(),
				new RestartIntensity(2, Duration.ofMinutes(1)), SupervisionPolicy.DEFAULT.backoff(), 10))));
		ScenarioActor parent = this.scenario.spawn("decides.toml", "on-error=restart");
		ScenarioActor child = at("decides/static");
		child.crashAndAwait();
		child.crashAndAwait();
		child.send(Puppet.crash());
		child.awaitStatus(ActorStatus.STOPPED);
		assertThat(parent.state()).endsWith("refused " + child.id()
				+ " Handler error: the restart intensity is reached: "
				+ "more than 2 restarts within 60000 ms; the last: handle-send failed (trap): Trapped on unreachable instruction");
		assertThat(parent.node().incarnation()).isEqualTo(1);
	}

	@Test
	void aSecondFailureOfARestartedChildIsASecondNotice() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "on-error=restart");
		ScenarioActor child = at("decides/static");
		Runnable release = parent.keepBusy();
		child.send(Puppet.crash()).send(Puppet.crash()).send(Puppet.crash()).awaitStatus(ActorStatus.FAILED);
		release.run();
		child.awaitIncarnation(4);
		this.scenario.await("comes to it", () -> parent.state().split("restarted").length == 4);
		assertThat(calls(parent, "handle-child-error")).isEqualTo(3);
	}

	@Test
	void aHandlerThatFailsLeavesNoChildBehind() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "on-error=trap");
		ScenarioActor child = at("decides/static");
		child.request("add");
		child.send(Puppet.crash());
		parent.awaitIncarnation(2);
		child.awaitIncarnation(2);
		assertThat(child.state()).isEqualTo("2");
		assertThat(parent.node().children()).hasSize(1);
	}

	@Test
	void aParentThatDecidesIsToldOfATemporaryChildsFailureOnce() {
		ScenarioActor parent = this.scenario.spawn("decides.toml", "on-error=restart");
		ScenarioActor child = parent.spawn("temporary.toml");
		child.send(Puppet.crash());
		child.awaitGone();
		assertThat(calls(parent, "handle-child-error")).isEqualTo(1);
		assertThat(parent.state())
			.contains("refused " + child.id() + " Handler error: " + child.id() + " is not a child");
	}

}
