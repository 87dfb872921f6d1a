package dev.theater.spring.test;

import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.autoconfigure.TheaterAutoConfiguration;
import dev.theater.spring.autoconfigure.TheaterRuntimeBuilderCustomizer;
import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioSetup;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for
 * {@link AutoConfigureScenario @AutoConfigureScenario}.
 */
@AutoConfiguration(after = TheaterAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "theater.enabled", matchIfMissing = true)
public final class ScenarioAutoConfiguration {

	private static final String ON_THREADS = "theater.test.on-threads";

	/** The last of its kind, since the clock must be the test's whatever others say. */
	@Bean
	TheaterRuntimeBuilderCustomizer theaterScenarioCustomizer(ObjectProvider<ScenarioSetup> setup) {
		return (builder) -> setup.getObject().applyTo(builder);
	}

	@Bean(destroyMethod = "")
	Scenario theaterScenario(ScenarioSetup setup, TheaterRuntime runtime) {
		return setup.scenarioOf(runtime);
	}

	@Bean
	Chains theaterChains(Scenario scenario) {
		return new Chains(scenario);
	}

	@Bean
	TestRuns theaterTestRuns(ApplicationContext context) {
		return new TestRuns(context);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(ON_THREADS)
	static class OnThreads {

		@Bean
		ScenarioSetup theaterScenarioSetup() {
			return ScenarioSetup.onThreads();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnBooleanProperty(name = ON_THREADS, havingValue = false)
	static class StepByStep {

		@Bean(destroyMethod = "")
		ManualClock theaterManualClock() {
			return new ManualClock();
		}

		@Bean
		ManualDispatch theaterManualDispatch() {
			return new ManualDispatch();
		}

		@Bean
		ScenarioSetup theaterScenarioSetup(ManualClock clock, ManualDispatch dispatch) {
			return ScenarioSetup.stepByStep(clock, dispatch);
		}

	}

}
