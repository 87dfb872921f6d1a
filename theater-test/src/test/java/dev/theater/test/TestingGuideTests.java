package dev.theater.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import dev.theater.actor.ActorStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.theater.test.ChainAssert.assertThatChain;
import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/testing.md shows is what runs here. */
@Timeout(60)
class TestingGuideTests {

	private final Scenario scenario = Scenario.stepByStep();

	@AfterEach
	void close() {
		this.scenario.close();
	}

	@Test
	void stimulatesAwaitsAndVerifies() {
		try (Scenario scenario = Scenario.stepByStep()) {
			scenario.puppet("desk", """
					[supervision]
					backoff = { initial = "1s", jitter = 0.0 }
					""");
			scenario.spawn("desk.toml")
				.spawn("puppet.toml", "41")
				.send("add")
				.send(Puppet.crash())
				.awaitStatus(ActorStatus.RESTARTING)
				.advance(Duration.ofSeconds(1))
				.awaitIncarnation(2)
				.andVerifyState("42")
				.andVerifyTree((tree) -> assertThat(tree.totals().restarts()).isEqualTo(1));
		}
	}

	@Test
	void playsWithPuppets() {
		Scenario scenario = this.scenario;
		scenario.puppet("flaky", "[lifecycle]\nrestart = \"temporary\"\n").puppet("lead", "[supervision]\n");
		ScenarioActor lead = scenario.spawn("lead.toml", "log");
		ScenarioActor flaky = lead.spawn("flaky.toml");
		flaky.send(Puppet.fail("no more")).awaitGone();
		lead.andVerifyState("log\nerror " + flaky.id() + " handle-send failed (error): no more");
	}

	@Test
	void stopsWhatHangs() {
		Scenario scenario = this.scenario;
		ScenarioActor hung = scenario.spawn("puppet.toml").hang();
		CompletableFuture<Void> stop = scenario.begin(() -> scenario.supervisor().stopChild(hung.id()));
		hung.awaitStatus(ActorStatus.STOPPING);
		scenario.advance(Duration.ofSeconds(6)).await(stop);
		scenario.andVerifyNobodyIsLeft();
	}

	@Test
	void readsChains() {
		Scenario scenario = this.scenario;
		ScenarioActor worker = scenario.spawn("puppet.toml").crashAndAwait();
		assertThatChain(scenario.runtime(), worker.id()).isValid()
			.hasSteps("Spawned", "Failed", "Restarting")
			.containsInOrder("HandleSendCall", "Failed", "InitCall", "InitResult");
	}

	@Test
	void theGuideShowsWhatRunsHere() throws IOException {
		String guide = Files.readString(Path.of("../docs/guide/testing.md"));
		String plainJava = guide.substring(guide.indexOf("\n## In plain Java"));
		String here = squeezed(Files
			.readString(Path.of("src/test/java", TestingGuideTests.class.getName().replace('.', '/') + ".java")));
		List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(plainJava)
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
		assertThat(blocks).hasSize(4).allSatisfy((block) -> assertThat(here).contains(squeezed(block)));
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

}
