package dev.theater.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.TheaterRuntime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** A scenario whose time and order are the test's. */
@Timeout(60)
class StepByStepTests {

	private final Scenario scenario = Scenario.stepByStep();

	@AfterEach
	void close() {
		this.scenario.close();
	}

	@Test
	void doesNothingUntilItIsTold() {
		ScenarioActor puppet = this.scenario.spawn("puppet.toml", "41");
		puppet.send("add");
		assertThat(puppet.node().mailbox()).isEqualTo(1);
		this.scenario.settle();
		assertThat(puppet.node().mailbox()).isZero();
		assertThat(puppet.state()).isEqualTo("42");
	}

	@Test
	void readsAsAScenario() {
		this.scenario.puppet("patient", """
				[supervision]
				backoff = { initial = "1s", jitter = 0.0 }
				""");
		ScenarioActor patient = this.scenario.spawn("patient.toml");
		patient.spawn("puppet.toml", "1")
			.send("add")
			.send(Puppet.crash())
			.awaitStatus(ActorStatus.RESTARTING)
			.advance(Duration.ofMillis(999))
			.awaitStatus(ActorStatus.RESTARTING)
			.advance(Duration.ofMillis(1))
			.awaitIncarnation(2)
			.andVerifyState("2")
			.andVerifyTree((tree) -> assertThat(tree.totals().restarts()).isEqualTo(1));
	}

	@Test
	void aGuestMayWaitForAnother() {
		ScenarioActor one = this.scenario.spawn("puppet.toml", "1");
		ScenarioActor two = this.scenario.spawn("puppet.toml", "2");
		assertThat(one.request(Puppet.request(two.id(), "get"))).isEqualTo("ok 2");
		Runnable release = one.keepBusy();
		CompletableFuture<String> answer = one.ask("get");
		this.scenario.settle();
		assertThat(answer).isNotDone();
		release.run();
		assertThat(this.scenario.await(answer)).isEqualTo("1");
	}

	@Test
	void aHungGuestHoldsUpNobodyAndItsDeadlineIsTheClocks() {
		ScenarioActor hung = this.scenario.spawn("puppet.toml", "1").send(Puppet.loop());
		ScenarioActor other = this.scenario.spawn("puppet.toml", "2");
		assertThat(other.request("get")).isEqualTo("2");
		hung.andVerify((node) -> assertThat(node.incarnation()).isEqualTo(1))
			.advance(Duration.ofSeconds(31))
			.awaitIncarnation(2)
			.andVerify((node) -> assertThat(node.lastFailure().orElseThrow().reason().describe())
				.isEqualTo("handle-send failed (timeout): it ran longer than 30000 ms"));
	}

	@Test
	void aStopThatNeedsTimeIsBegunAndThenAwaited() {
		ScenarioActor hung = this.scenario.spawn("puppet.toml").hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> this.scenario.supervisor().stopChild(hung.id()));
		hung.awaitStatus(ActorStatus.STOPPING).advance(Duration.ofMillis(4_900));
		assertThat(stop).isNotDone();
		this.scenario.advance(Duration.ofMillis(200));
		this.scenario.await(stop);
		hung.awaitGone();
		this.scenario.andVerifyNobodyIsLeft();
	}

	@Test
	void aBlockingCallThatNeedsTimeSaysSo() {
		ScenarioActor hung = this.scenario.spawn("puppet.toml").hang();
		assertThatIllegalStateException().isThrownBy(() -> this.scenario.supervisor().stopChild(hung.id()))
			.withMessageContaining("let time pass");
	}

	@Test
	void aRequestRunsOutOfTheClocksTime() {
		ScenarioActor puppet = this.scenario.spawn("puppet.toml");
		CompletableFuture<String> answer = puppet.ask(Puppet.answerLater());
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.scenario.await(answer))
			.withMessageStartingWith("nothing is left to run");
		this.scenario.advance(Duration.ofSeconds(21));
		assertThat(answer).isCompletedExceptionally();
	}

	@Test
	void closesAtOnceWithHungGuests() {
		ScenarioActor hung = this.scenario.spawn("puppet.toml").hang();
		this.scenario.close();
		assertThat(hung.exists()).isFalse();
		assertThat(this.scenario.runtime().actorCount()).isZero();
	}

	@Test
	void doesNotSayOfHungGuestsThatTimeHasPassed() {
		Logger logger = (Logger) LoggerFactory.getLogger(TheaterRuntime.class);
		ListAppender<ILoggingEvent> said = new ListAppender<>();
		said.start();
		logger.addAppender(said);
		try {
			this.scenario.spawn("puppet.toml").hang();
			this.scenario.close();
		}
		finally {
			logger.detachAppender(said);
		}
		assertThat(said.list).isEmpty();
	}

	@Test
	void everyRunIsTheSame() {
		assertThat(history()).isEqualTo(history()).hasSizeGreaterThan(100);
	}

	private static List<String> history() {
		List<String> all = new ArrayList<>();
		try (Scenario scenario = Scenario.stepByStep()) {
			scenario.puppet("worker", "").puppet("lead", "[supervision]\nmax_restarts = 5\n");
			ScenarioActor lead = scenario.spawn("lead.toml");
			List<ScenarioActor> workers = new ArrayList<>();
			for (int i = 0; i < 5; i++) {
				workers.add(lead.spawn("worker.toml", "" + i));
			}
			List<ActorId> ids = workers.stream().map(ScenarioActor::id).toList();
			workers.forEach((worker) -> worker.send("add").send(Puppet.request(lead.id(), "list")));
			workers.forEach((worker) -> worker.send(Puppet.crash()).send("add"));
			lead.send("list").send(Puppet.restart(ids.get(2)));
			scenario.settle();
			all.addAll(scenario.story());
			scenario.tree()
				.all()
				.forEach((node) -> scenario.directory()
					.events(node.id(), 1_000)
					.reversed()
					.forEach((event) -> all.add(node.path() + " " + event.eventType() + " " + anonymous(event))));
		}
		return all;
	}

	private static String anonymous(ChainEvent event) {
		return new String(event.data()).replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "ID")
			.replaceAll("\"(response|msg|value|payload|state|message)\":\"[^\"]*\"", "\"$1\"");
	}

	@Test
	void failuresShowTheTree() {
		ScenarioActor puppet = this.scenario.spawn("puppet.toml", "1");
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> puppet.awaitStatus(ActorStatus.FAILED))
			.withMessage(puppet.id() + " is FAILED: is not so, and nothing is left to run\nthe tree:\n"
					+ "  puppet RUNNING, incarnation 1, 0 waiting  " + puppet.id() + "\n");
	}

}
