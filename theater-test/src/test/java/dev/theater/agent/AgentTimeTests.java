package dev.theater.agent;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.runtime.RuntimeSettings;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Guests that sleep, on a clock that stands until the test moves it. */
@Timeout(60)
class AgentTimeTests {

	private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

	private final Scenario scenario = Scenario
		.stepByStep((builder) -> builder.manifests(Agent.timed("max_sleep = \"1m\""))
			.settings(settings(Duration.ofMinutes(2))));

	private final ScenarioActor agent = this.scenario.spawn(Agent.MANIFEST);

	@AfterEach
	void close() {
		this.scenario.close();
	}

	@Test
	void theTimeIsTheClocks() {
		assertThat(this.agent.ok("now")).isEqualTo(String.valueOf(START.toEpochMilli()));
		this.scenario.advance(Duration.ofMillis(1_234));
		assertThat(this.agent.ok("now")).isEqualTo(String.valueOf(START.toEpochMilli() + 1_234));
	}

	@Test
	void aSleepLastsAsLongAsItSaysAndNoLonger() {
		CompletableFuture<String> answer = this.agent.ask("sleep 500");
		this.scenario.advance(Duration.ofMillis(499));
		assertThat(answer).isNotDone();
		this.scenario.advance(Duration.ofMillis(1));
		assertThat(answer).isCompletedWithValue("ok");
	}

	@Test
	void aDeadlineIsWaitedForByTheWallClock() {
		long until = START.plusSeconds(10).toEpochMilli();
		CompletableFuture<String> answer = this.agent.ask("deadline " + until);
		this.scenario.advance(Duration.ofSeconds(10).minusMillis(1));
		assertThat(answer).isNotDone();
		this.scenario.advance(Duration.ofMillis(1));
		assertThat(answer).isCompletedWithValue("ok");
		assertThat(this.agent.ok("deadline " + until)).as("passed").isEmpty();
	}

	@Test
	void othersRunWhileOneSleeps() {
		List<ScenarioActor> others = new ArrayList<>();
		for (int i = 0; i < 20; i++) {
			others.add(this.scenario.spawn(Agent.MANIFEST));
		}
		List<CompletableFuture<String>> answers = others.stream().map((other) -> other.ask("sleep 10000")).toList();
		assertThat(this.scenario.spawn(Puppet.MANIFEST, "awake").request(Puppet.get())).isEqualTo("awake");
		assertThat(answers).noneMatch(CompletableFuture::isDone);
		this.scenario.advance(Duration.ofSeconds(10));
		assertThat(answers).allMatch((answer) -> answer.join().equals("ok"));
	}

	@Test
	void theTimeOfOneCallForWaitingIsBoundedHoweverManySleepsItHas() {
		try (Scenario bounded = Scenario
			.stepByStep((builder) -> builder.manifests(Agent.timed("")).settings(settings(Duration.ofSeconds(10))))) {
			CompletableFuture<String> answer = bounded.spawn(Agent.MANIFEST).ask("sleeps 5 3000");
			bounded.advance(Duration.ofSeconds(3)).advance(Duration.ofSeconds(3)).advance(Duration.ofMillis(2_999));
			assertThat(answer).isNotDone();
			bounded.advance(Duration.ofMillis(1));
			assertThat(answer).isCompletedWithValue("ok 3 err a sleep of 3000 ms is longer than the 1000 ms that are "
					+ "left of this call's time for waiting; sleep less, or in several calls");
		}
	}

	private static RuntimeSettings settings(Duration hostCallTimeout) {
		RuntimeSettings all = RuntimeSettings.defaults();
		RuntimeSettings.Limits limits = all.limits();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				all.dispatcher(), all.requestTimeout(), all.supervision(),
				new RuntimeSettings.Limits(limits.actor(), limits.totalMemory(), limits.callTimeout(),
						limits.initTimeout(), hostCallTimeout, limits.maxTransfer(), limits.maxDepth(),
						limits.maxActors()),
				all.chain(), all.shutdownTimeout(), all.maxActorNames());
	}

	@Test
	void aStopEndsASleepAndLeavesNoTimerBehind() {
		CompletableFuture<String> answer = this.agent.ask("sleep 60000");
		this.scenario.settle();
		CompletableFuture<Void> stopped = this.scenario
			.begin(() -> this.scenario.supervisor().stopChild(this.agent.id()));
		this.scenario.advance(Duration.ofSeconds(6));
		this.scenario.await(stopped);
		assertThatThrownBy(answer::join).isNotNull();
		assertThat(this.agent.exists()).isFalse();
	}

	@Test
	void oneSeedGivesOneStoryHoweverOftenItIsTold() {
		List<String> stories = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			Agent seeded = new Agent(
					Agent.timed("").manifest().replace("type = \"random\"", "type = \"random\"\nseed = 7"));
			try (Scenario again = Scenario
				.stepByStep((builder) -> builder.manifests(seeded).settings(settings(Duration.ofMinutes(2))))) {
				ScenarioActor actor = again.spawn(Agent.MANIFEST);
				stories.add(actor.ok("bytes 32") + actor.ok("range 0 1000") + actor.ok("uuid"));
				actor.chain().isValid();
			}
		}
		assertThat(stories.getFirst()).isEqualTo(stories.getLast());
	}

}
