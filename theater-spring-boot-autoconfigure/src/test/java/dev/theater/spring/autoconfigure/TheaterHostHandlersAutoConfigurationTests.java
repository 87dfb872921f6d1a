package dev.theater.spring.autoconfigure;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import dev.theater.actor.ActorId;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.host.ContentStore;
import dev.theater.host.EnvironmentSource;
import dev.theater.host.FolderContentStore;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.InMemoryContentStore;
import dev.theater.host.RandomSource;
import dev.theater.runtime.TheaterRuntime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

import static org.assertj.core.api.Assertions.assertThat;

/** The handlers with a real runtime and the guest that calls them. */
class TheaterHostHandlersAutoConfigurationTests {

	private static final Path AGENT = Path.of("../theater-core/src/test/resources/guests/agent.wasm");

	@TempDir
	Path actors;

	@TempDir
	Path contents;

	private ApplicationContextRunner runner;

	@BeforeEach
	void agent() throws Exception {
		Files.copy(AGENT, this.actors.resolve("agent.wasm"));
		Files.writeString(this.actors.resolve("agent.toml"), """
				name = "agent"
				component = "agent.wasm"
				[[handler]]
				type = "timing"
				[[handler]]
				type = "random"
				[[handler]]
				type = "environment"
				allow = ["APP_MODE", "PATH"]
				[[handler]]
				type = "store"
				name = "library"
				""");
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(TheaterAutoConfiguration.class, TheaterHostHandlersAutoConfiguration.class))
			.withPropertyValues("theater.manifest-locations=file:" + this.actors + "/");
	}

	private static String ask(AssertableApplicationContext context, String command) {
		TheaterRuntime runtime = context.getBean(TheaterRuntime.class);
		ActorId agent = runtime.directory()
			.find("agent")
			.map((node) -> node.id())
			.orElseGet(() -> runtime.supervisor().spawn("agent.toml"));
		try {
			byte[] answer = runtime.messaging()
				.request(agent, command.getBytes(StandardCharsets.UTF_8), Duration.ofSeconds(20))
				.get(30, TimeUnit.SECONDS);
			return new String(answer, StandardCharsets.UTF_8);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void keepsContentsInMemoryAndLooksVariablesUpInTheProcess() {
		this.runner.run((context) -> {
			assertThat(context).getBean(ContentStore.class).isInstanceOf(InMemoryContentStore.class);
			assertThat(ask(context, "var PATH")).isEqualTo("ok " + System.getenv("PATH"));
			assertThat(ask(context, "uuid")).startsWith("ok ");
			assertThat(ask(context, "sleep 1")).isEqualTo("ok");
			assertThat(ask(context, "put-at library tree oak")).startsWith("ok ");
		});
	}

	@Test
	void keepsContentsInAFolderThatOutlivesTheApplication() {
		ApplicationContextRunner inFolder = this.runner.withPropertyValues("theater.content-store.type=folder",
				"theater.content-store.folder=" + this.contents, "theater.content-store.max-size=4B");
		inFolder.run((context) -> {
			assertThat(context).getBean(ContentStore.class).isInstanceOf(FolderContentStore.class);
			assertThat(ask(context, "put-at library tree oak")).startsWith("ok ");
			assertThat(ask(context, "put library elm")).contains("allows \"4B\" in all");
		});
		inFolder.run((context) -> assertThat(ask(context, "by-label library tree")).startsWith("ok "));
	}

	@Test
	void refusesAFolderThatAnotherRuntimeHas() {
		ApplicationContextRunner inFolder = this.runner.withPropertyValues("theater.content-store.type=folder",
				"theater.content-store.folder=" + this.contents);
		inFolder.run((context) -> inFolder.run((second) -> {
			assertThat(second).hasFailed();
			assertThat(second.getStartupFailure()).rootCause()
				.hasMessageContaining("is used by another runtime; name a folder that this runtime has for itself");
			assertThat(second.getStartupFailure()).hasStackTraceContaining(TheaterSetUpException.class.getName());
		}));
	}

	@Test
	void beansOfTheApplicationAreUsedInstead() {
		ContentStore store = new InMemoryContentStore();
		this.runner.withBean(ContentStore.class, () -> store)
			.withBean(EnvironmentSource.class, () -> EnvironmentSource.of(Map.of("APP_MODE", "test", "PATH", "/")))
			.withBean(RandomSource.class, () -> (bytes) -> Arrays.fill(bytes, (byte) 7))
			.run((context) -> {
				assertThat(context).hasSingleBean(ContentStore.class);
				assertThat(ask(context, "var PATH")).isEqualTo("ok /");
				assertThat(ask(context, "bytes 2")).isEqualTo("ok 2 0707");
				ask(context, "put library oak");
				assertThat(store.contents("shared-library")).hasSize(1);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class Variables {

		@Bean
		EnvironmentSource agentVariables(Environment environment) {
			return (name) -> Optional.ofNullable(environment.getProperty("agents." + name));
		}

	}

	@Test
	void variablesMayBePropertiesAsTheGuideShows() throws Exception {
		this.runner.withUserConfiguration(Variables.class)
			.withPropertyValues("agents.APP_MODE=quiet", "APP_MODE=loud")
			.run((context) -> {
				assertThat(ask(context, "var APP_MODE")).isEqualTo("ok quiet");
				assertThat(ask(context, "var PATH")).isEqualTo("ok-none");
			});
		String source = flat(Files.readString(Path
			.of("src/test/java/dev/theater/spring/autoconfigure/TheaterHostHandlersAutoConfigurationTests.java")));
		assertThat(Pattern.compile("```java\n(@Bean\nEnvironmentSource.*?)```", Pattern.DOTALL)
			.matcher(Files.readString(Path.of("../docs/guide/interfaces.md")))
			.results()
			.map((block) -> flat(block.group(1)))).singleElement()
			.satisfies((block) -> assertThat(source).contains(block));
	}

	private static String flat(String text) {
		return text.replaceAll("\\s+", " ").strip();
	}

	/** A time that stands. */
	private static final class Standing implements HostHandler {

		@Override
		public String name() {
			return "timing";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			String timing = "theater:simple/timing";
			ResultType done = new ResultType(null, PrimitiveType.STRING);
			functions
				.function(timing, "now", FunctionType.of(PrimitiveType.U64),
						(call, arguments) -> BigInteger.valueOf(42))
				.function(timing, "sleep", FunctionType.of(done, FunctionType.param("duration", PrimitiveType.U64)),
						(call, arguments) -> ResultValue.err("no sleep here"))
				.function(timing, "deadline", FunctionType.of(done, FunctionType.param("timestamp", PrimitiveType.U64)),
						(call, arguments) -> ResultValue.ok());
		}

	}

	@Test
	void aHandlerOfTheApplicationReplacesTheBuiltInOneOfItsName() {
		this.runner.withBean(HostHandler.class, Standing::new).run((context) -> {
			assertThat(ask(context, "now")).isEqualTo("ok 42");
			assertThat(ask(context, "sleep 1")).isEqualTo("err no sleep here");
			assertThat(ask(context, "uuid")).startsWith("ok ");
		});
		this.runner.withBean("one", HostHandler.class, Standing::new)
			.withBean("two", HostHandler.class, Standing::new)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("two host handlers are named 'timing'"));
	}

	@Test
	void thereIsNothingWhereTheTheaterIsSwitchedOff() {
		this.runner.withPropertyValues("theater.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(ContentStore.class));
	}

}
