package dev.theater.test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainCut;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.chain.EventHash;
import dev.theater.runtime.ActorDirectory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What docs/guide/chain.md shows is what runs here. {@code -Dtheater.guide.write=true}
 * writes its story anew.
 */
@Timeout(60)
class ChainGuideTests {

	private static final Path GUIDE = Path.of("../docs/guide/chain.md");

	private static final Pattern STORY = Pattern.compile("(?s)(<!-- begin story -->\n```text\n).*?(```\n)");

	private final Scenario scenario = Scenario.stepByStep();

	@AfterEach
	void close() {
		this.scenario.close();
	}

	@Test
	void aCrashAsTheChainTellsIt() throws IOException {
		this.scenario.puppet("desk", "[supervision]\n");
		ScenarioActor worker = this.scenario.spawn("desk.toml").spawn("puppet.toml", "41");
		worker.send("add").send(Puppet.crash()).awaitIncarnation(2);
		StringBuilder story = new StringBuilder();
		for (ChainEvent event : this.scenario.directory().events(worker.id(), 100).reversed()) {
			story.append("%3d  %s%n     %s%n".formatted(event.sequence(), event.eventType(),
					new String(event.data(), StandardCharsets.UTF_8).replaceAll("[0-9a-f-]{36}", "<id>")));
		}
		String guide = Files.readString(GUIDE);
		String written = STORY.matcher(guide)
			.replaceFirst((found) -> Matcher.quoteReplacement(found.group(1) + story + found.group(2)));
		if (Boolean.getBoolean("theater.guide.write")) {
			Files.writeString(GUIDE, written);
		}
		else {
			assertThat(guide).isEqualTo(written);
		}
	}

	@Test
	void aRememberedHeadShowsAMissingEnd() {
		ActorDirectory directory = this.scenario.directory();
		ActorId id = this.scenario.spawn("puppet.toml").id();
		List<ChainEvent> newest = directory.events(id, 2);
		EventHash head = newest.getFirst().hash();
		List<ChainEvent> oldestFirst = directory.events(id, Integer.MAX_VALUE).reversed();
		ChainVerification checked = ChainVerification.verify(id.uuid(), oldestFirst, ChainCut.NONE, Optional.of(head));
		assertThat(checked.valid()).isTrue();
		List<ChainEvent> withoutTheEnd = oldestFirst.subList(0, oldestFirst.size() - 1);
		assertThat(ChainVerification.verify(id.uuid(), withoutTheEnd, ChainCut.NONE, Optional.of(head)).reason())
			.contains("should end at " + head);
	}

	@Test
	void theGuideShowsWhatRunsHere() throws IOException {
		String here = squeezed(Files
			.readString(Path.of("src/test/java", ChainGuideTests.class.getName().replace('.', '/') + ".java")));
		List<String> blocks = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(GUIDE))
			.results()
			.map((MatchResult block) -> block.group(1))
			.toList();
		assertThat(blocks).hasSize(2).allSatisfy((block) -> assertThat(here).contains(squeezed(block)));
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

}
