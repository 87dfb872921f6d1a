package dev.theater.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ManualClock;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.supervisor.SupervisorException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What can be done with a child in each state it may be in, and who else notices. */
class OtpChildTests extends OnStage {

	private final ManualClock clock = new ManualClock();

	@BeforeEach
	void manifests() {
		reopen((builder) -> builder.clock(this.clock));
		this.stage.puppet("worker", "")
			.puppet("patient", "[lifecycle]\nshutdown = \"10s\"\n")
			.puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("permanent", "[lifecycle]\nrestart = \"permanent\"\n")
			.puppet("transient", "[lifecycle]\nrestart = \"transient\"\n")
			.puppet("lead", "[supervision]\n");
	}

	/** A root whose children wait a second before a restart, and one static child. */
	private ActorId deskThatBacksOff() {
		Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), 1.0, 0.0, Duration.ofSeconds(1));
		reopen((builder) -> builder.clock(this.clock)
			.settings(Stage.settings(new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
					new RestartIntensity(1, Duration.ofMinutes(1)), backoff, 10)))
			.rootActors(List.of(new RuntimeSettings.RootActor("desk", ActorSpec.manifest("patient.toml"), true))));
		return id("desk");
	}

	private static void assertRefused(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	// ---- delete and restart by state

	@Test
	void aChildIsForgottenOnlyWhenItIsStopped() {
		ActorId desk = deskThatBacksOff();
		assertRefused(Reason.NOT_STOPPED, () -> supervisor().deleteChild(desk));
		crash(desk);
		await().until(() -> steps(desk).contains("BackingOff"));
		assertRefused(Reason.NOT_STOPPED, () -> supervisor().deleteChild(desk));
		assertRefused(Reason.RESTARTING, () -> supervisor().restartChild(desk));
		this.clock.advance(Duration.ofSeconds(1));
		awaitIncarnation(desk, 2);
		crash(desk);
		awaitStatus(desk, ActorStatus.FAILED);
		assertRefused(Reason.NOT_STOPPED, () -> supervisor().deleteChild(desk));
		supervisor().stopChild(desk);
		assertThat(node(desk).status()).isEqualTo(ActorStatus.STOPPED);
		supervisor().deleteChild(desk);
		assertNobodyIsLeft();
		assertRefused(Reason.NOT_A_CHILD, () -> supervisor().deleteChild(desk));
		assertRefused(Reason.NOT_A_CHILD, () -> supervisor().restartChild(desk));
	}

	@Test
	void aChildThatIsBeingStoppedIsNeitherRestartedNorForgotten() {
		ActorId desk = deskThatBacksOff();
		hang(desk);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(desk));
		awaitStatus(desk, ActorStatus.STOPPING);
		assertRefused(Reason.STOPPING, () -> supervisor().restartChild(desk));
		assertRefused(Reason.NOT_STOPPED, () -> supervisor().deleteChild(desk));
		this.clock.advance(Duration.ofSeconds(10));
		finish(stop);
		assertThat(node(desk).status()).isEqualTo(ActorStatus.STOPPED);
	}

	@Test
	void theNameOfAStoppedChildStaysTakenUntilItIsForgotten() {
		ActorId desk = deskThatBacksOff();
		supervisor().stopChild(desk);
		ActorSpec other = ActorSpec.manifest("worker.toml").name("desk");
		assertRefused(Reason.LOAD, () -> supervisor().spawn(other));
		supervisor().deleteChild(desk);
		assertThat(node(supervisor().spawn(other)).path()).isEqualTo("desk");
	}

	@ParameterizedTest
	@ValueSource(strings = { "temporary", "transient" })
	void aDynamicChildThatWasStoppedCannotBeRestarted(String type) {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, type, "");
		ok(lead, "stop " + child);
		assertThat(err(lead, "restart " + child)).contains(" is not a child of this supervisor");
	}

	@Test
	void aTemporaryStaticChildThatWasStoppedCannotBeRestarted() {
		this.stage.puppet("family", "[supervision]\n" + child("temporary", "t", ""));
		ActorId family = this.stage.spawn("family");
		ActorId t = id("family/t");
		ok(family, "stop " + t);
		assertThat(node(family).children()).isEmpty();
		assertThat(err(family, "restart " + t)).contains(" is not a child of this supervisor");
	}

	@ParameterizedTest
	@ValueSource(strings = { "permanent", "transient", "temporary" })
	void whoWasStoppedIsNotRestartedWhateverItsType(String type) {
		ActorId lead = this.stage.spawn("lead");
		ActorId first = spawn(lead, type, "");
		ActorId second = spawn(lead, type, "");
		directory().stop(first);
		ok(lead, "stop " + second);
		assertHeard(first, "Spawned", "Stopped");
		assertHeard(second, "Spawned", "Stopped");
		assertThat(children(lead)).isEmpty();
	}

	// ---- a start that ends itself

	@ParameterizedTest
	@CsvSource({ "permanent, true", "transient, true", "temporary, false" })
	void aStaticChildWhoseInitEndsItKeepsItsPlaceUnlessItIsTemporary(String type, boolean kept) {
		this.stage.puppet("family",
				"[supervision]\n" + child(type, "first", "init=shutdown") + child("worker", "second", ""));
		ActorId family = this.stage.spawn("family");
		ActorId second = id("family/second");
		await().untilAsserted(() -> assertThat(children(family)).containsExactly(second));
		await().untilAsserted(() -> assertThat(directory().find("family/first").map(ActorNode::status).stream())
			.containsExactlyElementsOf(kept ? List.of(ActorStatus.STOPPED) : List.of()));
	}

	// ---- one window for all children

	@Test
	void restartsOfAllChildrenCountTogether() {
		this.stage.puppet("strict", "[supervision]\nmax_restarts = 2\nwithin = \"1m\"\n" + child("worker", "a", "")
				+ child("worker", "b", "") + child("worker", "c", ""));
		ActorId strict = this.stage.spawn("strict");
		crashAndAwait(id("strict/a"));
		this.clock.advance(Duration.ofSeconds(30));
		crashAndAwait(id("strict/b"));
		this.clock.advance(Duration.ofSeconds(30));
		crash(id("strict/c"));
		awaitIncarnation(strict, 2);
		assertHeard(strict, "Spawned", "GaveUp", "Restarted");
	}

	@Test
	void aRestartThatIsOlderThanTheWindowOfASupervisorCountsNoMore() {
		this.stage.puppet("strict", "[supervision]\nmax_restarts = 1\nwithin = \"1m\"\n" + child("worker", "a", "")
				+ child("worker", "b", ""));
		ActorId strict = this.stage.spawn("strict");
		crashAndAwait(id("strict/a"));
		this.clock.advance(Duration.ofMinutes(1).plusNanos(1));
		crashAndAwait(id("strict/b"));
		assertThat(node(strict).incarnation()).isEqualTo(1);
	}

	@Test
	void eachChildHasABackoffOfItsOwn() {
		this.stage.puppet("family", """
				[supervision]
				max_restarts = 9
				backoff = { initial = "1s", max = "8s", factor = 2.0, jitter = 0.0, reset_after = "1m" }
				""" + child("worker", "a", "") + child("worker", "b", ""));
		this.stage.spawn("family");
		ActorId a = id("family/a");
		ActorId b = id("family/b");
		crash(a);
		await().until(() -> steps(a).contains("BackingOff"));
		this.clock.advance(Duration.ofSeconds(1));
		awaitIncarnation(a, 2);
		crash(a);
		crash(b);
		await().until(
				() -> steps(b).contains("BackingOff") && steps(a).stream().filter("BackingOff"::equals).count() == 2);
		assertThat(text(last(a, "theater:runtime/backing-off"))).isEqualTo("{\"BackingOff\":{\"millis\":2000}}");
		assertThat(text(last(b, "theater:runtime/backing-off"))).isEqualTo("{\"BackingOff\":{\"millis\":1000}}");
	}

	// ---- giving up

	@Test
	void givingUpStopsTheOthersInReverseStartOrder() {
		this.stage.puppet("strict", "[supervision]\nmax_restarts = 0\n" + child("worker", "a", "")
				+ child("patient", "b", "") + child("patient", "c", ""));
		ActorId strict = this.stage.spawn("strict");
		hang(id("strict/b"));
		hang(id("strict/c"));
		crash(id("strict/a"));
		awaitStatus(id("strict/c"), ActorStatus.RESTARTING);
		assertThat(at("strict/b").status()).isEqualTo(ActorStatus.RUNNING);
		this.clock.advance(Duration.ofSeconds(10));
		awaitStatus(id("strict/b"), ActorStatus.RESTARTING);
		assertThat(node(strict).incarnation()).isEqualTo(1);
		this.clock.advance(Duration.ofSeconds(10));
		awaitIncarnation(strict, 2);
	}

	@ParameterizedTest
	@CsvSource({ "permanent, true", "transient, true", "temporary, false" })
	void aSupervisorThatGaveUpIsTreatedAsOneThatFailed(String type, boolean restarted) {
		this.stage.puppet("strict", "[lifecycle]\nrestart = \"" + type + "\"\n[supervision]\nmax_restarts = 0\n"
				+ child("worker", "a", ""));
		ActorId lead = this.stage.spawn("lead", "log");
		ActorId strict = spawn(lead, "strict", "");
		crash(id("lead/strict/a"));
		if (restarted) {
			awaitIncarnation(strict, 2);
			assertThat(this.stage.request(lead, "get")).isEqualTo("log");
		}
		else {
			awaitGone(strict);
			assertThat(this.stage.request(lead, "get"))
				.contains("error " + strict + " gave up: lead/strict/a had more");
		}
	}

	@Test
	void aParentThatSaysNothingIsSupervisedByTheDefaults() {
		this.stage.manifest("plain", "counter", Stage.ALL + child("worker", "a", ""));
		ActorId plain = this.stage.spawn("plain");
		ActorId a = id("plain/a");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(a);
		}
		crash(a);
		awaitIncarnation(plain, 2);
		assertHeard(plain, "Spawned", "GaveUp", "Restarted");
	}

	// ---- who waits for whom

	@Test
	void aSupervisorsShutdownTimeDoesNotCutThatOfItsChildren() {
		this.stage.puppet("brutal", "[lifecycle]\nshutdown = \"brutal-kill\"\n" + child("patient", "p", ""));
		ActorId brutal = this.stage.spawn("brutal");
		ActorId p = id("brutal/p");
		hang(p);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(brutal));
		awaitStatus(p, ActorStatus.STOPPING);
		this.clock.advance(Duration.ofSeconds(10).minusNanos(1));
		assertThat(stop).isNotDone();
		assertThat(node(p).status()).isEqualTo(ActorStatus.STOPPING);
		this.clock.advance(Duration.ofNanos(1));
		finish(stop);
		assertNobodyIsLeft();
	}

	@Test
	void aHungChildHoldsUpNobodyElse() {
		ActorId lead = this.stage.spawn("lead");
		ActorId hung = spawn(lead, "patient", "");
		ActorId other = spawn(lead, "worker", "7");
		hang(hung);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> directory().stop(hung));
		awaitStatus(hung, ActorStatus.STOPPING);
		crashAndAwait(other);
		ok(lead, "restart " + other);
		ActorId late = spawn(lead, "worker", "");
		ok(lead, "stop " + late);
		assertThat(children(lead)).containsExactly(other);
		assertThat(stop).isNotDone();
		this.clock.advance(Duration.ofSeconds(10));
		finish(stop);
	}

	@Test
	void aRestartedParentHandlesNothingUntilItsOldChildrenAreGone() {
		ActorId lead = this.stage.spawn("lead", "1");
		ActorId hung = spawn(lead, "patient", "");
		hang(hung);
		crash(lead);
		awaitStatus(lead, ActorStatus.RESTARTING);
		CompletableFuture<String> answer = this.stage.ask(lead, "get");
		awaitStatus(hung, ActorStatus.STOPPING);
		assertThat(node(lead).mailbox()).isEqualTo(1);
		assertThat(node(lead).incarnation()).isEqualTo(1);
		this.clock.advance(Duration.ofSeconds(10));
		assertThat(finish(answer)).isEqualTo("1");
		assertThat(node(lead).incarnation()).isEqualTo(2);
		awaitGone(hung);
	}

	@Test
	void aWatchOutlivesRestartsAndTellsTheEndOnce() {
		ActorId worker = this.stage.spawn("worker");
		List<String> ends = this.stage.watchEnds(worker);
		crashAndAwait(worker);
		supervisor().restartChild(worker);
		assertThat(ends).isEmpty();
		supervisor().stopChild(worker);
		supervisor().stopChild(worker);
		await().until(() -> !ends.isEmpty());
		assertThat(ends).containsExactly("worker stopped by its parent");
	}

}
