package dev.theater.supervision;

import java.time.Duration;
import java.time.Instant;

import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What operators see of a child whose restart is delayed. */
class BackingOffTests extends OnStage {

	private static final String TEN_SECONDS = "backoff = { initial = \"10s\", max = \"10s\", jitter = 0.0 }\n";

	@BeforeEach
	void manifests() {
		puppet("worker", "")
			.puppet("one", "[supervision]\n" + TEN_SECONDS + child("worker", "a", "") + child("worker", "b", ""))
			.puppet("all", "[supervision]\nstrategy = \"one-for-all\"\n" + TEN_SECONDS + child("worker", "a", "")
					+ child("worker", "b", ""));
	}

	private ScenarioActor crashed(String manifest) {
		ScenarioActor a = this.scenario.spawn(manifest).child("a");
		a.send(Puppet.crash());
		this.scenario.settle();
		return a;
	}

	private static Instant failedAt(ScenarioActor actor) {
		return actor.node().lastFailure().map(ActorNode.LastFailure::at).orElseThrow();
	}

	private static @Nullable Instant until(ScenarioActor actor) {
		return actor.node().backingOffUntil();
	}

	@Test
	void showsWhenADelayedRestartWillBe() {
		ScenarioActor a = crashed("one.toml");
		assertThat(a.node().status()).isEqualTo(ActorStatus.RESTARTING);
		assertThat(until(a)).isEqualTo(failedAt(a).plusSeconds(10));
	}

	@Test
	void showsItOfTheMemberThatItsGroupWaitsFor() {
		ScenarioActor a = crashed("all.toml");
		assertThat(until(a)).isEqualTo(failedAt(a).plusSeconds(10));
	}

	@Test
	void showsNothingOfOneThatIsNotDelayed() {
		ScenarioActor a = crashed("one.toml");
		assertThat(until(this.scenario.at("one/b"))).isNull();
		assertThat(until(this.scenario.at("one"))).isNull();
		assertThat(until(a)).isNotNull();
	}

	@Test
	void showsNothingOnceItIsBack() {
		ScenarioActor one = crashed("one.toml");
		ScenarioActor all = crashed("all.toml");
		this.scenario.advance(Duration.ofSeconds(10));
		assertThat(one.awaitIncarnation(2).node().backingOffUntil()).isNull();
		assertThat(all.awaitIncarnation(2).node().backingOffUntil()).isNull();
	}

	@Test
	void showsNothingOnceItIsStopped() {
		ScenarioActor a = crashed("one.toml");
		directory().stop(a.id());
		assertThat(a.node().status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(until(a)).isNull();
	}

}
