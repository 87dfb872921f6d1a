package dev.theater.spring.test.plain;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.runtime.RuntimeSettings.RootActor;
import dev.theater.spring.autoconfigure.TheaterRuntimeBuilderCustomizer;
import dev.theater.spring.test.TheaterTest;
import dev.theater.supervisor.ActorSpec;
import dev.theater.test.ManualClock;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Execution;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

/** Tests that fail say why. */
@ExtendWith(OutputCaptureExtension.class)
class RefusalTests {

	@Test
	void aFailedAwaitShowsTheTree() {
		assertThat(failure(Awaiting.class))
			.startsWith("{id} runs as incarnation 2: is not so, and nothing is left to run")
			.contains("the tree:\n  desk RUNNING, incarnation 1, 0 waiting  {id}\n    worker-1 RUNNING");
	}

	@TheaterTest
	static class Awaiting {

		@Test
		void neverComesBack(Scenario scenario) {
			scenario.at("desk").awaitIncarnation(2);
		}

	}

	@Test
	void aStartThatFailsShowsTheAnalysis(CapturedOutput output) {
		assertThat(failure(Misspelled.class)).contains("Failed to load ApplicationContext");
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("root actor 'desk' cannot start", "dask.toml", "theater.manifest-locations");
	}

	@TheaterTest(properties = "theater.actors.desk.manifest=dask.toml")
	static class Misspelled {

		@Test
		void neverRuns(Scenario scenario) {
			scenario.settle();
		}

	}

	@Test
	void aScenarioIsRefusedBeforeAll() {
		assertThat(failure(TooEarly.class)).contains("prepare() asks for a Scenario, which belongs to one test")
			.contains("in the test method or in @BeforeEach");
	}

	@TheaterTest
	static class TooEarly {

		@BeforeAll
		static void prepare(Scenario scenario) {
			scenario.settle();
		}

		@Test
		void neverRuns() {
			// it is prepare() that fails
		}

	}

	@Test
	void aClockIsRefusedOnThreads() {
		assertThat(failure(OnThreads.class)).contains("hasNoClock() asks for a ManualClock")
			.contains("runs on threads with the machine's clock", "onThreads = false");
	}

	@TheaterTest(onThreads = true)
	static class OnThreads {

		@Test
		void hasNoClock(ManualClock clock) {
			clock.timers();
		}

	}

	@Test
	void aScenarioIsRefusedWithoutARuntime() {
		assertThat(failure(Disabled.class)).contains("hasNoRuntime() asks for a Scenario")
			.contains("is theater.enabled false?");
	}

	@TheaterTest(properties = "theater.enabled=false")
	static class Disabled {

		@Test
		void hasNoRuntime(Scenario scenario) {
			scenario.settle();
		}

	}

	@Test
	void aStartThatFailsLaterFailsThatTestOnly() {
		Ghosts.RUNTIMES.set(0);
		EngineExecutionResults results = run(Ghosts.class);
		results.testEvents().assertStatistics((tests) -> tests.succeeded(2).failed(1));
		assertThat(messages(results)).singleElement()
			.asString()
			.contains("root actor 'ghost' cannot start", "ghost.toml");
	}

	@TheaterTest
	@Import(Ghost.class)
	static class Ghosts {

		static final AtomicInteger RUNTIMES = new AtomicInteger();

		@RepeatedTest(3)
		void starts(Scenario scenario) {
			scenario.andVerifyNobodyIsLeft();
		}

	}

	/** The second runtime cannot start. */
	static class Ghost {

		@Bean
		TheaterRuntimeBuilderCustomizer ghost() {
			RootActor ghost = new RootActor("ghost", ActorSpec.manifest("ghost.toml"), true);
			return (builder) -> builder
				.rootActors((Ghosts.RUNTIMES.incrementAndGet() == 2) ? List.of(ghost) : List.of());
		}

	}

	private static String failure(Class<?> test) {
		return messages(run(test)).getFirst();
	}

	private static EngineExecutionResults run(Class<?> test) {
		return EngineTestKit.engine("junit-jupiter").selectors(selectClass(test)).execute();
	}

	/** Their failures' messages, with all ids replaced. */
	private static List<String> messages(EngineExecutionResults results) {
		return results.allEvents()
			.executions()
			.stream()
			.map(Execution::getTerminationInfo)
			.filter((info) -> info.executed())
			.map((info) -> info.getExecutionResult())
			.map(TestExecutionResult::getThrowable)
			.flatMap((thrown) -> thrown.stream())
			.map((thrown) -> thrown.getMessage().replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "{id}"))
			.toList();
	}

}
