package dev.theater.spring.test.office;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/testing.md shows of Spring is what runs in these packages. */
class TestingGuideTests {

	@Test
	void theGuideShowsWhatRunsHere() throws IOException {
		assertThat(blocks("java")).hasSize(6).allSatisfy((block) -> assertThat(sources()).contains(squeezed(block)));
	}

	@Test
	void theGuideShowsTheProperties() throws IOException {
		assertThat(blocks("properties"))
			.containsExactly(Files.readString(Path.of("src/test/resources/application.properties")));
	}

	private static List<String> blocks(String language) throws IOException {
		String guide = Files.readString(Path.of("../docs/guide/testing.md"));
		String spring = guide.substring(0, guide.indexOf("\n## In plain Java"));
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(spring)
			.results()
			.map((block) -> block.group(1))
			.toList();
	}

	private static String sources() throws IOException {
		StringBuilder sources = new StringBuilder();
		for (String folder : List.of("desk", "office")) {
			try (Stream<Path> files = Files.list(Path.of("src/test/java/dev/theater/spring/test", folder))) {
				for (Path file : files.toList()) {
					sources.append(squeezed(Files.readString(file))).append('\n');
				}
			}
		}
		return sources.toString();
	}

	private static String squeezed(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

}
