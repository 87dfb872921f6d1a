package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
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

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "")
			.puppet("lead", "[supervision]\n")
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
		ActorId child = this.stage.spawn(manifest);
		hang(child);
		Duration took = timed(() -> supervisor().stopChild(child));
		assertThat(took).isBetween(Duration.ofMillis(least), Duration.ofMillis(most));
		assertNobodyIsLeft();
		assertThat(heard(child)).doesNotContain("Failed", "Restarted");
	}

	@Test
	void letsTheRunningCallEndAndBeginsNoOther() {
		ActorId child = this.stage.spawn("worker", "0");
		ActorId other = this.stage.spawn("worker", "0");
		this.stage.send(child, "spin 4000");
		this.stage.send(child, "send " + other + " add");
		awaitNode(child, (node) -> node.mailbox() == 1);
		supervisor().stopChild(child);
		assertThat(this.stage.request(other, "get")).isEqualTo("0");
		assertThat(this.stage.count("theater.messages.dead", "stopped")).isEqualTo(1);
	}

	@Test
	void answersRequestsThatWereWaiting() {
		ActorId child = this.stage.spawn("slow", "0");
		hang(child);
		CompletableFuture<String> waiting = CompletableFuture.supplyAsync(() -> this.stage.request(child, "get"));
		awaitNode(child, (node) -> node.mailbox() == 1);
		supervisor().stopChild(child);
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> finish(waiting));
	}

	@Test
	void refusesMessagesToWhoIsBeingStopped() {
		ActorId lead = this.stage.spawn("lead");
		ActorId slow = spawn(lead, "slow", "");
		ActorId worker = spawn(lead, "lead", "");
		ActorId below = spawn(worker, "slow", "");
		hang(slow);
		hang(below);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(lead));
		awaitStatus(lead, ActorStatus.STOPPING);
		for (ActorId id : List.of(lead, slow, worker, below)) {
			assertThatThrownBy(() -> this.stage.send(id, "add")).hasMessageContaining("is being stopped");
		}
		finish(stop);
		assertNobodyIsLeft();
	}

	@Test
	void startsNothingBelowWhatIsBeingStopped() {
		ActorId lead = this.stage.spawn("lead");
		ActorId middle = spawn(lead, "lead", "");
		ActorId slow = spawn(middle, "slow", "");
		this.stage.send(middle, "spin 8000");
		this.stage.send(middle, "spawn worker.toml");
		hang(slow);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(lead));
		finish(stop);
		assertNobodyIsLeft();
	}

	@Test
	void aGuestThatSpawnsWhileItIsStoppedIsRefused() {
		ActorId lead = this.stage.spawn("lead");
		ActorId slow = spawn(lead, "slow", "");
		this.stage.puppet("starter", "[lifecycle]\nshutdown = \"2s\"\n");
		ActorId starter = spawn(lead, "starter", "");
		CompletableFuture<String> answer = CompletableFuture
			.supplyAsync(() -> this.stage.request(starter, "spawn slow.toml init=hang"));
		await().until(() -> directory().find("lead/starter/slow").isPresent());
		hang(slow);
		supervisor().stopChild(lead);
		assertThat(finish(answer)).startsWith("err Handler error: ").endsWith(" is being stopped");
		assertNobodyIsLeft();
	}

	@Test
	void siblingsThatWereSpawnedAreStoppedAtOnce() {
		ActorId lead = this.stage.spawn("lead");
		for (int i = 0; i < 4; i++) {
			hang(spawn(lead, "slow", ""));
		}
		assertThat(timed(() -> supervisor().stopChild(lead))).isBetween(Duration.ofMillis(300),
				Duration.ofMillis(1_200));
		assertNobodyIsLeft();
	}

	@Test
	void cancelsAStart() {
		this.stage.puppet("starting", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("starting.toml").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		await().until(() -> directory().find("starting").filter((node) -> node.incarnation() == 1).isPresent());
		ActorId starting = id("starting");
		assertThat(supervisor().listChildren()).isEmpty();
		supervisor().stopChild(starting);
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> finish(start))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.STOPPING));
		assertNobodyIsLeft();
		assertHeard(starting, "Stopped");
	}

	@Test
	void cancelsTheStartOfStaticChildren() {
		this.stage.puppet("starting",
				child("killed", "a", "") + child("killed", "b", "init=hang") + child("killed", "c", ""));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("starting.toml"));
		await().until(() -> directory().find("starting/b").filter((node) -> node.incarnation() == 1).isPresent());
		supervisor().stopChild(id("starting"));
		assertThatThrownBy(() -> finish(start)).hasMessageContaining("is being stopped");
		assertNobodyIsLeft();
	}

	@Test
	void twoStopsAreBothAnswered() {
		ActorId slow = this.stage.spawn("slow");
		hang(slow);
		CompletableFuture<Void> first = CompletableFuture.runAsync(() -> supervisor().stopChild(slow));
		CompletableFuture<Void> second = CompletableFuture.runAsync(() -> directory().stop(slow));
		finish(first);
		finish(second);
		assertHeard(slow, "Spawned", "Stopped");
	}

	// ---- the end of the runtime

	@Test
	void closesTheWholeTreeFromTheBottomUp() {
		this.stage.puppet("family", child("worker", "a", "") + child("worker", "b", ""));
		ActorId family = this.stage.spawn("family");
		ActorId dynamic = spawn(family, "worker", "");
		List<String> ends = this.stage.watchEnds(family, id("family/a"), id("family/b"), dynamic);
		this.stage.close();
		assertThat(ends).containsExactlyInAnyOrder("family/worker stopped by the end of its parent",
				"family/b stopped by the end of its parent", "family/a stopped by the end of its parent",
				"family stopped by the end of the runtime");
		assertThat(this.stage.runtime().status()).isEqualTo(RuntimeStatus.STOPPED);
		assertNobodyIsLeft();
	}

	@Test
	void closesWithHungGuestsInItsTime() {
		reopen((builder) -> builder.settings(Stage.settings(Duration.ofMillis(500))));
		this.stage.puppet("patient", "[lifecycle]\nshutdown = \"1m\"\n")
			.puppet("family", child("patient", "a", "") + child("patient", "b", "") + child("patient", "c", ""));
		ActorId family = this.stage.spawn("family");
		for (ActorNode child : node(family).children()) {
			hang(child.id());
		}
		hang(this.stage.spawn("patient"));
		hang(family);
		supervisor().spawnAsync(ActorSpec.manifest("patient.toml").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		await().until(() -> directory().find("patient-2").isPresent());
		assertThat(timed(this.stage::close)).isBetween(Duration.ofMillis(500), Duration.ofMillis(2_500));
		assertNobodyIsLeft();
		await().until(() -> Thread.getAllStackTraces().keySet().stream().noneMatch(StoppingTests::isGuests));
	}

	private static boolean isGuests(Thread thread) {
		return thread.getName().startsWith("theater-guest-");
	}

	@Test
	void closesTwiceAndFromSeveralThreads() {
		hang(this.stage.spawn("slow"));
		CompletableFuture<Void> first = CompletableFuture.runAsync(this.stage::close);
		CompletableFuture<Void> second = CompletableFuture.runAsync(this.stage::close);
		finish(first);
		finish(second);
		this.stage.close();
		await().until(() -> this.stage.runtime().status() == RuntimeStatus.STOPPED);
	}

	@Test
	void answersASpawnThatIsUnderWayAtTheEnd() {
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("killed.toml").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		await().until(() -> directory().find("killed").isPresent());
		this.stage.close();
		assertThatThrownBy(() -> finish(start)).isInstanceOf(HandlerErrorException.class);
	}

}
