package dev.theater.spring.test.plain;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.test.RuntimePerTestAutoConfiguration;
import dev.theater.spring.test.ScenarioAutoConfiguration;
import dev.theater.spring.test.TheaterTest;
import dev.theater.test.ManualClock;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** Contexts are kept from class to class, live side by side and end in time. */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class ContextsTests {

	private static final Map<Class<?>, ApplicationContext> CONTEXTS = new ConcurrentHashMap<>();

	@Test
	void classesOfTheSameConfigurationShareAContext() {
		CONTEXTS.clear();
		EngineTestKit.engine("junit-jupiter")
			.selectors(selectClass(One.class), selectClass(Two.class), selectClass(Threads.class))
			.execute()
			.testEvents()
			.assertStatistics((tests) -> tests.started(8).succeeded(8));
		assertThat(CONTEXTS).containsOnlyKeys(One.class, Two.class, Threads.class);
		assertThat(CONTEXTS.get(Two.class)).isSameAs(CONTEXTS.get(One.class)).isNotSameAs(CONTEXTS.get(Threads.class));
	}

	@Test
	void testsThatShareAContextTakeTurnsOnTheirThreads() {
		EngineTestKit.engine("junit-jupiter")
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "3")
			.selectors(selectClass(One.class), selectClass(Two.class), selectClass(Threads.class))
			.execute()
			.testEvents()
			.assertStatistics((tests) -> tests.started(8).succeeded(8));
	}

	@TheaterTest(properties = "test=contexts")
	static class One {

		@RepeatedTest(3)
		void isAlone(Scenario scenario, @Autowired ApplicationContext context) {
			CONTEXTS.put(getClass(), context);
			scenario.spawn(Puppet.MANIFEST).crashAndAwait();
			assertThat(scenario.tree().roots()).hasSize(2);
		}

	}

	@TheaterTest(properties = "test=contexts")
	static class Two {

		@RepeatedTest(3)
		void isAlone(Scenario scenario, @Autowired ApplicationContext context) {
			CONTEXTS.put(getClass(), context);
			assertThat(scenario.spawn(Puppet.MANIFEST).request(Puppet.add())).isEqualTo("1");
			assertThat(scenario.tree().roots()).hasSize(2);
		}

	}

	@TheaterTest(onThreads = true, properties = "test=contexts")
	static class Threads {

		@RepeatedTest(2)
		void isAlone(Scenario scenario, @Autowired ApplicationContext context) {
			CONTEXTS.put(getClass(), context);
			assertThat(scenario.spawn(Puppet.MANIFEST).request(Puppet.add())).isEqualTo("1");
			assertThat(scenario.tree().roots()).hasSize(2);
		}

	}

	@Test
	void twoContextsHaveTheirOwnTimeAndActors() {
		try (ConfigurableApplicationContext two = run()) {
			Scenario other = two.getBean(Scenario.class);
			try (ConfigurableApplicationContext one = run()) {
				one.getBean(Scenario.class).advance(Duration.ofHours(1)).spawn(Puppet.MANIFEST);
				assertThat(other.tree().roots()).hasSize(1);
				assertThat(two.getBean(ManualClock.class).nanoTime()).isZero();
			}
			assertThat(other.at("desk").request("report")).isEqualTo("failed=0 ended=0 stopped=0");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { RuntimePerTestAutoConfiguration.class, PlainApplication.class })
	void aContextIsClosedOnAnyThread(Class<?> more, CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = run(more);
		TheaterRuntime runtime = context.getBean(TheaterRuntime.class);
		assertThat(runtime.status()).isEqualTo(RuntimeStatus.RUNNING);
		CompletableFuture.runAsync(context::close).get(30, TimeUnit.SECONDS);
		assertThat(runtime.status()).isEqualTo(RuntimeStatus.STOPPED);
		assertThat(output).doesNotContain("did not stop properly");
	}

	private static ConfigurableApplicationContext run(Class<?>... more) {
		return new SpringApplicationBuilder(PlainApplication.class, ScenarioAutoConfiguration.class).sources(more)
			.web(WebApplicationType.NONE)
			.registerShutdownHook(false)
			.run("--theater.test.on-threads=false");
	}

}
