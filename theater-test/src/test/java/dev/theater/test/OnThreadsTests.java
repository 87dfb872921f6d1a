package dev.theater.test;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.RuntimeSettings.RootActor;
import dev.theater.supervisor.ActorSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** A scenario that runs as an application does. */
@Timeout(60)
class OnThreadsTests {

	@Test
	void awaitsWhatThreadsDo() {
		try (Scenario scenario = Scenario.onThreads()) {
			ScenarioActor puppet = scenario.spawn("puppet.toml", "1");
			puppet.crashAndAwait()
				.awaitHeard("Spawned", "Failed", "Restarted")
				.andVerify((node) -> assertThat(node.restarts()).isEqualTo(1))
				.andVerifyState("1");
			assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> puppet.request(Puppet.fail("no")));
			puppet.awaitIncarnation(3);
			assertThat(puppet.request("add")).isEqualTo("2");
			assertThat(scenario.story()).startsWith("puppet Spawned", "puppet Failed", "puppet Restarted");
		}
	}

	@Test
	void aManualClockMayHaveThreads() {
		ManualClock clock = new ManualClock();
		try (Scenario scenario = Scenario.onThreads(clock, UnaryOperator.identity())) {
			scenario.puppet("patient", "[supervision]\nbackoff = { initial = \"1h\", max = \"1h\", jitter = 0.0 }\n");
			ScenarioActor child = scenario.spawn("patient.toml").spawn("puppet.toml");
			child.send(Puppet.crash())
				.awaitStatus(ActorStatus.RESTARTING)
				.await("waits for its time", (node) -> clock.timers() > 0)
				.advance(Duration.ofHours(1))
				.awaitIncarnation(2);
		}
	}

	@Test
	void actorsMayStartWithTheRuntime() {
		WrittenManifests written = new WrittenManifests().puppet("desk", "");
		try (Scenario scenario = Scenario.stepByStep((builder) -> builder.manifests(written)
			.rootActors(List.of(new RootActor("front", ActorSpec.manifest("desk.toml"), true))))) {
			assertThat(scenario.at("front").request("add")).isEqualTo("1");
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> scenario.at("back"))
				.withMessageStartingWith("nobody is at back\nthe tree:\n  front RUNNING");
		}
	}

	@Test
	void initIsAsSlowAsWhoAnswersAndFailsAsTold() {
		try (Scenario scenario = Scenario.stepByStep()) {
			ScenarioActor answers = scenario.spawn("puppet.toml");
			CompletableFuture<ScenarioActor> slow = scenario.supervisor()
				.spawnAsync(ActorSpec.manifest("puppet.toml")
					.init(Puppet.requestInInit(answers.id(), Puppet.answerLater()).getBytes()))
				.thenApply(scenario::actor);
			scenario.settle();
			assertThat(slow).isNotDone();
			answers.send(Puppet.respond(answers.ok(Puppet.outstanding()).substring(2), "now"));
			assertThat(scenario.await(slow).state()).isEqualTo("ok now");
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> scenario.spawn("puppet.toml", Puppet.failInInit("not today")))
				.withMessageContaining("not today");
			assertThatExceptionOfType(RuntimeException.class)
				.isThrownBy(() -> scenario.spawn("puppet.toml", Puppet.crashInInit()))
				.withMessageContaining("init failed (trap)");
			ScenarioActor ended = scenario.spawn("puppet.toml", Puppet.exitInInit("done"));
			ended.awaitGone();
		}
	}

	@Test
	void initFailsAsOftenAsToldWhoeverStartsIt() {
		try (Scenario scenario = Scenario.stepByStep()) {
			scenario.spawn("puppet.toml")
				.spawn("puppet.toml", Puppet.failInInit(2, 3))
				.send(Puppet.crash())
				.awaitIncarnation(4)
				.chain()
				.hasNames("theater:simple/actor/init", "InitCall", "InitResult", "InitCall", "InitError", "InitCall",
						"InitError", "InitCall", "InitResult");
		}
	}

	@Test
	void puppetsTalkOverChannels() {
		try (Scenario scenario = Scenario.stepByStep()) {
			ScenarioActor one = scenario.spawn("puppet.toml");
			ScenarioActor two = scenario.spawn("puppet.toml", "log");
			String channel = one.ok(Puppet.openChannel(two.id(), "accept"));
			one.ok(Puppet.sendOnChannel(channel, "hello"));
			one.ok(Puppet.closeChannel(channel));
			two.andVerifyState("log\nmessage " + channel + " hello\nclosed " + channel);
			assertThat(one.refused(Puppet.openChannel(two.id(), "refuse not today"))).contains("refused");
		}
	}

	@Test
	void aPuppetDoesWhatItIsTold() {
		try (Scenario scenario = Scenario.stepByStep()) {
			ScenarioActor puppet = scenario.spawn("puppet.toml", "1");
			ScenarioActor child = puppet.spawn("puppet.toml", "2");
			assertThat(puppet.listed()).containsExactly(child);
			assertThat(puppet.children()).containsExactly(child);
			assertThat(puppet.ok(Puppet.state(child.id()))).isEqualTo("some:2");
			assertThat(puppet.ok(Puppet.request(child.id(), Puppet.add()))).isEqualTo("3");
			puppet.send(Puppet.send(child.id(), Puppet.set("new")));
			child.andVerifyState("new");
			puppet.ok(Puppet.restart(child.id()));
			child.awaitIncarnation(2);
			puppet.ok(Puppet.stop(child.id()));
			child.awaitGone();
			assertThat(puppet.refused(Puppet.stop(puppet.id()))).contains("is not a child");
			puppet.send(Puppet.clear()).andVerifyState("none");
			puppet.send(Puppet.exit("bye")).awaitGone();
			scenario.andVerifyNobodyIsLeft();
		}
	}

}
