package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.supervisor.SupervisorException;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an operator may do through {@code ActorDirectory}: restart and stop any actor. */
class OperatorTests extends OnStage {

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\n")
			.puppet("family", "[supervision]\n" + child("worker", "static", "1"))
			.puppet("slow", "[lifecycle]\nshutdown = \"300ms\"\n");
	}

	@Test
	void restartsAnyActorAndBothChainsSaySo() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor middle = lead.spawn("lead.toml");
		ScenarioActor worker = middle.spawn("worker.toml", "7");
		directory().restart(worker.id());
		assertThat(worker.node().incarnation()).isEqualTo(2);
		assertThat(worker.state()).isEqualTo("7");
		worker.chain().hasSteps("Spawned", "OperatorRestart", "Restarting");
		middle.chain().hasSteps("Spawned", "OperatorRestart");
		assertThat(events(middle).stream().map(OnStage::text))
			.contains("{\"OperatorRestart\":{\"child\":\"" + worker.id() + "\"}}");
		assertThat(events(worker).stream().map(OnStage::text))
			.contains("{\"OperatorRestart\":{\"path\":\"lead/lead/worker\"}}");
		worker.chain().isValid();
		middle.chain().isValid();
	}

	@Test
	void stopsAnyActorAndTheParentsChainSaysSo() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor fixed = at("family/static");
		ScenarioActor dynamic = family.spawn("worker.toml");
		directory().stop(fixed.id());
		directory().stop(dynamic.id());
		assertThat(fixed.node().status()).isEqualTo(ActorStatus.STOPPED);
		dynamic.awaitGone();
		fixed.chain().hasSteps("Spawned", "OperatorStop", "Stopped");
		family.chain().hasSteps("Spawned", "OperatorStop", "OperatorStop");
		assertThat(events(fixed).stream().map(OnStage::text))
			.contains("{\"Stopped\":{\"reason\":\"stopped by an operator\"}}");
		directory().restart(fixed.id());
		assertThat(fixed.node().status()).isEqualTo(ActorStatus.RUNNING);
	}

	// ---- what operators are shown

	@Test
	void countsActorsByStatus() {
		puppet("many", "[supervision]\nbackoff = { initial = \"1m\", max = \"1m\" }\n" + child("worker", "a", "")
				+ child("worker", "b", "") + child("worker", "c", ""));
		ScenarioActor many = this.scenario.spawn("many.toml");
		many.spawn("worker.toml");
		many.ok(Puppet.stop(many.child("a").id()));
		many.child("b").send(Puppet.crash());
		this.scenario.settle();
		assertThat(many.node().children()).extracting(ActorNode::status)
			.containsExactly(ActorStatus.STOPPED, ActorStatus.RESTARTING, ActorStatus.RUNNING, ActorStatus.RUNNING);
		assertThat(directory().tree().counts()).isEqualTo(Map.of(ActorStatus.STARTING, 0, ActorStatus.RUNNING, 3,
				ActorStatus.RESTARTING, 1, ActorStatus.STOPPING, 0, ActorStatus.STOPPED, 1, ActorStatus.FAILED, 0));
	}

	@Test
	void showsWhatAChildWasSpecifiedAs() {
		puppet("specified", """
				[supervision]
				strategy = "rest-for-one"
				max_restarts = 2
				within = "1m"
				[limits]
				mailbox = 9
				""");
		ScenarioActor family = this.scenario.spawn("family.toml");
		ActorNode node = family.spawn("specified.toml").node();
		assertThat(node.name()).isEqualTo("specified");
		assertThat(node.path()).isEqualTo("family/specified");
		assertThat(node.manifest()).isEqualTo("specified.toml");
		assertThat(node.component()).matches("sha256:[0-9a-f]{64}");
		assertThat(node.supervision()).contains(new SupervisionPolicy(RestartStrategy.REST_FOR_ONE,
				new RestartIntensity(2, Duration.ofMinutes(1)), Backoff.NONE, 10));
		assertThat(node.limits().mailbox()).isEqualTo(9);
		assertThat(node.handlers()).containsExactly("message-server", "runtime", "supervisor");
		assertThat(at("family/static").node().supervision()).as("its manifest does not say").isEmpty();
	}

	@Test
	void refusesUnknownActorsAndThoseThatAreBusy() {
		ScenarioActor slow = this.scenario.spawn("slow.toml");
		ActorId unknown = ActorId.random();
		assertRefused(Reason.NOT_A_CHILD, () -> directory().restart(unknown));
		assertRefused(Reason.NOT_A_CHILD, () -> directory().stop(unknown));
		slow.hang();
		CompletableFuture<Void> first = this.scenario.begin(() -> directory().restart(slow.id()));
		slow.awaitStatus(ActorStatus.RESTARTING);
		assertRefused(Reason.RESTARTING, () -> directory().restart(slow.id()));
		this.scenario.advance(Duration.ofMillis(320));
		finish(first);
	}

	@Test
	void stopsAnActorThatIsRestarting() {
		ScenarioActor slow = this.scenario.spawn("slow.toml");
		slow.hang();
		CompletableFuture<Void> restart = this.scenario.begin(() -> directory().restart(slow.id()));
		slow.awaitStatus(ActorStatus.RESTARTING);
		CompletableFuture<Void> stop = this.scenario.begin(() -> directory().stop(slow.id()));
		this.scenario.advance(Duration.ofMillis(320));
		finish(stop);
		assertThat(slow.exists()).isFalse();
		assertRefused(Reason.STOPPING, () -> finish(restart));
		assertNobodyIsLeft();
	}

	@Test
	void stopsAChildWhoseParentIsBeingRestarted() {
		puppet("parent", "[supervision]\n" + child("slow", "static", "1"));
		ScenarioActor parent = this.scenario.spawn("parent.toml");
		ScenarioActor slow = at("parent/static");
		slow.hang();
		CompletableFuture<Void> restart = this.scenario.begin(() -> directory().restart(parent.id()));
		slow.awaitStatus(ActorStatus.RESTARTING);
		CompletableFuture<Void> stop = this.scenario.begin(() -> directory().stop(slow.id()));
		this.scenario.advance(Duration.ofMillis(320));
		finish(stop);
		finish(restart);
		assertThat(parent.node().incarnation()).isEqualTo(2);
		assertThat(slow.node().status()).as("static children start again with their parent")
			.isEqualTo(ActorStatus.RUNNING);
		assertThat(slow.node().incarnation()).isEqualTo(2);
	}

	@Test
	void restartsARootActorThatCouldNeverStart() {
		puppet("late", "");
		this.written.write("late.toml", "broken");
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("late", ActorSpec.manifest("late.toml"), false))));
		ScenarioActor late = at("late");
		assertThat(late.node().status()).isEqualTo(ActorStatus.FAILED);
		assertThat(late.node().parked()).isTrue();
		late.awaitHeard("Parked");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().restart(late.id()))
			.withMessageContaining("late.toml");
		assertThat(late.node().status()).isEqualTo(ActorStatus.FAILED);
		puppet("late", "");
		directory().restart(late.id());
		assertThat(late.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(late.node().parked()).isFalse();
		assertThat(late.request("add")).isEqualTo("1");
		this.scenario.await("comes to it", () -> late.heard().size() == 3);
		late.awaitHeard("Parked", "Parked", "Spawned");
		assertThat(directory().tree().totals().spawned()).isEqualTo(1);
	}

	@Test
	void restartsARootActorWhoseInitFailedAtFirst() {
		puppet("other", "");
		puppet("late", child("nobody", "inside", ""));
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("late", ActorSpec.manifest("late.toml"), false))));
		ScenarioActor late = at("late");
		assertThat(late.node().status()).isEqualTo(ActorStatus.FAILED);
		puppet("nobody", "");
		directory().restart(late.id());
		assertThat(late.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(late.node().restarts()).isZero();
		assertThat(late.node().children()).hasSize(1);
		this.scenario.await("comes to it", () -> late.heard().size() == 2);
		late.awaitHeard("Parked", "Spawned");
		late.chain().isValid();
	}

	@Test
	void stopsARootActorThatCouldNeverStart() {
		this.written.write("late.toml", "broken");
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("late", ActorSpec.manifest("late.toml"), false))));
		directory().stop(at("late").id());
		assertNobodyIsLeft();
	}

	private static void assertRefused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

}
