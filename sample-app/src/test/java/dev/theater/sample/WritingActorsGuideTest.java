package dev.theater.sample;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The guide shows sources of this repository as they are. */
class WritingActorsGuideTest {

	private static final String GUIDE = "docs/guide/writing-actors.md";

	@Test
	void showsTheCounterAsItIsBuilt() throws Exception {
		assertThat(Page.read(GUIDE).block("In C", "c"))
			.isEqualTo(Files.readString(Page.repository().resolve("actors/src/counter.c")));
	}

	@Test
	void showsTheHandlerAsTheWitHasIt() throws Exception {
		assertThat(Files.readString(Page.repository().resolve("actors/wit/theater.wit")))
			.contains(Page.read(GUIDE).block("Worlds", "wit"));
	}

	@Test
	void namesEveryWorldOfTheWit() throws Exception {
		String wit = Files.readString(Page.repository().resolve("actors/wit/theater.wit"));
		List<String> worlds = matches("(?m)^world (\\S+) \\{", wit);
		assertThat(matches("(?m)^\\| `([a-z-]+)` \\|", String.join("\n", Page.read(GUIDE).lines())))
			.containsExactlyElementsOf(worlds);
	}

	@Test
	void linksLeadToFilesThatExist() throws Exception {
		assertThat(Page.read(GUIDE).links()).isNotEmpty().allSatisfy((link) -> assertThat(link).exists());
	}

	private static List<String> matches(String pattern, String text) {
		return Pattern.compile(pattern).matcher(text).results().map((match) -> match.group(1)).toList();
	}

}
