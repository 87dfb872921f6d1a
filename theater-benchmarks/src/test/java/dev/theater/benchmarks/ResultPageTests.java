package dev.theater.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ResultPageTests {

	private static final String BEGIN = "<!-- results: written by the command above -->\n";

	private static final String END = "<!-- end of results -->";

	@Test
	void replacesWhatIsBetweenTheMarks() {
		ResultPage page = new ResultPage("before\n" + BEGIN + "old\n" + END + "\nafter\n");
		assertThat(page.with("\nnew\n\n")).isEqualTo("before\n" + BEGIN + "new\n" + END + "\nafter\n");
	}

	@Test
	void refusesAPageWithoutMarks() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ResultPage("a page"))
			.withMessageContaining("has no line \"<!-- results: written by the command above -->\"");
	}

	@Test
	void refusesAPageWhoseMarksAreInTheWrongOrder() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ResultPage(END + "\n" + BEGIN))
			.withMessageContaining("below it");
	}

	@Test
	void findsTheMarksOfThePageItWrites() throws IOException {
		String page = Files.readString(Path.of("../docs/performance.md"));
		assertThat(new ResultPage(page).with("x")).contains(BEGIN + "x\n" + END);
	}

}
