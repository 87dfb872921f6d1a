package dev.theater.test;

import java.time.Duration;

import dev.theater.actor.ActorStatus;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Scenarios of runtimes that somebody else built. */
@Timeout(60)
class ScenarioSetupTests {

	@Test
	void ownsTheTimeAndOrderOfARuntime() {
		ManualClock clock = new ManualClock();
		ScenarioSetup setup = ScenarioSetup.stepByStep(clock, new ManualDispatch());
		try (TheaterRuntime runtime = setup.applyTo(TheaterRuntime.builder()).start()) {
			Scenario scenario = setup.scenarioOf(runtime);
			scenario.puppet("patient", "[supervision]\nbackoff = { initial = \"1h\", max = \"1h\", jitter = 0.0 }\n");
			ScenarioActor child = scenario.spawn("patient.toml").spawn("puppet.toml");
			child.send(Puppet.crash()).awaitStatus(ActorStatus.RESTARTING);
			scenario.advance(Duration.ofHours(1));
			child.awaitIncarnation(2).awaitHeard("Spawned", "Failed", "Restarted");
			assertThat(clock.nanoTime()).isEqualTo(Duration.ofHours(1).toNanos());
		}
	}

	@Test
	void leavesARuntimeItsThreads() {
		ScenarioSetup setup = ScenarioSetup.onThreads();
		TheaterRuntime runtime = setup.applyTo(TheaterRuntime.builder()).start();
		try (Scenario scenario = setup.scenarioOf(runtime)) {
			scenario.spawn("puppet.toml", "1").crashAndAwait().andVerifyState("1");
		}
		assertThat(runtime.status()).isEqualTo(RuntimeStatus.STOPPED);
	}

	@Test
	void refusesARuntimeThatWasBuiltWithoutIt() {
		try (TheaterRuntime runtime = TheaterRuntime.builder().build()) {
			assertThatIllegalStateException().isThrownBy(() -> ScenarioSetup.onThreads().scenarioOf(runtime))
				.withMessageContaining("built without this setup")
				.withMessageContaining("call applyTo() with its builder first");
		}
	}

}
