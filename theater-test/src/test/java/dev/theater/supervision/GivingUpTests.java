package dev.theater.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * How many restarts a supervisor allows, how long it waits, and what follows when it
 * gives up.
 */
class GivingUpTests extends OnStage {

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

	// ---- intensity

	@Test
	void parksAChildOfTheRootThatFailsTooOften() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "0");
		for (int i = 0; i < 3; i++) {
			worker.crashAndAwait();
		}
		worker.send(Puppet.crash());
		worker.awaitStatus(ActorStatus.FAILED);
		assertThat(worker.node().parked()).isTrue();
		assertThat(worker.node().restarts()).isEqualTo(3);
		assertThat(supervisor().listChildren()).containsExactly(worker.id());
		this.scenario.awaitAsserted(() -> assertThat(worker.heard()).endsWith("Failed", "Parked"));
		worker.chain().containsInOrder("Failed", "Parked");
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> worker.send("add"))
			.withMessageContaining("is parked after failing too often; restart it to go on");
		assertThat(directory().tree().totals()).isEqualTo(new SupervisionTree.Totals(1, 3, 4, 0, 0));
	}

	@Test
	void aParkedChildCanBeRestartedByHandAndStopped() {
		ScenarioActor worker = park();
		supervisor().restartChild(worker.id());
		assertThat(worker.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(worker.node().parked()).isFalse();
		assertThat(worker.request("add")).isEqualTo("1");
		worker.crashAndAwait();
		worker.crashAndAwait();
		worker.send(Puppet.crash());
		worker.awaitStatus(ActorStatus.FAILED);
		supervisor().stopChild(worker.id());
		assertThat(worker.exists()).isFalse();
		assertNobodyIsLeft();
	}

	private ScenarioActor park() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "0");
		for (int i = 0; i < 3; i++) {
			worker.crashAndAwait();
		}
		worker.send(Puppet.crash());
		worker.awaitStatus(ActorStatus.FAILED);
		return worker;
	}

	@Test
	void parkingEndsTheSubtree() {
		puppet("family", child("worker", "static", ""));
		ScenarioActor family = this.scenario.spawn("family.toml", "");
		for (int i = 0; i < 3; i++) {
			family.crashAndAwait();
		}
		family.spawn("worker.toml");
		family.send(Puppet.crash());
		family.awaitStatus(ActorStatus.FAILED);
		assertThat(family.node().children()).isEmpty();
		assertThat(this.scenario.runtime().actorCount()).isEqualTo(1);
		supervisor().restartChild(family.id());
		assertThat(family.node().children()).extracting(ActorNode::name).containsExactly("static");
	}

	@Test
	void countsForEachChildOfTheRootByItself() {
		ScenarioActor first = this.scenario.spawn("worker.toml");
		ScenarioActor second = this.scenario.spawn("worker.toml");
		for (int i = 0; i < 3; i++) {
			first.crashAndAwait();
			second.crashAndAwait();
		}
		assertThat(first.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(second.node().status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void countsNoRestartThatIsOlderThanTheWindow() {
		ScenarioActor worker = this.scenario.spawn("worker.toml");
		for (int i = 0; i < 9; i++) {
			worker.crashAndAwait();
			this.scenario.advance(Duration.ofMillis(1_700));
		}
		assertThat(worker.node().restarts()).isEqualTo(9);
	}

	@Test
	void countsARestartThatIsExactlyAsOldAsTheWindow() {
		ScenarioActor worker = this.scenario.spawn("worker.toml");
		for (int i = 0; i < 3; i++) {
			worker.crashAndAwait();
		}
		this.scenario.advance(Duration.ofSeconds(5));
		worker.send(Puppet.crash());
		worker.awaitStatus(ActorStatus.FAILED);
	}

	@Test
	void failedAttemptsToRestartCount() {
		ScenarioActor family = spawnWhatCannotStartAgain(null);
		family.send(Puppet.crash());
		family.awaitStatus(ActorStatus.FAILED);
		assertThat(family.node().incarnation()).isEqualTo(4);
		assertThat(family.node().restarts()).isZero();
		assertThat(family.node().lastFailure().orElseThrow().reason().describe())
			.startsWith("start of children failed (error): Handler error: ");
		family.chain().doesNotContain("FallsBack");
		puppet("temp", "");
		supervisor().restartChild(family.id());
		assertThat(family.node().children()).hasSize(1);
	}

	/**
	 * An actor whose starts fail from now on, since a static child's manifest is broken.
	 */
	private ScenarioActor spawnWhatCannotStartAgain(@Nullable ScenarioActor parent) {
		puppet("temp", "[lifecycle]\nrestart = \"temporary\"\n").puppet("family", child("temp", "temp", ""));
		ScenarioActor family = (parent != null) ? parent.spawn("family.toml") : this.scenario.spawn("family.toml");
		ScenarioActor temp = family.children().getFirst();
		temp.send(Puppet.crash());
		temp.awaitGone();
		this.written.write("temp.toml", "broken");
		return family;
	}

	@Test
	void aSupervisorGivesUpAndThatIsItsOwnFailure() {
		puppet("strict-with", "[supervision]\nmax_restarts = 1\nwithin = \"1m\"\n" + child("worker", "static", "1"));
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor strict = lead.spawn("strict-with.toml", "initial");
		ScenarioActor worker = at("lead/strict-with/static");
		ScenarioActor dynamic = strict.spawn("worker.toml");
		strict.request("set changed");
		worker.request("add");
		worker.crashAndAwait();
		assertThat(worker.state()).isEqualTo("2");
		worker.send(Puppet.crash());
		strict.awaitIncarnation(2);
		strict.awaitHeard("Spawned", "GaveUp", "Restarted");
		strict.chain().hasSteps("Spawned", "GaveUp", "Failed", "Restarting");
		strict.chain()
			.mentions("gave up: lead/strict-with/static had more than 1 restarts within 60000 ms; the last: "
					+ "handle-send failed (trap)");
		assertThat(strict.state()).isEqualTo("initial");
		assertThat(at("lead/strict-with/static")).isEqualTo(worker);
		assertThat(worker.state()).isEqualTo("1");
		assertThat(dynamic.exists()).isFalse();
		assertThat(lead.node().incarnation()).isEqualTo(1);
		assertThat(directory().tree().totals().gaveUp()).isEqualTo(1);
		strict.chain().isValid();
		worker.chain().isValid();
	}

	@Test
	void startsFromTheInitialStateAfterGivingUpUntilAStartSucceeds() {
		puppet("strict-with", """
				[supervision]
				max_restarts = 0
				""" + child("worker", "first", "1") + child("worker", "second", "init=list"));
		ScenarioActor strict = this.scenario.spawn("strict-with.toml", "initial");
		ScenarioActor first = at("strict-with/first");
		first.request("add");
		first.send(Puppet.crash());
		strict.awaitIncarnation(2);
		assertThat(first.state()).isEqualTo("1");
		first.request("add");
		strict.crashAndAwait();
		assertThat(first.state()).as("not initial after a failure of its parent").isEqualTo("2");
	}

	@Test
	void givingUpGoesOnUpToTheRoot() {
		puppet("top", "[supervision]\nmax_restarts = 0\n" + child("middle", "middle", ""));
		puppet("middle", "[supervision]\nmax_restarts = 0\n" + child("worker", "worker", ""));
		ScenarioActor top = this.scenario.spawn("top.toml");
		for (int i = 1; i <= 3; i++) {
			at("top/middle/worker").send(Puppet.crash());
			top.awaitIncarnation(i + 1);
		}
		at("top/middle/worker").send(Puppet.crash());
		top.awaitStatus(ActorStatus.FAILED);
		assertThat(top.node().parked()).isTrue();
		assertThat(top.node().children()).isEmpty();
		assertThat(directory().tree().totals().gaveUp()).isEqualTo(8);
	}

	@Test
	void aSupervisorGivesUpWhileItStarts() {
		puppet("hanger", "[lifecycle]\nshutdown = \"brutal-kill\"\n").puppet("strict-with",
				"[supervision]\nmax_restarts = 0\n" + child("worker", "first", "")
						+ child("hanger", "second", "init=hang"));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("strict-with.toml"));
		this.scenario.await("comes to it", () -> directory().find("strict-with/second").isPresent());
		at("strict-with/first").send(Puppet.crash());
		assertThatThrownBy(() -> finish(start)).isInstanceOf(SupervisorException.class)
			.hasMessageContaining("gave up: strict-with/first had more than 0 restarts within 5000 ms");
		this.scenario.awaitAsserted(this::assertNobodyIsLeft);
	}

	@Test
	void aSupervisorThatGivesUpWhileItStartsAgainSaysSo() {
		ScenarioActor silent = this.scenario.spawn("worker.toml");
		puppet("strict-with", "[supervision]\nmax_restarts = 0\n" + child("worker", "first", "")
				+ child("worker", "second", "init=request:" + silent.id() + " none"));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("strict-with.toml"));
		answer(silent);
		ScenarioActor strict = this.scenario.actor(finish(start));
		strict.send(Puppet.crash());
		this.scenario.settle();
		at("strict-with/first").send(Puppet.crash());
		this.scenario.settle();
		this.scenario.advance(Duration.ofSeconds(10));
		strict.chain()
			.hasSteps("Spawned", "Failed", "Restarting", "GaveUp", "Failed", "Restarting")
			.endsWith("theater:runtime/failed",
					"{\"Failed\":{\"incarnation\":2,\"reason\":\"gave up: "
							+ "strict-with/first had more than 0 restarts within 5000 ms; the last: "
							+ "handle-send failed (trap): Trapped on unreachable instruction\"}}");
		answer(silent);
		strict.awaitIncarnation(3);
		assertThat(directory().tree().totals().gaveUp()).isEqualTo(1);
	}

	/** Has a puppet answer what it was asked last. */
	private void answer(ScenarioActor silent) {
		this.scenario.await("the request has come", () -> !silent.ok(Puppet.outstanding()).startsWith("0"));
		String[] requests = silent.ok(Puppet.outstanding()).split(" ");
		silent.ok(Puppet.respond(requests[requests.length - 1], "go on"));
	}

	// ---- backoff

	@Test
	void waitsLongerEachTimeAndGivesUpAfterTooManyInARow() {
		ScenarioActor lead = this.scenario.spawn("patient.toml");
		ScenarioActor worker = lead.spawn("worker.toml");
		for (int i = 0; i < 4; i++) {
			worker.send(Puppet.crash());
			awaitBackingOff(worker, i + 1);
			this.scenario.advance(Duration.ofSeconds(1L << i).minusMillis(1));
			assertThat(worker.node().status()).isEqualTo(ActorStatus.RESTARTING);
			this.scenario.advance(Duration.ofMillis(1));
			worker.awaitIncarnation(i + 2);
		}
		worker.send(Puppet.crash());
		lead.awaitIncarnation(2);
		lead.chain().mentions("4 restarts in a row, as many as max_consecutive");
		assertThat(worker.exists()).isFalse();
	}

	@Test
	void startsOverWithShortDelaysAfterATimeOfHealth() {
		ScenarioActor lead = this.scenario.spawn("patient.toml");
		ScenarioActor worker = lead.spawn("worker.toml");
		for (int i = 0; i < 6; i++) {
			worker.send(Puppet.crash());
			awaitBackingOff(worker, i + 1);
			this.scenario.advance(Duration.ofSeconds(1));
			worker.awaitIncarnation(i + 2);
			this.scenario.advance(Duration.ofSeconds(10));
		}
		assertThat(lead.node().incarnation()).isEqualTo(1);
	}

	@Test
	void attemptsThatFailAreNoHealthHoweverLongTheyTake() {
		puppet("patient", """
				[supervision]
				max_restarts = 100
				max_consecutive = 3
				backoff = { initial = "1m", max = "1m", factor = 1.0, jitter = 0.0, reset_after = "10s" }
				""");
		ScenarioActor lead = this.scenario.spawn("patient.toml");
		ScenarioActor family = spawnWhatCannotStartAgain(lead);
		family.send(Puppet.crash());
		for (int i = 0; i < 3; i++) {
			awaitBackingOff(family, i + 1);
			this.scenario.advance(Duration.ofMinutes(1));
		}
		lead.awaitIncarnation(2);
		assertThat(family.exists()).isFalse();
	}

	@Test
	void aChildThatWaitsForItsRestartCanBeStopped() {
		ScenarioActor lead = this.scenario.spawn("patient.toml");
		ScenarioActor worker = lead.spawn("worker.toml");
		worker.send(Puppet.crash());
		awaitBackingOff(worker, 1);
		assertThat(lead.listed()).containsExactly(worker);
		assertThat(lead.refused(Puppet.restart(worker.id())))
			.isEqualTo("Handler error: " + worker.id() + " is restarting; try again when it is done");
		lead.ok(Puppet.stop(worker.id()));
		assertThat(worker.exists()).isFalse();
		this.scenario.advance(Duration.ofMinutes(1));
		worker.awaitHeard("Spawned", "Failed", "Stopped");
		assertThat(lead.listed()).isEmpty();
	}

	@Test
	void aChildsOwnChildrenEndAtItsFailureAndNotAfterTheDelay() {
		ScenarioActor lead = this.scenario.spawn("patient.toml");
		ScenarioActor middle = lead.spawn("lead.toml");
		ScenarioActor worker = middle.spawn("worker.toml");
		middle.send(Puppet.crash());
		worker.awaitGone();
		assertThat(middle.node().status()).isEqualTo(ActorStatus.RESTARTING);
	}

	private void awaitBackingOff(ScenarioActor id, int times) {
		this.scenario.await("comes to it",
				() -> names(id, "theater:runtime/backing-off").stream().filter("BackingOff"::equals).count() == times);
		assertThat(id.node().status()).isEqualTo(ActorStatus.RESTARTING);
	}

	@Test
	void aSupervisorThatGivesUpAfterItHasEndedInItsInitHasFailedToStart() {
		ScenarioActor holder = this.scenario.spawn("worker.toml");
		puppet("brief", "[supervision]\nmax_restarts = 0\n" + child("worker", "a", "1")
				+ child("worker", "b", Puppet.requestInInit(holder.id(), Puppet.answerLater())));
		CompletableFuture<ActorId> start = supervisor()
			.spawnAsync(ActorSpec.manifest("brief.toml").init(Puppet.exitInInit("done").getBytes(UTF_8)));
		this.scenario.settle();
		at("brief/a").send(Puppet.crash());
		this.scenario.advance(Duration.ofSeconds(10));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> finish(start))
			.withMessageContaining("brief/a had ");
		supervisor().stopChild(holder.id());
		assertNobodyIsLeft();
	}

}
