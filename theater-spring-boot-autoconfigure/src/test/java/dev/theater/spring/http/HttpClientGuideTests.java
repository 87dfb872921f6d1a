package dev.theater.spring.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What docs/guide/http-client.md shows is what runs here. */
@Timeout(60)
class HttpClientGuideTests {

	private static final Path ROOT = Path.of("..");

	@TempDir
	private Path directory;

	private ScriptedServer server;

	@BeforeEach
	void start() throws IOException {
		this.server = new ScriptedServer().on("/report", "HTTP/1.1 201 Created\r\nContent-Length: 2\r\n\r\nok");
	}

	@AfterEach
	void stop() throws IOException {
		this.server.close();
	}

	@Bean
	GuestRestClientCustomizer weatherKey(@Value("${weather.key}") String key) {
		return (builder) -> builder.requestInterceptor((request, body, execution) -> {
			if (request.getURI().getHost().endsWith(".weather.example")) {
				request.getHeaders().setBearerAuth(key);
			}
			return execution.execute(request, body);
		});
	}

	@Test
	void theManifestGrantsWhatItSays() throws IOException {
		try (Fetchers fetchers = new Fetchers(this.directory)) {
			Files.writeString(this.directory.resolve("reporter.toml"), block("toml"));
			ActorId reporter = fetchers.runtime().supervisor().spawn("reporter.toml");
			assertThat(fetchers.fetch(reporter, "GET https://weather.example:8443/"))
				.isEqualTo("err: 'https://weather.example:8443' is not among hosts = [\"api.example.com\", "
						+ "\"*.weather.example:8443\", \"http://10.0.0.5:8080\"] in [[handler]] type = \"http-client\" "
						+ "of the actor's manifest; an entry there would allow it");
			assertThat(fetchers.fetch(reporter, "PUT https://api.example.com/")).contains("is not among methods");
		}
	}

	@Test
	void theKeyGoesWhereItBelongs() throws IOException {
		UnaryOperator<RestClient.Builder> customizer = (builder) -> {
			weatherKey("4711").customize(builder);
			return builder;
		};
		try (Fetchers fetchers = new Fetchers(this.directory, Fetchers.properties(1), customizer, null)) {
			fetchers.name("x.weather.example", "127.0.0.1").name("other.example", "127.0.0.1");
			int port = this.server.port();
			ActorId fetcher = fetchers.spawn(
					"hosts = [\"http://*.weather.example:" + port + "\", \"http://other.example:" + port + "\"]",
					"allow_private = true");
			assertThat(fetchers.fetch(fetcher, "GET http://x.weather.example:" + port + "/")).startsWith("200");
			assertThat(fetchers.fetch(fetcher, "GET http://other.example:" + port + "/")).startsWith("200");
			assertThat(this.server.requests().get(0)).containsIgnoringCase("authorization: Bearer 4711");
			assertThat(this.server.requests().get(1)).doesNotContain("4711");
		}
	}

	@Test
	void theChainTellsWhatIsShown() throws IOException {
		try (Fetchers fetchers = new Fetchers(this.directory)) {
			int port = this.server.port();
			ActorId fetcher = fetchers.spawn("hosts = [\"http://127.0.0.1:" + port + "\"]", "methods = [\"POST\"]");
			fetchers.fetch(fetcher,
					"POST http://127.0.0.1:" + port + "/report?day=1\nContent-Type: text/plain\n\nhello");
			String events = String.join("\n",
					fetchers.runtime()
						.directory()
						.events(fetcher, 100)
						.stream()
						.filter((event) -> event.eventType().equals("theater:simple/http-client/send-http"))
						.map((event) -> new String(event.data(), StandardCharsets.UTF_8))
						.sorted()
						.toList());
			assertThat(events.replace(":" + port, "")).isEqualTo(block("json"));
		}
	}

	@Test
	void theCodeIsTheTests() throws IOException {
		String here = flat(Files
			.readString(Path.of("src/test/java", HttpClientGuideTests.class.getName().replace('.', '/') + ".java")));
		assertThat(here).contains(flat(block("java")));
		assertThat(flat(Files.readString(ROOT.resolve("actors/wit/theater.wit")))).contains(flat(block("wit")));
	}

	@Test
	void theGuestIsWhatWasLastBuiltOfItsSources() throws Exception {
		List<String> sums = Files.readAllLines(Path.of("src/test/guests/SHA256SUMS"));
		assertThat(sums).hasSize(7);
		for (String sum : sums) {
			String[] parts = sum.split(" [ *]", 2);
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(ROOT.resolve(parts[1])));
			assertThat(HexFormat.of().formatHex(hash))
				.as("%s; run theater-spring-boot-autoconfigure/src/test/guests/build.sh after an edit", parts[1])
				.isEqualTo(parts[0]);
		}
	}

	private static String block(String language) throws IOException {
		List<String> blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(ROOT.resolve("docs/guide/http-client.md")))
			.results()
			.map((match) -> match.group(1).strip())
			.toList();
		assertThat(blocks).hasSize(1);
		return blocks.get(0);
	}

	private static String flat(String code) {
		return code.strip().replaceAll("\\s+", " ");
	}

}
