package dev.theater.supervision;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Stopping: the subtree at once, children before parents, nobody for longer than its
 * time.
 */
class StoppingTests extends OnStage {

	@Override
	Scenario start(UnaryOperator<TheaterRuntime.Builder> setup) {
		return Scenario.onThreads(setup);
	}

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\n")
			.puppet("killed", "[lifecycle]\nshutdown = \"brutal-kill\"\n")
			.puppet("slow", "[lifecycle]\nshutdown = \"300ms\"\n")
			.puppet("endless", "[lifecycle]\nshutdown = \"infinity\"\ncall_timeout = \"400ms\"\n");
	}

	private static Duration timed(Runnable work) {
		long start = System.nanoTime();
		work.run();
		return Duration.ofNanos(System.nanoTime() - start);
	}

	@ParameterizedTest
	@CsvSource({ "killed, 0, 1000", "slow, 300, 1300", "endless, 0, 1400" })
	void endsAHungChildInItsTime(String manifest, long least, long most) {
		ScenarioActor child = this.scenario.spawn(manifest + ".toml");
		child.hang();
		Duration took = timed(() -> supervisor().stopChild(child.id()));
		assertThat(took).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
		assertNobodyIsLeft();
		assertThat(child.heard()).doesNotContain("Failed", "Restarted");
	}

	@Test
	void letsTheRunningCallEndAndBeginsNoOther() {
		ScenarioActor child = this.scenario.spawn("worker.toml", "0");
		ScenarioActor other = this.scenario.spawn("worker.toml", "0");
		Runnable release = child.keepBusy();
		child.send(Puppet.send(other.id(), "add"));
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(child.id()));
		child.awaitStatus(ActorStatus.STOPPING);
		release.run();
		finish(stop);
		assertThat(other.request("get")).isEqualTo("0");
		assertThat(count("theater.messages.dead", "stopped")).isEqualTo(1);
	}

	@Test
	void answersRequestsThatWereWaiting() {
		ScenarioActor child = this.scenario.spawn("slow.toml", "0");
		child.hang();
		CompletableFuture<String> waiting = this.scenario.begin(() -> child.request("get"));
		child.await("comes to it", (node) -> node.mailbox() == 1);
		supervisor().stopChild(child.id());
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> finish(waiting));
	}

	@Test
	void refusesMessagesToWhoIsBeingStopped() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor slow = lead.spawn("slow.toml");
		ScenarioActor worker = lead.spawn("lead.toml");
		ScenarioActor below = worker.spawn("slow.toml");
		slow.hang();
		below.hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(lead.id()));
		lead.awaitStatus(ActorStatus.STOPPING);
		for (ScenarioActor id : List.of(lead, slow, worker, below)) {
			assertThatThrownBy(() -> id.send("add")).hasMessageContaining("is being stopped");
		}
		finish(stop);
		assertNobodyIsLeft();
	}

	@Test
	void startsNothingBelowWhatIsBeingStopped() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor middle = lead.spawn("lead.toml");
		ScenarioActor slow = middle.spawn("slow.toml");
		Runnable release = middle.keepBusy();
		middle.send(Puppet.spawn("worker.toml"));
		slow.hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(lead.id()));
		lead.awaitStatus(ActorStatus.STOPPING);
		release.run();
		finish(stop);
		assertThat(lead.exists()).isFalse();
		assertThat(this.scenario.runtime().actorCount()).as("only who kept it busy").isEqualTo(1);
	}

	@Test
	void aGuestThatSpawnsWhileItIsStoppedIsRefused() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor slow = lead.spawn("slow.toml");
		puppet("starter", "[lifecycle]\nshutdown = \"2s\"\n");
		ScenarioActor starter = lead.spawn("starter.toml");
		CompletableFuture<String> answer = this.scenario.begin(() -> starter.request("spawn slow.toml init=hang"));
		this.scenario.await("comes to it", () -> directory().find("lead/starter/slow").isPresent());
		slow.hang();
		supervisor().stopChild(lead.id());
		assertThat(finish(answer)).startsWith("err Handler error: ").endsWith(" is being stopped");
		assertNobodyIsLeft();
	}

	@Test
	void siblingsThatWereSpawnedAreStoppedAtOnce() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		for (int i = 0; i < 4; i++) {
			lead.spawn("slow.toml").hang();
		}
		assertThat(timed(() -> supervisor().stopChild(lead.id()))).isBetween(Duration.ofMillis(300),
				Duration.ofMillis(1_200));
		assertNobodyIsLeft();
	}

	@Test
	void cancelsAStart() {
		puppet("starting", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("starting.toml").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		this.scenario.await("comes to it",
				() -> directory().find("starting").filter((node) -> node.incarnation() == 1).isPresent());
		ScenarioActor starting = at("starting");
		assertThat(supervisor().listChildren()).isEmpty();
		supervisor().stopChild(starting.id());
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> finish(start))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.STOPPING));
		assertNobodyIsLeft();
		starting.awaitHeard("Stopped");
	}

	@Test
	void cancelsTheStartOfStaticChildren() {
		puppet("starting", child("killed", "a", "") + child("killed", "b", "init=hang") + child("killed", "c", ""));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("starting.toml"));
		this.scenario.await("comes to it",
				() -> directory().find("starting/b").filter((node) -> node.incarnation() == 1).isPresent());
		supervisor().stopChild(at("starting").id());
		assertThatThrownBy(() -> finish(start)).hasMessageContaining("is being stopped");
		assertNobodyIsLeft();
	}

	@Test
	void twoStopsAreBothAnswered() {
		ScenarioActor slow = this.scenario.spawn("slow.toml");
		slow.hang();
		CompletableFuture<Void> first = this.scenario.begin(() -> supervisor().stopChild(slow.id()));
		CompletableFuture<Void> second = this.scenario.begin(() -> directory().stop(slow.id()));
		finish(first);
		finish(second);
		slow.awaitHeard("Spawned", "Stopped");
	}

	// ---- the end of the runtime

	@Test
	void closesTheWholeTreeFromTheBottomUp() {
		puppet("family", child("worker", "a", "") + child("worker", "b", ""));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor dynamic = family.spawn("worker.toml");
		List<String> ends = watchEnds(family, at("family/a"), at("family/b"), dynamic);
		this.scenario.close();
		assertThat(ends).containsExactlyInAnyOrder("family/worker stopped by the end of its parent",
				"family/b stopped by the end of its parent", "family/a stopped by the end of its parent",
				"family stopped by the end of the runtime");
		assertThat(this.scenario.runtime().status()).isEqualTo(RuntimeStatus.STOPPED);
		assertNobodyIsLeft();
	}

	@Test
	void closesWithHungGuestsInItsTime() {
		reopen((builder) -> builder.settings(settings(Duration.ofMillis(500))));
		puppet("patient", "[lifecycle]\nshutdown = \"1m\"\n").puppet("family",
				child("patient", "a", "") + child("patient", "b", "") + child("patient", "c", ""));
		ScenarioActor family = this.scenario.spawn("family.toml");
		for (ActorNode child : family.node().children()) {
			this.scenario.actor(child.id()).hang();
		}
		this.scenario.spawn("patient.toml").hang();
		family.hang();
		supervisor().spawnAsync(ActorSpec.manifest("patient.toml").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		this.scenario.await("comes to it", () -> directory().find("patient-2").isPresent());
		assertThat(timed(this.scenario::close)).isBetween(Duration.ofMillis(500), Duration.ofMillis(2_500));
		assertNobodyIsLeft();
		this.scenario.await("comes to it",
				() -> Thread.getAllStackTraces().keySet().stream().noneMatch(StoppingTests::isGuests));
	}

	private static boolean isGuests(Thread thread) {
		return thread.getName().startsWith("theater-guest-");
	}

	@Test
	void closesTwiceAndFromSeveralThreads() {
		this.scenario.spawn("slow.toml").hang();
		CompletableFuture<Void> first = this.scenario.begin(this.scenario::close);
		CompletableFuture<Void> second = this.scenario.begin(this.scenario::close);
		finish(first);
		finish(second);
		this.scenario.close();
		this.scenario.await("comes to it", () -> this.scenario.runtime().status() == RuntimeStatus.STOPPED);
	}

	@Test
	void answersASpawnThatIsUnderWayAtTheEnd() {
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("killed.toml").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		this.scenario.await("comes to it", () -> directory().find("killed").isPresent());
		this.scenario.close();
		assertThatThrownBy(() -> finish(start)).isInstanceOf(HandlerErrorException.class);
	}

}
