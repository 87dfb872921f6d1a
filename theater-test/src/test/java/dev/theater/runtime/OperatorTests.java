package dev.theater.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an operator may do through {@code ActorDirectory}: restart and stop any actor. */
class OperatorTests extends OnStage {

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "")
			.puppet("lead", "[supervision]\n")
			.puppet("family", "[supervision]\n" + child("worker", "static", "1"))
			.puppet("slow", "[lifecycle]\nshutdown = \"300ms\"\n");
	}

	@Test
	void restartsAnyActorAndBothChainsSaySo() {
		ActorId lead = this.stage.spawn("lead");
		ActorId middle = spawn(lead, "lead", "");
		ActorId worker = spawn(middle, "worker", "7");
		directory().restart(worker);
		assertThat(node(worker).incarnation()).isEqualTo(2);
		assertThat(state(worker)).isEqualTo("7");
		assertThat(steps(worker)).containsExactly("Spawned", "OperatorRestart", "Restarting");
		assertThat(steps(middle)).containsExactly("Spawned", "OperatorRestart");
		assertThat(events(middle).stream().map(OnStage::text))
			.contains("{\"OperatorRestart\":{\"child\":\"" + worker + "\"}}");
		assertThat(events(worker).stream().map(OnStage::text))
			.contains("{\"OperatorRestart\":{\"path\":\"lead/lead/worker\"}}");
		assertVerifies(worker);
		assertVerifies(middle);
	}

	@Test
	void stopsAnyActorAndTheParentsChainSaysSo() {
		ActorId family = this.stage.spawn("family");
		ActorId fixed = id("family/static");
		ActorId dynamic = spawn(family, "worker", "");
		directory().stop(fixed);
		directory().stop(dynamic);
		assertThat(node(fixed).status()).isEqualTo(ActorStatus.STOPPED);
		awaitGone(dynamic);
		assertThat(steps(fixed)).containsExactly("Spawned", "OperatorStop", "Stopped");
		assertThat(steps(family)).containsExactly("Spawned", "OperatorStop", "OperatorStop");
		assertThat(events(fixed).stream().map(OnStage::text))
			.contains("{\"Stopped\":{\"reason\":\"stopped by an operator\"}}");
		directory().restart(fixed);
		assertThat(node(fixed).status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void refusesUnknownActorsAndThoseThatAreBusy() {
		ActorId slow = this.stage.spawn("slow");
		ActorId unknown = ActorId.random();
		assertRefused(Reason.NOT_A_CHILD, () -> directory().restart(unknown));
		assertRefused(Reason.NOT_A_CHILD, () -> directory().stop(unknown));
		hang(slow);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> directory().restart(slow));
		awaitStatus(slow, ActorStatus.RESTARTING);
		assertRefused(Reason.RESTARTING, () -> directory().restart(slow));
		finish(first);
	}

	@Test
	void stopsAnActorThatIsRestarting() {
		ActorId slow = this.stage.spawn("slow");
		hang(slow);
		CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> directory().restart(slow));
		awaitStatus(slow, ActorStatus.RESTARTING);
		directory().stop(slow);
		assertThat(directory().node(slow)).isEmpty();
		assertRefused(Reason.STOPPING, () -> finish(restart));
		assertNobodyIsLeft();
	}

	@Test
	void stopsAChildWhoseParentIsBeingRestarted() {
		this.stage.puppet("parent", "[supervision]\n" + child("slow", "static", "1"));
		ActorId parent = this.stage.spawn("parent");
		ActorId slow = id("parent/static");
		hang(slow);
		CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> directory().restart(parent));
		awaitStatus(slow, ActorStatus.RESTARTING);
		directory().stop(slow);
		finish(restart);
		assertThat(node(parent).incarnation()).isEqualTo(2);
		assertThat(node(slow).status()).as("static children start again with their parent")
			.isEqualTo(ActorStatus.RUNNING);
		assertThat(node(slow).incarnation()).isEqualTo(2);
	}

	@Test
	void restartsARootActorThatCouldNeverStart() {
		this.stage.puppet("late", "");
		this.stage.file("late.toml", "broken");
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("late", ActorSpec.manifest("late.toml"), false))));
		ActorId late = id("late");
		assertThat(node(late).status()).isEqualTo(ActorStatus.FAILED);
		assertThat(node(late).parked()).isTrue();
		assertHeard(late, "Parked");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().restart(late))
			.withMessageContaining("late.toml");
		assertThat(node(late).status()).isEqualTo(ActorStatus.FAILED);
		this.stage.puppet("late", "");
		directory().restart(late);
		assertThat(node(late).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(node(late).parked()).isFalse();
		assertThat(this.stage.request(late, "add")).isEqualTo("1");
		await().until(() -> heard(late).size() == 3);
		assertHeard(late, "Parked", "Parked", "Spawned");
		assertThat(directory().tree().totals().spawned()).isEqualTo(1);
	}

	@Test
	void restartsARootActorWhoseInitFailedAtFirst() {
		this.stage.puppet("other", "");
		this.stage.puppet("late", child("nobody", "inside", ""));
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("late", ActorSpec.manifest("late.toml"), false))));
		ActorId late = id("late");
		assertThat(node(late).status()).isEqualTo(ActorStatus.FAILED);
		this.stage.puppet("nobody", "");
		directory().restart(late);
		assertThat(node(late).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(node(late).restarts()).isZero();
		assertThat(node(late).children()).hasSize(1);
		await().until(() -> heard(late).size() == 2);
		assertHeard(late, "Parked", "Spawned");
		assertVerifies(late);
	}

	@Test
	void stopsARootActorThatCouldNeverStart() {
		this.stage.file("late.toml", "broken");
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("late", ActorSpec.manifest("late.toml"), false))));
		directory().stop(id("late"));
		assertNobodyIsLeft();
	}

	private static void assertRefused(Reason reason, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

}
