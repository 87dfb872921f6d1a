package dev.theater.spring.test.plain;

import java.time.Duration;

import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.test.AutoConfigureScenario;
import dev.theater.spring.test.Chains;
import dev.theater.test.ManualClock;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.NestedTestConfiguration;
import org.springframework.test.context.NestedTestConfiguration.EnclosingConfiguration;

import static org.assertj.core.api.Assertions.assertThat;

/** Scenarios where all of the application is there. */
@SpringBootTest
@AutoConfigureScenario
class WholeApplicationTests {

	@Test
	void hasAllComponentsAndTheMachinesTime(@Autowired PlainController controller, @Autowired Scenario autowired,
			Scenario scenario, Chains chains, @Autowired TheaterRuntime runtime) {
		assertThat(controller).isNotNull();
		assertThat(scenario).isSameAs(autowired);
		assertThat(scenario.runtime()).isSameAs(runtime);
		ScenarioActor flaky = scenario.at("desk/flaky");
		int incarnation = flaky.node().incarnation();
		flaky.send("crash").awaitIncarnation(incarnation + 1);
		chains.of(flaky.id()).isValid().containsInOrder("Failed", "Restarting");
	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@SpringBootTest
	@AutoConfigureScenario(onThreads = false)
	@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
	class StepByStep {

		@Test
		@Order(1)
		void mayHaveTheTestsTime(Scenario scenario, ManualClock clock, @Autowired PlainService service) {
			assertThat(service).isNotNull();
			scenario.at("desk/flaky").send("crash").awaitIncarnation(2);
			clock.advance(Duration.ofHours(1));
		}

		@Test
		@Order(2)
		void keepsItsRuntimeAsLongAsItsContext(Scenario scenario, ManualClock clock) {
			scenario.at("desk/flaky").andVerify((flaky) -> assertThat(flaky.incarnation()).isEqualTo(2));
			assertThat(clock.nanoTime()).isEqualTo(Duration.ofHours(1).toNanos());
		}

	}

	@Nested
	@NestedTestConfiguration(EnclosingConfiguration.OVERRIDE)
	@SpringBootTest
	class WithoutAScenario {

		@Test
		void isAsItWasWithoutThisModule(@Autowired ActorMessaging messaging, @Autowired ActorDirectory directory) {
			assertThat(messaging.request(directory.find("desk").orElseThrow().id(), "report".getBytes()).join())
				.asString()
				.isEqualTo("failed=0 ended=0 stopped=0");
		}

	}

}
