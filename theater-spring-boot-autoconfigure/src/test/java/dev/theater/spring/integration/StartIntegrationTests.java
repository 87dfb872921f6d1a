package dev.theater.spring.integration;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorMessaging;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.event.ActorLifecycleEvent;
import dev.theater.spring.event.ActorParked;
import dev.theater.spring.event.ActorStopped;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a start says and does, with real components and without a web server. */
@Timeout(120)
@ExtendWith(OutputCaptureExtension.class)
class StartIntegrationTests {

	@TempDir
	Path directory;

	@Test
	void namesTheRootActorsInTheirOrder(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("theater.actors.zebra.manifest=counter.toml",
				"theater.actors.ant.manifest=echo.toml", "theater.actors.ant.order=-1")) {
			assertThat(output)
				.contains("Theater is running (engine compiler, store memory) with root actors ant, zebra")
				.doesNotContain("is not exposed");
			assertThat(context.getBean(ActorDirectory.class).tree().roots()).extracting(ActorNode::name)
				.containsExactly("ant", "zebra");
		}
	}

	@Test
	void givesTheInitialStateOfTheProperty() {
		try (ConfigurableApplicationContext context = run("theater.actors.tally.manifest=counter.toml",
				"theater.actors.tally.init=41")) {
			ActorDirectory actors = context.getBean(ActorDirectory.class);
			ActorNode tally = actors.find("tally").orElseThrow();
			assertThat(actors.state(tally.id()))
				.hasValueSatisfying((state) -> assertThat(state).asString().isEqualTo("41"));
		}
	}

	@Test
	void readsManifestsFromADirectoryBeforeTheClassPath() throws Exception {
		try (var in = getClass().getResourceAsStream("/actors/echo.wasm")) {
			Files.write(this.directory.resolve("echo.wasm"), in.readAllBytes());
		}
		Files.writeString(this.directory.resolve("mine.toml"), """
				name = "mine"
				version = "1.0.0"
				component = "echo.wasm"

				[[handler]]
				type = "runtime"

				[[handler]]
				type = "message-server"
				""");
		try (ConfigurableApplicationContext context = run("theater.actors.mine.manifest=mine.toml",
				"theater.manifest-locations=file:" + this.directory + ",classpath:/actors/",
				"theater.actors.echo.manifest=echo.toml")) {
			assertThat(context.getBean(ActorDirectory.class).tree().roots()).hasSize(2)
				.allSatisfy((node) -> assertThat(node.status()).isEqualTo(ActorStatus.RUNNING));
		}
	}

	@Test
	void failsWithAnAnalysisWhereARequiredActorHasNoManifest(CapturedOutput output) {
		assertThatThrownBy(() -> run("theater.actors.desk.manifest=dask.toml")).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("root actor 'desk' cannot start")
			.contains("dask.toml")
			.contains("theater.manifest-locations");
	}

	@Test
	void failsWithAnAnalysisWhereARequiredActorsInitFails(CapturedOutput output) {
		assertThatThrownBy(() -> run("theater.actors.tally.manifest=counter.toml", "theater.actors.tally.init=lots"))
			.isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("root actor 'tally' cannot start")
			.contains("theater.actors.tally.required=false");
	}

	@Test
	void failsWithAnAnalysisWhereTheEngineHasNoPlaceForItsCache(CapturedOutput output) throws Exception {
		Path file = Files.writeString(this.directory.resolve("file"), "no directory");
		assertThatThrownBy(() -> run("theater.engine.cache-directory=" + file)).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START").contains(file.toString()).doesNotContain("\tat ");
	}

	@Test
	void failsWithAnAnalysisWhereAnInitialStateIsNotThere(CapturedOutput output) {
		assertThatThrownBy(() -> run("theater.actors.tally.manifest=counter.toml",
				"theater.actors.tally.init-location=classpath:nope.json"))
			.isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("theater.actors.tally.init-location", "classpath:nope.json", "there is no such file")
			.doesNotContain("\tat ");
	}

	@Test
	void logsAFailureAndTheRestart(CapturedOutput output) {
		try (ConfigurableApplicationContext context = run("theater.actors.flaky.manifest=flaky.toml")) {
			ActorNode flaky = context.getBean(ActorDirectory.class).find("flaky").orElseThrow();
			context.getBean(ActorMessaging.class).send(flaky.id(), "crash".getBytes(StandardCharsets.UTF_8));
			await().untilAsserted(() -> assertThat(output).contains("[flaky] handle-send failed (trap)")
				.contains("[flaky] is back, as incarnation 2"));
		}
	}

	@Test
	void keepsTheTreesOfTwoContextsApart() {
		try (ConfigurableApplicationContext other = run("theater.actors.tally.manifest=counter.toml")) {
			ActorDirectory others = other.getBean(ActorDirectory.class);
			try (ConfigurableApplicationContext one = run("theater.actors.tally.manifest=counter.toml")) {
				ActorNode tally = one.getBean(ActorDirectory.class).find("tally").orElseThrow();
				assertThat(others.node(tally.id())).isEmpty();
			}
			assertThat(others.find("tally"))
				.hasValueSatisfying((node) -> assertThat(node.status()).isEqualTo(ActorStatus.RUNNING));
		}
	}

	@Test
	void parksAnActorThatIsNotRequired() {
		try (ConfigurableApplicationContext context = run("theater.actors.tally.manifest=counter.toml",
				"theater.actors.tally.init=lots", "theater.actors.tally.required=false",
				"theater.actors.echo.manifest=echo.toml")) {
			ActorNode tally = context.getBean(ActorDirectory.class).find("tally").orElseThrow();
			assertThat(tally.parked()).isTrue();
			assertThat(tally.required()).isFalse();
			Health health = context.getBean("theaterHealthIndicator", HealthIndicator.class).health();
			assertThat(health).isNotNull();
			assertThat(health.getStatus()).isEqualTo(Status.UP);
			assertThat(health.getDetails()).containsEntry("parked", List.of(tally.id().toString()));
			await().untilAsserted(() -> assertThat(context.getBean(Application.class).events)
				.hasAtLeastOneElementOfType(ActorParked.class));
		}
	}

	@Test
	void stopsAllActorsWithTheContextAndTellsOfIt() {
		ConfigurableApplicationContext context = run("theater.actors.desk.manifest=desk.toml");
		Application application = context.getBean(Application.class);
		TheaterRuntime runtime = context.getBean(TheaterRuntime.class);
		context.close();
		assertThat(runtime.status()).isEqualTo(RuntimeStatus.STOPPED);
		assertThat(application.events).filteredOn(ActorStopped.class::isInstance)
			.extracting(ActorLifecycleEvent::path)
			.containsExactly("desk/flaky", "desk/worker-2", "desk/worker-1", "desk");
	}

	private static ConfigurableApplicationContext run(String... properties) {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("spring.main.banner-mode=off")
			.properties(properties)
			.run();
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
