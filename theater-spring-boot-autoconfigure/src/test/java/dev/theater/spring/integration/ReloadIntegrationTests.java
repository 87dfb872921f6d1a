package dev.theater.spring.integration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.spring.event.ActorLifecycleEvent;
import dev.theater.spring.event.ActorReloadFailed;
import dev.theater.spring.event.ActorReloaded;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A developer's loop: files are saved, and actors go on with them. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class ReloadIntegrationTests {

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

	private ConfigurableApplicationContext context;

	@BeforeEach
	void run() throws IOException {
		component("counter");
		WholeFile.replace(this.directory.resolve("tally.toml"), MANIFEST);
		this.context = new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off", "theater.reload=true", "theater.reload-poll-interval=20ms",
					"theater.reload-quiet-period=20ms", "theater.manifest-locations=file:" + this.directory,
					"theater.actors.tally.manifest=tally.toml")
			.run();
		for (int i = 0; i < 3; i++) {
			this.context.getBean(ActorMessaging.class).send(tally().id(), "one".getBytes(StandardCharsets.UTF_8));
		}
		assertThat(ask("")).isEqualTo("3");
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private void component(String name) throws IOException {
		try (var in = getClass().getResourceAsStream("/actors/" + name + ".wasm")) {
			WholeFile.replace(this.directory.resolve("tally.wasm"), in.readAllBytes());
		}
	}

	private ActorNode tally() {
		return this.context.getBean(ActorDirectory.class).find("tally").orElseThrow();
	}

	private String ask(String message) {
		byte[] answer = this.context.getBean(ActorMessaging.class)
			.request(tally().id(), message.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(20))
			.join();
		return new String(answer, StandardCharsets.UTF_8);
	}

	private <T extends ActorLifecycleEvent> List<T> events(Class<T> type) {
		return this.context.getBean(Application.class).events.stream()
			.filter(type::isInstance)
			.map(type::cast)
			.toList();
	}

	@Test
	void goesOnWithANewComponentAndTheOldState(CapturedOutput output) throws IOException {
		ActorNode before = tally();
		component("echo");
		await().untilAsserted(() -> assertThat(events(ActorReloaded.class)).hasSize(1));
		await().until(() -> tally().incarnation() == 2);
		assertThat(ask("hello")).as("it does something else now").isEqualTo("hello");
		assertThat(tally().id()).isEqualTo(before.id());
		component("counter");
		await().untilAsserted(() -> assertThat(tally().incarnation()).isEqualTo(3));
		assertThat(ask("")).as("nobody has lost count").isEqualTo("3");
		assertThat(this.context.getBean(ActorDirectory.class).verify(tally().id()).orElseThrow().valid()).isTrue();
		ActorReloaded reloaded = events(ActorReloaded.class).getFirst();
		assertThat(reloaded.componentBefore()).isEqualTo(before.component());
		assertThat(reloaded.changes()).containsExactly("component");
		assertThat(output).containsPattern(
				"\\[tally] is reloaded from tally.toml as incarnation 2: component [0-9a-f]{8} -> [0-9a-f]{8}");
	}

	@Test
	void staysAsItIsUntilTheManifestIsRight(CapturedOutput output) throws IOException {
		WholeFile.replace(this.directory.resolve("tally.toml"), MANIFEST + "\n[limits]\nmailbocks = 5\n");
		await().untilAsserted(() -> assertThat(events(ActorReloadFailed.class)).hasSize(1));
		assertThat(events(ActorReloadFailed.class).getFirst().reason()).contains("mailbocks");
		assertThat(output).contains("[tally] is not reloaded and stays as it is: ").contains("mailbocks");
		assertThat(ask("")).isEqualTo("3");
		assertThat(tally().incarnation()).isOne();
		WholeFile.replace(this.directory.resolve("tally.toml"), MANIFEST + "\n[limits]\nmailbox = 5\n");
		await().untilAsserted(() -> assertThat(tally().limits().mailbox()).isEqualTo(5));
		await().untilAsserted(() -> assertThat(tally().incarnation()).isEqualTo(2));
		assertThat(ask("")).isEqualTo("3");
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		private final List<ActorLifecycleEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ActorLifecycleEvent event) {
			this.events.add(event);
		}

	}

}
