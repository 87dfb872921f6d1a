package dev.theater.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.theater.actor.ActorComponent;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.component.Component;
import dev.theater.component.Linker;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.Lifecycle;
import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.ShutdownPolicy;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** A child that a guest starts has no more than its parent. */
class CeilingsTests extends OnStage {

	private static final SupervisionPolicy DEFAULT = policy(30, "60s", 10);

	/** The smallest there is. */
	private static final ActorComponent COMPONENT = new ActorComponent("sha256:none", new Linker().link(Component
		.load(WasmEngine.of(WasmEngine.Mode.INTERPRETER), new byte[] { 0, 'a', 's', 'm', 0x0d, 0, 1, 0 })));

	private final Ceilings ceilings = new Ceilings(RuntimeSettings.defaults().limits(), DEFAULT);

	private static SupervisionPolicy policy(int restarts, String within, int consecutive) {
		return new SupervisionPolicy(RestartStrategy.ONE_FOR_ALL, intensity(restarts + " in " + within), Backoff.NONE,
				consecutive);
	}

	/** Such as {@code 3 in 5s}. */
	private static RestartIntensity intensity(String text) {
		String[] parts = text.split(" in ");
		return new RestartIntensity(Integer.parseInt(parts[0]), Duration.parse("PT" + parts[1]));
	}

	private static ShutdownPolicy shutdown(String text) {
		return switch (text) {
			case "brutal-kill" -> new ShutdownPolicy.BrutalKill();
			case "infinity" -> new ShutdownPolicy.Infinity();
			default -> new ShutdownPolicy.Within(Duration.parse("PT" + text));
		};
	}

	private ActorDefinition parent(SupervisionPolicy supervision, ShutdownPolicy shutdown) {
		Lifecycle own = Lifecycle.DEFAULT;
		return new ActorDefinition("parent", "parent", "parent.toml", COMPONENT, null, Map.of(), supervision, true,
				new Lifecycle(own.restart(), own.restartState(), own.onError(), shutdown, own.initTimeout(),
						own.callTimeout()),
				RuntimeSettings.defaults().limits().actor(), List.of(), Set.of());
	}

	private ActorDefinition parent(SupervisionPolicy supervision) {
		return parent(supervision, ShutdownPolicy.DEFAULT);
	}

	// ---- restarts

	@ParameterizedTest
	@CsvSource({ "2 in 60s, 3 in 60s, 2 in 60s", "3 in 60s, 3 in 60s, 3 in 60s", "4 in 60s, 3 in 60s, 3 in 60s",
			"3 in 120s, 3 in 60s, 3 in 120s", "3 in 59s, 3 in 60s, 3 in 60s", "1 in 20s, 3 in 60s, 1 in 20s",
			"1 in 19s, 3 in 60s, 1 in 60s", "1000 in 1000000s, 3 in 60s, 3 in 1000000s", "0 in 1s, 3 in 60s, 0 in 1s",
			"1 in 1s, 0 in 60s, 0 in 60s", "100 in 1s, 100 in 1s, 30 in 60s",
			"2147483647 in 31536000s, 3 in 60s, 3 in 31536000s",
			"2147483647 in 0.000000001s, 2147483647 in 31536000s, 30 in 60s" })
	void aChildRestartsItsOwnNoMoreOftenThanItsParent(String own, String parents, String then) {
		SupervisionPolicy wanted = new SupervisionPolicy(RestartStrategy.REST_FOR_ONE, intensity(own), Backoff.NONE, 5);
		SupervisionPolicy most = new SupervisionPolicy(RestartStrategy.ONE_FOR_ALL, intensity(parents), Backoff.NONE,
				9);
		assertThat(this.ceilings.supervision(Optional.of(wanted), parent(most)))
			.isEqualTo(new SupervisionPolicy(RestartStrategy.REST_FOR_ONE, intensity(then), Backoff.NONE, 5));
		assertThat(this.ceilings.supervision(Optional.of(wanted), null)).as("the application's own").isEqualTo(wanted);
	}

	@ParameterizedTest
	@CsvSource({ "5, 9, 5", "9, 5, 5", "7, 7, 7", "100, 50, 10" })
	void neitherMoreOftenInARow(int own, int parents, int then) {
		SupervisionPolicy supervision = this.ceilings.supervision(Optional.of(policy(3, "60s", own)),
				parent(policy(3, "60s", parents)));
		assertThat(supervision.maxConsecutive()).isEqualTo(then);
	}

	@Test
	void aManifestThatDoesNotSayHasTheDefaultAndNoMoreThanTheParentEither() {
		assertThat(this.ceilings.supervision(Optional.empty(), null)).isEqualTo(DEFAULT);
		assertThat(this.ceilings.supervision(Optional.empty(), parent(policy(30, "60s", 20)))).isEqualTo(DEFAULT);
		assertThat(this.ceilings.supervision(Optional.empty(), parent(policy(1, "90s", 2))))
			.isEqualTo(policy(1, "90s", 2));
	}

	// ---- shutdown

	@ParameterizedTest
	@CsvSource({ "3s, 5s, 3s", "5s, 3s, 3s", "5s, 5s, 5s", "infinity, 5s, 5s", "5s, infinity, 5s",
			"infinity, infinity, infinity", "brutal-kill, 5s, brutal-kill", "5s, brutal-kill, brutal-kill",
			"infinity, brutal-kill, brutal-kill", "brutal-kill, infinity, brutal-kill" })
	void aChildHasNoMoreTimeToShutDownThanItsParent(String own, String parents, String then) {
		LifecycleOverrides manifest = new LifecycleOverrides(null, null, null, shutdown(own), null, null);
		assertThat(this.ceilings
			.lifecycle("child.toml", manifest, LifecycleOverrides.NONE, parent(DEFAULT, shutdown(parents)))
			.shutdown()).isEqualTo(shutdown(then));
		assertThat(this.ceilings.lifecycle("child.toml", manifest, LifecycleOverrides.NONE, null).shutdown())
			.isEqualTo(shutdown(own));
	}

	// ---- on stage

	@Test
	void aSupervisorThatAGuestStartedGivesUpWhenItsParentWould() {
		this.stage.puppet("strict", "[supervision]\nmax_restarts = 1\nwithin = \"1h\"\n")
			.puppet("lax", "[supervision]\nmax_restarts = 3\nwithin = \"1s\"\n[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("worker", "");
		ActorId lax = spawn(this.stage.spawn("strict"), "lax", "");
		ActorId worker = spawn(lax, "worker", "1");
		crashAndAwait(worker);
		crash(worker);
		awaitGone(lax);
		ActorId own = this.stage.spawn("lax");
		ActorId other = spawn(own, "worker", "1");
		crashAndAwait(other);
		crashAndAwait(other);
		assertThat(node(own).status()).isEqualTo(ActorStatus.RUNNING);
	}

}
