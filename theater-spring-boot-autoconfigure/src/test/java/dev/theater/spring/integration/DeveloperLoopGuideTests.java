package dev.theater.spring.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.spring.event.ActorReloadFailed;
import dev.theater.spring.event.ActorReloaded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What docs/guide/developer-loop.md shows is what happens here. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class DeveloperLoopGuideTests {

	private static final Path GUIDE = Path.of("../docs/guide/developer-loop.md");

	private static final String MANIFEST = """
			name = "tally"
			component = "tally.wasm"

			[[handler]]
			type = "runtime"

			[[handler]]
			type = "message-server"
			""";

	@TempDir
	Path directory;

	@Test
	void showsWhatHappens(CapturedOutput output) throws IOException {
		component("counter");
		WholeFile.replace(this.directory.resolve("tally.toml"), MANIFEST);
		try (ConfigurableApplicationContext context = run()) {
			for (int i = 0; i < 3; i++) {
				context.getBean(ActorMessaging.class).send(tally(context).id(), "one".getBytes(StandardCharsets.UTF_8));
			}
			awaitState(context, "3");
			component("echo");
			await().untilAsserted(() -> assertThat(output).contains("[tally] is back, as incarnation 2"));
			manifest("mailbocks = 5");
			await().untilAsserted(() -> assertThat(output).contains("mailbocks"));
			manifest("mailbox = 5");
			await().untilAsserted(() -> assertThat(output).contains("[tally] is back, as incarnation 3"));
			WholeFile.replace(this.directory.resolve("tally.wasm"), "no component");
			await().untilAsserted(() -> assertThat(context.getBean(Application.class).failed).hasSize(2));
			awaitState(context, "3");
			assertThat(tally(context).incarnation()).isEqualTo(3);
			assertThat(context.getBean(Application.class).reloaded).extracting(ActorReloaded::changes)
				.containsExactly(List.of("component"), List.of("limits"));
		}
		List<String> shown = block("text").lines().toList();
		assertThat(output.toString()).containsSubsequence(shown);
		assertThat(lines(output)).isEqualTo(shown.stream().filter((line) -> line.startsWith("[tally]")).toList());
	}

	private static List<String> lines(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains("theater.lifecycle") && line.contains("[tally]"))
			.map((line) -> line.substring(line.indexOf("[tally]")))
			.toList();
	}

	private ConfigurableApplicationContext run() throws IOException {
		Properties properties = yaml();
		properties.setProperty("theater.manifest-locations", "file:" + this.directory);
		properties.setProperty("theater.reload-poll-interval", "20ms");
		properties.setProperty("theater.reload-quiet-period", "20ms");
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties(properties)
			.run("--spring.main.banner-mode=off");
	}

	private static Properties yaml() throws IOException {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ByteArrayResource(block("yaml").getBytes(StandardCharsets.UTF_8)));
		Properties properties = yaml.getObject();
		assertThat(properties).containsEntry("theater.reload", true)
			.containsEntry("theater.manifest-locations", "file:src/main/resources/actors/");
		Properties texts = new Properties();
		properties.forEach((key, value) -> texts.setProperty((String) key, value.toString()));
		return texts;
	}

	private void component(String name) throws IOException {
		try (var in = getClass().getResourceAsStream("/actors/" + name + ".wasm")) {
			WholeFile.replace(this.directory.resolve("tally.wasm"), in.readAllBytes());
		}
	}

	private void manifest(String limit) throws IOException {
		WholeFile.replace(this.directory.resolve("tally.toml"), MANIFEST + "\n[limits]\n" + limit + "\n");
	}

	private static ActorNode tally(ConfigurableApplicationContext context) {
		return context.getBean(ActorDirectory.class).find("tally").orElseThrow();
	}

	private static void awaitState(ConfigurableApplicationContext context, String expected) {
		await().atMost(Duration.ofSeconds(20))
			.untilAsserted(() -> assertThat(context.getBean(ActorDirectory.class).state(tally(context).id()))
				.hasValueSatisfying((state) -> assertThat(state).asString().isEqualTo(expected)));
	}

	@Test
	void showsListenersThatAreHere() throws IOException {
		String here = Files
			.readString(Path.of("src/test/java", DeveloperLoopGuideTests.class.getName().replace('.', '/') + ".java"));
		Arrays.stream(block("java").split("\n"))
			.map(String::strip)
			.filter((line) -> !line.isEmpty() && !line.startsWith("//"))
			.forEach((line) -> assertThat(here).contains(line));
	}

	private static String block(String language) throws IOException {
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(GUIDE))
			.results()
			.map((block) -> block.group(1))
			.findFirst()
			.orElseThrow();
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		private final List<ActorReloaded> reloaded = new CopyOnWriteArrayList<>();

		private final List<ActorReloadFailed> failed = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ActorReloaded event) {
			this.reloaded.add(event);
		}

		@EventListener
		void on(ActorReloadFailed event) {
			this.failed.add(event);
		}

	}

}
