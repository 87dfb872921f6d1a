package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Stopping, to the millisecond and step by step: how long each may take, and who goes
 * when.
 */
class StopTimesTests extends OnStage {

	private static final Duration CAP = Duration.ofSeconds(10);

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("killed", "[lifecycle]\nshutdown = \"brutal-kill\"\n")
			.puppet("slow", "[lifecycle]\nshutdown = \"300ms\"\n")
			.puppet("default", "")
			.puppet("endless", "[lifecycle]\nshutdown = \"infinity\"\n")
			.puppet("busy", "[lifecycle]\nshutdown = \"infinity\"\ncall_timeout = \"400ms\"\n")
			.puppet("patient", "[lifecycle]\nshutdown = \"1m\"\n");
	}

	private List<ActorStatus> statuses(ScenarioActor parent) {
		this.scenario.settle();
		return parent.node().children().stream().map((child) -> child.status()).toList();
	}

	@ParameterizedTest
	@CsvSource({ "slow, PT0.3S", "default, PT5S", "endless, PT10S", "busy, PT0.4S", "patient, PT10S" })
	void aHungChildHasItsTimeAndNoMore(String manifest, Duration time) {
		ScenarioActor child = this.scenario.spawn(manifest + ".toml").hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(child.id()));
		this.scenario.advance(time.minusMillis(20));
		assertThat(child.node().status()).isEqualTo(ActorStatus.STOPPING);
		assertThat(stop).isNotDone();
		// the times of calls are looked at every few milliseconds
		this.scenario.advance(Duration.ofMillis(40));
		finish(stop);
		child.awaitHeard("Spawned", "Stopped");
		assertNobodyIsLeft();
	}

	@Test
	void aBrutalKillTakesNoTime() {
		ScenarioActor child = this.scenario.spawn("killed.toml").hang();
		supervisor().stopChild(child.id());
		assertNobodyIsLeft();
	}

	@Test
	void dynamicChildrenGoAtOnceAndStaticOnesAfterThemOneByOne() {
		puppet("family", child("patient", "a", "") + child("patient", "b", ""));
		ScenarioActor family = this.scenario.spawn("family.toml");
		family.child("a").hang();
		family.child("b").hang();
		ScenarioActor first = family.spawn("patient.toml").hang();
		ScenarioActor second = family.spawn("slow.toml").hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(family.id()));
		assertThat(statuses(family)).containsExactly(ActorStatus.RUNNING, ActorStatus.RUNNING, ActorStatus.STOPPING,
				ActorStatus.STOPPING);
		this.scenario.advance(Duration.ofMillis(300));
		assertThat(second.exists()).isFalse();
		assertThat(statuses(family)).containsExactly(ActorStatus.RUNNING, ActorStatus.RUNNING, ActorStatus.STOPPING);
		this.scenario.advance(CAP.minusMillis(300));
		assertThat(first.exists()).isFalse();
		assertThat(statuses(family)).containsExactly(ActorStatus.RUNNING, ActorStatus.STOPPING);
		this.scenario.advance(CAP);
		assertThat(statuses(family)).first().isEqualTo(ActorStatus.STOPPING);
		assertThat(stop).isNotDone();
		this.scenario.advance(CAP);
		finish(stop);
		assertNobodyIsLeft();
	}

	@Test
	void staticChildrenOfWhoIsRestartedGoOneByOneAndComeBackWithTheirStates() {
		puppet("family", child("patient", "a", "1") + child("patient", "b", "2") + child("worker", "c", "3"));
		ScenarioActor family = this.scenario.spawn("family.toml");
		family.ok(Puppet.stop(family.child("c").id()));
		family.child("a").hang();
		family.child("b").hang();
		CompletableFuture<Void> restart = this.scenario.begin(() -> supervisor().restartChild(family.id()));
		assertThat(statuses(family)).containsExactly(ActorStatus.RUNNING, ActorStatus.RESTARTING, ActorStatus.STOPPED);
		this.scenario.advance(CAP);
		assertThat(statuses(family)).containsExactly(ActorStatus.RESTARTING, ActorStatus.RESTARTING,
				ActorStatus.STOPPED);
		assertThat(restart).isNotDone();
		this.scenario.advance(CAP);
		finish(restart);
		assertThat(statuses(family)).containsOnly(ActorStatus.RUNNING).hasSize(3);
		assertThat(family.children()).extracting(ScenarioActor::state).containsExactly("1", "2", "3");
		assertThat(family.children()).extracting((child) -> child.node().incarnation()).containsOnly(2);
	}

	@Test
	void whoRestartsAChildIsToldWhenTheParentIsRestarted() {
		puppet("family", child("patient", "a", ""));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a").hang();
		CompletableFuture<Void> restart = this.scenario.begin(() -> directory().restart(a.id()));
		a.awaitStatus(ActorStatus.RESTARTING);
		CompletableFuture<Void> above = this.scenario.begin(() -> supervisor().restartChild(family.id()));
		this.scenario.settle();
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> finish(restart))
			.withMessage("Handler error: the parent of " + a.id() + " is being restarted")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.RESTARTING));
		this.scenario.advance(CAP);
		finish(above);
		assertThat(a.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(a.node().incarnation()).isEqualTo(2);
	}

	@Test
	void nothingIsStartedOrRestartedUnderAStop() {
		puppet("family", child("worker", "a", "") + child("patient", "b", ""));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a");
		family.child("b").hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(family.id()));
		this.scenario.settle();
		assertThat(a.node().status()).as("its turn has not come").isEqualTo(ActorStatus.RUNNING);
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> directory().restart(a.id()))
			.withMessage("Handler error: this supervisor is ending")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SHUTTING_DOWN));
		this.scenario.advance(CAP);
		finish(stop);
		assertNobodyIsLeft();
	}

	@Test
	void theRuntimeStartsNothingAfterItsEnd() {
		this.scenario.close();
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> this.scenario.spawn("worker.toml"))
			.withMessage("Handler error: this supervisor is ending and starts no children")
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.SHUTTING_DOWN));
	}

}
