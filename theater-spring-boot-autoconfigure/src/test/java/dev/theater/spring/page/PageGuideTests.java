package dev.theater.spring.page;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/page.md shows is what works. */
@Timeout(60)
class PageGuideTests {

	private static final Pattern BLOCK = Pattern.compile("```(\\w+)\n(.*?)```", Pattern.DOTALL);

	private static final Path TESTS = Path.of("src", "test", "java", "dev", "theater", "spring", "page");

	private static String guide() throws IOException {
		return Files.readString(Path.of("..", "docs", "guide", "page.md"));
	}

	private static List<String> blocks(String language) throws IOException {
		return BLOCK.matcher(guide())
			.results()
			.filter((match) -> match.group(1).equals(language))
			.map((match) -> match.group(2))
			.toList();
	}

	@Test
	void thePropertiesSwitchThePageOn() throws Exception {
		String[] properties = Stream
			.concat(Stream.of(LiveApplication.DESK),
					blocks("yaml").stream().map((line) -> line.strip().replace(": ", "=")))
			.toArray(String[]::new);
		assertThat(properties).hasSize(3);
		try (LiveApplication app = LiveApplication.start(WebApplicationType.SERVLET, properties);
				HttpClient client = HttpClient.newHttpClient()) {
			for (String address : List.of(app.page(), app.at("/theater"))) {
				HttpResponse<String> page = client.send(HttpRequest.newBuilder(URI.create(address)).build(),
						HttpResponse.BodyHandlers.ofString());
				assertThat(page.statusCode()).as(address).isEqualTo(200);
				assertThat(page.headers().firstValue("Content-Security-Policy")).get()
					.asString()
					.contains("require-trusted-types-for");
			}
		}
	}

	@Test
	void theChainIsTheOneThatIsTested() throws IOException {
		assertThat(blocks("java")).hasSize(1)
			.allSatisfy((code) -> assertThat(flat(Files.readString(TESTS.resolve("LivePageAccessTests.java"))))
				.contains(flat(code)));
	}

	@Test
	void theKeysAreThoseOfThePagesOwnHelp() throws IOException {
		String page = new String(PageFile.of(null).orElseThrow().content(), StandardCharsets.UTF_8);
		List<String> keys = Pattern.compile("<kbd>([^<]+)</kbd>")
			.matcher(page)
			.results()
			.map((key) -> key.group(1).replace("⇧ ", "").replace("Space", "space"))
			.filter((key) -> !key.equals("Ctrl"))
			.distinct()
			.toList();
		assertThat(keys).hasSizeGreaterThan(10);
		String section = guide().replaceAll("(?s).*\n## Keys\n(.*?)\n## .*", "$1");
		assertThat(keys).allSatisfy((key) -> assertThat(section).contains(key));
	}

	private static String flat(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

}
