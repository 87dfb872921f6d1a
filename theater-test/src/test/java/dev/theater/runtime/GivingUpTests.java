package dev.theater.runtime;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.test.ManualClock;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How many restarts a supervisor allows, how long it waits, and what follows when it
 * gives up.
 */
class GivingUpTests extends OnStage {

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

	// ---- intensity

	@Test
	void parksAChildOfTheRootThatFailsTooOften() {
		ActorId worker = this.stage.spawn("worker", "0");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(worker);
		}
		crash(worker);
		awaitStatus(worker, ActorStatus.FAILED);
		assertThat(node(worker).parked()).isTrue();
		assertThat(node(worker).restarts()).isEqualTo(3);
		assertThat(supervisor().listChildren()).containsExactly(worker);
		await().untilAsserted(() -> assertThat(heard(worker)).endsWith("Failed", "Parked"));
		assertThat(steps(worker)).endsWith("Failed", "Parked");
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> this.stage.send(worker, "add"))
			.withMessageContaining("is parked after failing too often; restart it to go on");
		assertThat(directory().tree().totals()).isEqualTo(new SupervisionTree.Totals(1, 3, 4, 0, 0));
	}

	@Test
	void aParkedChildCanBeRestartedByHandAndStopped() {
		ActorId worker = park();
		supervisor().restartChild(worker);
		assertThat(node(worker).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(node(worker).parked()).isFalse();
		assertThat(this.stage.request(worker, "add")).isEqualTo("1");
		crashAndAwait(worker);
		crashAndAwait(worker);
		crash(worker);
		awaitStatus(worker, ActorStatus.FAILED);
		supervisor().stopChild(worker);
		assertThat(directory().node(worker)).isEmpty();
		assertNobodyIsLeft();
	}

	private ActorId park() {
		ActorId worker = this.stage.spawn("worker", "0");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(worker);
		}
		crash(worker);
		awaitStatus(worker, ActorStatus.FAILED);
		return worker;
	}

	@Test
	void parkingEndsTheSubtree() {
		this.stage.puppet("family", child("worker", "static", ""));
		ActorId family = this.stage.spawn("family", "");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(family);
		}
		spawn(family, "worker", "");
		crash(family);
		awaitStatus(family, ActorStatus.FAILED);
		assertThat(node(family).children()).isEmpty();
		assertThat(this.stage.cells()).isEqualTo(1);
		supervisor().restartChild(family);
		assertThat(node(family).children()).extracting(ActorNode::name).containsExactly("static");
	}

	@Test
	void countsForEachChildOfTheRootByItself() {
		ActorId first = this.stage.spawn("worker");
		ActorId second = this.stage.spawn("worker");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(first);
			crashAndAwait(second);
		}
		assertThat(node(first).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(node(second).status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void countsNoRestartThatIsOlderThanTheWindow() {
		ActorId worker = this.stage.spawn("worker");
		for (int i = 0; i < 9; i++) {
			crashAndAwait(worker);
			this.clock.advance(Duration.ofMillis(1_700));
		}
		assertThat(node(worker).restarts()).isEqualTo(9);
	}

	@Test
	void countsARestartThatIsExactlyAsOldAsTheWindow() {
		ActorId worker = this.stage.spawn("worker");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(worker);
		}
		this.clock.advance(Duration.ofSeconds(5));
		crash(worker);
		awaitStatus(worker, ActorStatus.FAILED);
	}

	@Test
	void failedAttemptsToRestartCount() {
		ActorId family = spawnWhatCannotStartAgain(null);
		crash(family);
		awaitStatus(family, ActorStatus.FAILED);
		assertThat(node(family).incarnation()).isEqualTo(4);
		assertThat(node(family).restarts()).isZero();
		assertThat(node(family).lastFailure().orElseThrow().reason().describe())
			.startsWith("start of children failed (error): Handler error: ");
		assertThat(steps(family)).as("init did not fail").doesNotContain("FallsBack");
		this.stage.puppet("temp", "");
		supervisor().restartChild(family);
		assertThat(node(family).children()).hasSize(1);
	}

	/**
	 * An actor whose starts fail from now on, since a static child's manifest is broken.
	 */
	private ActorId spawnWhatCannotStartAgain(@Nullable ActorId parent) {
		this.stage.puppet("temp", "[lifecycle]\nrestart = \"temporary\"\n").puppet("family", child("temp", "temp", ""));
		ActorId family = (parent != null) ? spawn(parent, "family", "") : this.stage.spawn("family");
		ActorId temp = node(family).children().getFirst().id();
		crash(temp);
		awaitGone(temp);
		this.stage.file("temp.toml", "broken");
		return family;
	}

	@Test
	void aSupervisorGivesUpAndThatIsItsOwnFailure() {
		this.stage.puppet("strict-with",
				"[supervision]\nmax_restarts = 1\nwithin = \"1m\"\n" + child("worker", "static", "1"));
		ActorId lead = this.stage.spawn("lead");
		ActorId strict = spawn(lead, "strict-with", "initial");
		ActorId worker = id("lead/strict-with/static");
		ActorId dynamic = spawn(strict, "worker", "");
		this.stage.request(strict, "set changed");
		this.stage.request(worker, "add");
		crashAndAwait(worker);
		assertThat(state(worker)).isEqualTo("2");
		crash(worker);
		awaitIncarnation(strict, 2);
		assertHeard(strict, "Spawned", "GaveUp", "Restarted");
		assertThat(steps(strict)).containsExactly("Spawned", "GaveUp", "Failed", "Restarting");
		assertThat(text(last(strict, "theater:runtime/gave-up")))
			.contains("gave up: lead/strict-with/static had more than 1 restarts within 60000 ms; the last: "
					+ "handle-send failed (trap)");
		assertThat(state(strict)).isEqualTo("initial");
		assertThat(id("lead/strict-with/static")).isEqualTo(worker);
		assertThat(state(worker)).isEqualTo("1");
		assertThat(directory().node(dynamic)).isEmpty();
		assertThat(node(lead).incarnation()).isEqualTo(1);
		assertThat(directory().tree().totals().gaveUp()).isEqualTo(1);
		assertVerifies(strict);
		assertVerifies(worker);
	}

	@Test
	void startsFromTheInitialStateAfterGivingUpUntilAStartSucceeds() {
		this.stage.puppet("strict-with", """
				[supervision]
				max_restarts = 0
				""" + child("worker", "first", "1") + child("worker", "second", "init=list"));
		ActorId strict = this.stage.spawn("strict-with", "initial");
		ActorId first = id("strict-with/first");
		this.stage.request(first, "add");
		crash(first);
		awaitIncarnation(strict, 2);
		assertThat(state(first)).isEqualTo("1");
		this.stage.request(first, "add");
		crashAndAwait(strict);
		assertThat(state(first)).as("not initial after a failure of its parent").isEqualTo("2");
	}

	@Test
	void givingUpGoesOnUpToTheRoot() {
		this.stage.puppet("top", "[supervision]\nmax_restarts = 0\n" + child("middle", "middle", ""));
		this.stage.puppet("middle", "[supervision]\nmax_restarts = 0\n" + child("worker", "worker", ""));
		ActorId top = this.stage.spawn("top");
		for (int i = 1; i <= 3; i++) {
			crash(id("top/middle/worker"));
			awaitIncarnation(top, i + 1);
		}
		crash(id("top/middle/worker"));
		awaitStatus(top, ActorStatus.FAILED);
		assertThat(node(top).parked()).isTrue();
		assertThat(node(top).children()).isEmpty();
		assertThat(directory().tree().totals().gaveUp()).isEqualTo(8);
	}

	@Test
	void aSupervisorGivesUpWhileItStarts() {
		this.stage.puppet("hanger", "[lifecycle]\nshutdown = \"brutal-kill\"\n")
			.puppet("strict-with", "[supervision]\nmax_restarts = 0\n" + child("worker", "first", "")
					+ child("hanger", "second", "init=hang"));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("strict-with.toml"));
		await().until(() -> directory().find("strict-with/second").isPresent());
		crash(id("strict-with/first"));
		assertThatThrownBy(() -> start.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(SupervisorException.class);
		await().untilAsserted(this::assertNobodyIsLeft);
	}

	// ---- backoff

	@Test
	void waitsLongerEachTimeAndGivesUpAfterTooManyInARow() {
		ActorId lead = this.stage.spawn("patient");
		ActorId worker = spawn(lead, "worker", "");
		for (int i = 0; i < 4; i++) {
			crash(worker);
			awaitBackingOff(worker, i + 1);
			this.clock.advance(Duration.ofSeconds(1L << i).minusMillis(1));
			assertThat(node(worker).status()).isEqualTo(ActorStatus.RESTARTING);
			this.clock.advance(Duration.ofMillis(1));
			awaitIncarnation(worker, i + 2);
		}
		crash(worker);
		awaitIncarnation(lead, 2);
		assertThat(text(last(lead, "theater:runtime/gave-up")))
			.contains("4 restarts in a row, as many as max_consecutive");
		assertThat(directory().node(worker)).isEmpty();
	}

	@Test
	void startsOverWithShortDelaysAfterATimeOfHealth() {
		ActorId lead = this.stage.spawn("patient");
		ActorId worker = spawn(lead, "worker", "");
		for (int i = 0; i < 6; i++) {
			crash(worker);
			awaitBackingOff(worker, i + 1);
			this.clock.advance(Duration.ofSeconds(1));
			awaitIncarnation(worker, i + 2);
			this.clock.advance(Duration.ofSeconds(10));
		}
		assertThat(node(lead).incarnation()).isEqualTo(1);
	}

	@Test
	void attemptsThatFailAreNoHealthHoweverLongTheyTake() {
		this.stage.puppet("patient", """
				[supervision]
				max_restarts = 100
				max_consecutive = 3
				backoff = { initial = "1m", max = "1m", factor = 1.0, jitter = 0.0, reset_after = "10s" }
				""");
		ActorId lead = this.stage.spawn("patient");
		ActorId family = spawnWhatCannotStartAgain(lead);
		crash(family);
		for (int i = 0; i < 3; i++) {
			awaitBackingOff(family, i + 1);
			this.clock.advance(Duration.ofMinutes(1));
		}
		awaitIncarnation(lead, 2);
		assertThat(directory().node(family)).isEmpty();
	}

	@Test
	void aChildThatWaitsForItsRestartCanBeStopped() {
		ActorId lead = this.stage.spawn("patient");
		ActorId worker = spawn(lead, "worker", "");
		crash(worker);
		awaitBackingOff(worker, 1);
		assertThat(children(lead)).containsExactly(worker);
		assertThat(err(lead, "restart " + worker))
			.isEqualTo("Handler error: " + worker + " is restarting; try again when it is done");
		ok(lead, "stop " + worker);
		assertThat(directory().node(worker)).isEmpty();
		this.clock.advance(Duration.ofMinutes(1));
		assertHeard(worker, "Spawned", "Failed", "Stopped");
		assertThat(children(lead)).isEmpty();
	}

	@Test
	void aChildsOwnChildrenEndAtItsFailureAndNotAfterTheDelay() {
		ActorId lead = this.stage.spawn("patient");
		ActorId middle = spawn(lead, "lead", "");
		ActorId worker = spawn(middle, "worker", "");
		crash(middle);
		awaitGone(worker);
		assertThat(node(middle).status()).isEqualTo(ActorStatus.RESTARTING);
	}

	private void awaitBackingOff(ActorId id, int times) {
		await().until(() -> steps(id).stream().filter("BackingOff"::equals).count() == times);
		assertThat(node(id).status()).isEqualTo(ActorStatus.RESTARTING);
	}

}
