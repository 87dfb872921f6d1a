package dev.theater.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every link of the documentation leads somewhere. */
class LinksTest {

	private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	static List<Path> pages() throws IOException {
		Path root = Page.repository();
		List<Path> pages = new ArrayList<>(
				List.of(root.resolve("README.md"), root.resolve("SECURITY.md"), root.resolve("CONTRIBUTING.md")));
		try (Stream<Path> docs = Files.walk(root.resolve("docs"))) {
			docs.filter((file) -> file.toString().endsWith(".md")).forEach(pages::add);
		}
		return pages;
	}

	@ParameterizedTest
	@MethodSource("pages")
	void leadsToAFileAndASectionThatAreThere(Path page) throws IOException {
		String text = Files.readString(page);
		assertThat(LINK.matcher(text).results()).allSatisfy((link) -> {
			Path target = link.group(1).isEmpty() ? page : page.resolveSibling(link.group(1));
			assertThat(target).exists();
			if (link.group(2) != null) {
				assertThat(anchors(target)).as(link.group()).contains(link.group(2));
			}
		});
	}

	/** Of a page's headings, as GitHub makes them. */
	private static List<String> anchors(Path page) {
		try {
			return HEADING.matcher(Files.readString(page))
				.results()
				.map((heading) -> heading.group(1)
					.toLowerCase(Locale.ROOT)
					.replaceAll("[^\\p{L}\\p{N} _-]", "")
					.replace(' ', '-'))
				.toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
