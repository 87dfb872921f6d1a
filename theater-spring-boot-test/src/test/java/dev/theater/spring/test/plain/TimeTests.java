package dev.theater.spring.test.plain;

import java.time.Duration;

import dev.theater.actor.ActorStatus;
import dev.theater.spring.test.TheaterTest;
import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Time stands until the test moves it, and nothing runs by itself. */
@TheaterTest(properties = { "theater.limits.call-timeout=10s", "theater.supervision.backoff.initial=1d",
		"theater.supervision.backoff.max=1d", "theater.supervision.backoff.jitter=0" })
@Timeout(60)
class TimeTests {

	@Test
	void aLoopLastsUntilItsTimeoutWhichIsAProperty(Scenario scenario, ManualClock clock) {
		ScenarioActor puppet = scenario.spawn(Puppet.MANIFEST).hang();
		clock.advance(Duration.ofSeconds(9));
		puppet.awaitStatus(ActorStatus.RUNNING);
		clock.advance(Duration.ofSeconds(1));
		puppet.awaitStatus(ActorStatus.RESTARTING);
	}

	@Test
	void backoffIsAProperty(Scenario scenario) {
		scenario.spawn(Puppet.MANIFEST)
			.send(Puppet.crash())
			.awaitStatus(ActorStatus.RESTARTING)
			.advance(Duration.ofHours(23))
			.awaitStatus(ActorStatus.RESTARTING)
			.advance(Duration.ofHours(1))
			.awaitIncarnation(2);
	}

	@Test
	void stepsRunWhenTheTestSays(Scenario scenario, ManualDispatch dispatch) {
		ScenarioActor puppet = scenario.spawn(Puppet.MANIFEST, "1");
		puppet.send(Puppet.add());
		assertThat(puppet.node().mailbox()).isOne();
		assertThat(dispatch.runAll()).isPositive();
		assertThat(puppet.node().mailbox()).isZero();
		assertThat(puppet.state()).isEqualTo("2");
	}

}
