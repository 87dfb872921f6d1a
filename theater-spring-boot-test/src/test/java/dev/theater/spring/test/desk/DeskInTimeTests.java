package dev.theater.spring.test.desk;

import java.time.Duration;

import dev.theater.actor.ActorStatus;
import dev.theater.spring.test.TheaterTest;
import dev.theater.test.ManualClock;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.Test;

@TheaterTest(properties = { "theater.supervision.backoff.initial=5s", "theater.supervision.backoff.jitter=0" })
class DeskInTimeTests {

	@Test
	void givesUpOnALoopAndWaitsBeforeItTriesAgain(Scenario scenario, ManualClock clock) {
		ScenarioActor flaky = scenario.at("desk/flaky").hang();
		clock.advance(Duration.ofSeconds(2)); // its call_timeout
		flaky.awaitStatus(ActorStatus.RESTARTING);
		clock.advance(Duration.ofSeconds(5));
		flaky.awaitIncarnation(2);
	}

}
