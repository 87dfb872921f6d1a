package dev.theater.manifest;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import dev.theater.actor.EventBounds;
import dev.theater.actor.LogBounds;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.OnError;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartState;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.RestartType;
import dev.theater.supervisor.ShutdownPolicy;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ManifestReaderTests {

	static final String LEAST = "name = \"desk\"\ncomponent = \"desk.wasm\"\n";

	private final ManifestReader reader = new ManifestReader(SupervisionPolicy.DEFAULT);

	private Manifest read(String more) {
		return this.reader.read(LEAST + more, "desk.toml");
	}

	@Test
	void readsTheLeastThereCanBe() {
		Manifest manifest = read("");
		assertThat(manifest.name()).isEqualTo("desk");
		assertThat(manifest.component()).isEqualTo("desk.wasm");
		assertThat(manifest.version()).isNull();
		assertThat(manifest.description()).isNull();
		assertThat(manifest.longDescription()).isNull();
		assertThat(manifest.saveChain()).isFalse();
		assertThat(manifest.initState()).isNull();
		assertThat(manifest.handlers()).isEmpty();
		assertThat(manifest.supervision()).isEmpty();
		assertThat(manifest.lifecycle()).isEqualTo(LifecycleOverrides.NONE);
		assertThat(manifest.limits()).isEqualTo(LimitOverrides.NONE);
		assertThat(manifest.children()).isEmpty();
	}

	@Test
	void readsEveryKey() {
		Manifest manifest = this.reader.read("""
				name = "desk"
				version = "1.2"
				component = "desk.wasm"
				description = "short"
				long_description = '''
				long'''
				save_chain = true
				init_state = "state/desk.bin"

				[[handler]]
				type = "supervisor"
				inline_manifests = true

				[[handler]]
				type = "message-server"

				[supervision]
				strategy = "one-for-one"
				max_restarts = 5
				within = "10s"
				backoff = { initial = "1s", max = "20s", factor = 3, jitter = 0.5, reset_after = "30s" }
				max_consecutive = 4

				[lifecycle]
				restart = "permanent"
				restart_state = "initial"
				on_error = "resume"
				shutdown = "2s"
				init_timeout = "3s"
				call_timeout = 4000

				[limits]
				memory = "32MB"
				max_state = "1MB"
				max_message = "16KB"
				max_children = 7
				mailbox = 20
				max_channels = 8
				max_events = 9
				max_events_size = "10KB"
				max_log_line = "11B"
				log_rate = 12
				log_burst = 13

				[[child]]
				manifest = "worker.toml"
				name = "worker-1"
				init = "tree ❦"
				restart = "temporary"

				[[child]]
				manifest = "team/other.toml"
				""", "desk.toml");
		assertThat(manifest)
			.isEqualTo(new Manifest("desk", "1.2", "desk.wasm", "short", "long", true, "state/desk.bin",
					List.of(new HandlerGrant("supervisor", Map.of("inline_manifests", true),
							Map.of("inline_manifests", "12:1")),
							new HandlerGrant("message-server", Map.of(), Map.of())),
					Optional.of(new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
							new RestartIntensity(5, Duration.ofSeconds(10)),
							new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(20), 3.0, 0.5,
									Duration.ofSeconds(30)),
							4)),
					new LifecycleOverrides(RestartType.PERMANENT, RestartState.INITIAL, OnError.RESUME,
							new ShutdownPolicy.Within(Duration.ofSeconds(2)), Duration.ofSeconds(3),
							Duration.ofSeconds(4)),
					new LimitOverrides(32L << 20, 1L << 20, 16L << 10, 7, 20, 8, 9, 10L << 10, 11L, 12, 13),
					List.of(new ChildEntry("worker.toml", "worker-1", "tree ❦",
							new LifecycleOverrides(RestartType.TEMPORARY, null, null, null, null, null)),
							new ChildEntry("team/other.toml", null, null, LifecycleOverrides.NONE))));
		assertThat(manifest.children().getFirst().initBytes().orElseThrow()).hasSize(8);
		assertThat(manifest.children().getLast().initBytes()).isEmpty();
	}

	@Test
	void takesTheGivenDefaultsForWhatASupervisorLeavesOut() {
		SupervisionPolicy defaults = new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
				new RestartIntensity(9, Duration.ofSeconds(8)),
				new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(7), 1.5, 0.1, Duration.ofSeconds(6)), 77);
		ManifestReader other = new ManifestReader(defaults);
		assertThat(other.read(LEAST + "[supervision]", "a").supervision()).contains(defaults);
		assertThat(other.read(LEAST + "[supervision]\nwithin = '1s'\nbackoff = { factor = 4 }", "a").supervision())
			.contains(new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, new RestartIntensity(9, Duration.ofSeconds(1)),
					new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(7), 4, 0.1, Duration.ofSeconds(6)), 77));
	}

	@Test
	void anEmptySupervisionSectionStillMakesASupervisor() {
		assertThat(read("[supervision]").supervision()).contains(SupervisionPolicy.DEFAULT);
	}

	@ParameterizedTest
	@CsvSource({ "permanent, PERMANENT", "transient, TRANSIENT", "temporary, TEMPORARY" })
	void readsRestartTypes(String word, RestartType type) {
		assertThat(read("[lifecycle]\nrestart = '" + word + "'").lifecycle().restart()).isEqualTo(type);
	}

	@Test
	void readsShutdownPolicies() {
		assertThat(shutdown("'brutal-kill'")).isEqualTo(new ShutdownPolicy.BrutalKill());
		assertThat(shutdown("'infinity'")).isEqualTo(new ShutdownPolicy.Infinity());
		assertThat(shutdown("'0s'")).isEqualTo(new ShutdownPolicy.Within(Duration.ZERO));
		assertThat(shutdown("250")).isEqualTo(new ShutdownPolicy.Within(Duration.ofMillis(250)));
	}

	private Object shutdown(String value) {
		return Objects.requireNonNull(read("[lifecycle]\nshutdown = " + value).lifecycle().shutdown());
	}

	@Test
	void keepsFreeKeysOfHandlersAsPlainValues() {
		HandlerGrant grant = read("""
				[[handler]]
				type = "files"
				path = "/srv"
				count = 3
				share = 0.5
				on = false
				list = ["a", 1, [true]]
				table = { x = 1, y = { z = "deep" } }
				""").handlers().getFirst();
		assertThat(grant.keys()).isEqualTo(Map.of("path", "/srv", "count", 3L, "share", 0.5, "on", false, "list",
				List.of("a", 1L, List.of(true)), "table", Map.of("x", 1L, "y", Map.of("z", "deep"))));
		assertThat(grant.keys().keySet()).containsExactly("path", "count", "share", "on", "list", "table");
	}

	@Test
	void findsAHandlersGrant() {
		Manifest manifest = read("[[handler]]\ntype = 'runtime'");
		assertThat(manifest.handler("runtime")).contains(new HandlerGrant("runtime", Map.of(), Map.of()));
		assertThat(manifest.handler("supervisor")).isEmpty();
	}

	@Test
	void nobodyCanChangeWhatAManifestSays() {
		Manifest manifest = read("[[handler]]\ntype = 'a'\nk = [1]\nm = { a = 1 }\n[[child]]\nmanifest = 'a.toml'");
		Map<String, Object> keys = manifest.handlers().getFirst().keys();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> keys.put("x", 1L));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> manifest.children().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> manifest.handlers().clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((List<?>) Objects.requireNonNull(keys.get("k"))).clear());
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> ((Map<?, ?>) Objects.requireNonNull(keys.get("m"))).clear());
	}

	@Test
	void takesNoEventsAndNoLinesForAnswers() {
		ActorLimits none = read("[limits]\nmax_events = 0\nlog_rate = 0\nlog_burst = 0").limits()
			.over(ActorLimits.DEFAULT);
		assertThat(none.events()).isEqualTo(new EventBounds(0, 4L << 20));
		assertThat(none.log()).isEqualTo(new LogBounds(8L << 10, 0, 0));
	}

	@Test
	void limitsLeaveTheRestToTheDefaults() {
		assertThat(read("[limits]\nmemory = 65536").limits().over(ActorLimits.DEFAULT)).isEqualTo(new ActorLimits(65536,
				16L << 20, 16L << 20, 10_000, 1_000, 1_000, EventBounds.DEFAULT, LogBounds.DEFAULT));
		assertThat(LimitOverrides.NONE.over(ActorLimits.DEFAULT)).isEqualTo(ActorLimits.DEFAULT);
	}

	@Test
	void letsPathsGoUpAsLongAsTheyStayInTheLocation() {
		Manifest manifest = this.reader.read("name = 'a'\ncomponent = '../lib/a.wasm'\ninit_state = '../state/a'",
				"team/a.toml");
		assertThat(manifest.component()).isEqualTo("../lib/a.wasm");
		assertThat(manifest.initState()).isEqualTo("../state/a");
	}

	@Test
	void letsTwoChildrenOfOneManifestLiveUnderTheirOwnNames() {
		assertThat(read("[[child]]\nmanifest = 'w.toml'\n[[child]]\nmanifest = 'w.toml'\nname = 'w2'").children())
			.hasSize(2);
	}

	@Test
	void readsTablesWrittenInLine() {
		assertThat(read("child = [{ manifest = 'w.toml' }]\nlimits = { mailbox = 1 }").children()).hasSize(1);
	}

}
