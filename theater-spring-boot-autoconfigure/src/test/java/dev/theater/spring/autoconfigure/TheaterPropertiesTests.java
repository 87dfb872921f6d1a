package dev.theater.spring.autoconfigure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.actor.EventBounds;
import dev.theater.actor.LogBounds;
import dev.theater.host.ContentQuota;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class TheaterPropertiesTests {

	@Test
	void hasTheDefaultsOfTheCore() {
		assertThat(bind(Map.of()).toSettings()).isEqualTo(RuntimeSettings.defaults());
	}

	@Test
	void hasTheDocumentedDefaultsBesideTheCores() {
		TheaterProperties properties = bind(Map.of());
		assertThat(properties.enabled()).isTrue();
		assertThat(properties.manifestLocations()).containsExactly("classpath:/actors/");
		assertThat(properties.actors()).isEmpty();
		assertThat(properties.store().type()).isEqualTo("memory");
		assertThat(properties.contentStore().type()).isEqualTo(TheaterProperties.Contents.Type.MEMORY);
		assertThat(properties.contentStore().folder()).isNull();
		assertThat(properties.contentStore().toQuota()).isEqualTo(ContentQuota.DEFAULT);
	}

	@Test
	void handsAllValuesToTheCore() {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("theater.engine.mode", "interpreter");
		values.put("theater.engine.cache-directory", "/var/cache/theater");
		values.put("theater.engine.allow-gc", "true");
		values.put("theater.dispatcher.threads", "2");
		values.put("theater.dispatcher.max-threads", "9");
		values.put("theater.dispatcher.slice", "7");
		values.put("theater.dispatcher.stack-size", "2MB");
		values.put("theater.request-timeout", "3");
		values.put("theater.supervision.strategy", "one-for-one");
		values.put("theater.supervision.max-restarts", "4");
		values.put("theater.supervision.restart-window", "6s");
		values.put("theater.supervision.max-consecutive", "11");
		values.put("theater.supervision.backoff.initial", "100ms");
		values.put("theater.supervision.backoff.max", "8s");
		values.put("theater.supervision.backoff.factor", "1.5");
		values.put("theater.supervision.backoff.jitter", "0.1");
		values.put("theater.supervision.backoff.reset-after", "1m");
		values.put("theater.limits.memory", "1MB");
		values.put("theater.limits.total-memory", "5MB");
		values.put("theater.limits.call-timeout", "12s");
		values.put("theater.limits.init-timeout", "13s");
		values.put("theater.limits.host-call-timeout", "14s");
		values.put("theater.limits.max-transfer", "15KB");
		values.put("theater.limits.max-state", "16KB");
		values.put("theater.limits.max-message", "17KB");
		values.put("theater.limits.mailbox", "18");
		values.put("theater.limits.max-children", "19");
		values.put("theater.limits.max-channels", "26");
		values.put("theater.limits.max-events", "27");
		values.put("theater.limits.max-events-size", "28KB");
		values.put("theater.limits.max-log-line", "29B");
		values.put("theater.limits.log-rate", "30");
		values.put("theater.limits.log-burst", "31");
		values.put("theater.limits.max-depth", "20");
		values.put("theater.limits.max-actors", "21");
		values.put("theater.chain.retained-events", "22");
		values.put("theater.chain.retained-size", "23KB");
		values.put("theater.shutdown-timeout", "24s");
		values.put("theater.metrics.max-actor-names", "25");

		assertThat(bind(values).toSettings()).isEqualTo(new RuntimeSettings(
				new RuntimeSettings.Engine(RuntimeSettings.EngineMode.INTERPRETER, Path.of("/var/cache/theater"), true),
				new RuntimeSettings.Dispatcher(2, 9, Duration.ofMillis(7), 2L << 20), Duration.ofSeconds(3),
				new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, new RestartIntensity(4, Duration.ofSeconds(6)),
						new Backoff(Duration.ofMillis(100), Duration.ofSeconds(8), 1.5, 0.1, Duration.ofMinutes(1)),
						11),
				new RuntimeSettings.Limits(
						new ActorLimits(1L << 20, 16L << 10, 17L << 10, 19, 18, 26, new EventBounds(27, 28L << 10),
								new LogBounds(29, 30, 31)),
						5L << 20, Duration.ofSeconds(12), Duration.ofSeconds(13), Duration.ofSeconds(14), 15L << 10, 20,
						21),
				new RuntimeSettings.Chain(22, 23L << 10), Duration.ofSeconds(24), 25));
	}

	@Test
	void bindsRootActorsInTheOrderOfDeclaration() {
		Map<String, String> values = new LinkedHashMap<>();
		values.put("theater.actors.zebra.manifest", "zebra.toml");
		values.put("theater.actors.ant.manifest", "ant.toml");
		values.put("theater.actors.ant.init", "7");
		values.put("theater.actors.ant.order", "-1");
		values.put("theater.actors.ant.required", "false");
		values.put("theater.actors.bee.enabled", "false");
		Map<String, TheaterProperties.Actor> actors = bind(values).actors();
		assertThat(actors).containsOnlyKeys("zebra", "ant", "bee");
		assertThat(actors.keySet()).startsWith("zebra");
		assertThat(actors.get("zebra")).isEqualTo(new TheaterProperties.Actor("zebra.toml", null, null, 0, true, true));
		assertThat(actors.get("ant")).isEqualTo(new TheaterProperties.Actor("ant.toml", "7", null, -1, true, false));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					theater.request-timeout | 0s | theater.request-timeout is 0s; it must be longer than zero
					theater.request-timeout | -2s | theater.request-timeout is -2s
					theater.shutdown-timeout | 0ms | theater.shutdown-timeout is 0s
					theater.manifest-locations[0] | '  ' | theater.manifest-locations is
					theater.store.type | jdbc | theater.store.type is 'jdbc'; available is: memory
					theater.store.type | MEMORY | theater.store.type is 'MEMORY'
					theater.content-store.type | folder | theater.content-store.folder is not set; it must name a folder
					theater.content-store.folder | /srv | theater.content-store.folder is '/srv'; it needs theater.content-store.type=folder
					theater.content-store.max-size | -1 | theater.content-store.max-size is -1B; it must be 0B or more
					theater.content-store.max-content | -1 | theater.content-store.max-content is -1; it must be 0 or more
					theater.content-store.max-labels | -1 | theater.content-store.max-labels is -1; it must be 0 or more
					theater.dispatcher.threads | 0 | theater.dispatcher.threads is 0; it must be 1 or more
					theater.dispatcher.max-threads | 1 | theater.dispatcher.max-threads is 1; it must be more than theater.dispatcher.threads
					theater.dispatcher.slice | 0ms | theater.dispatcher.slice is 0s
					theater.dispatcher.stack-size | 100KB | theater.dispatcher.stack-size is 100KB; it must be 256KB or more
					theater.supervision.max-restarts | -1 | theater.supervision.max-restarts is -1; it must be 0 or more
					theater.supervision.restart-window | 0s | theater.supervision.restart-window is 0s
					theater.supervision.max-consecutive | 0 | theater.supervision.max-consecutive is 0
					theater.supervision.backoff.initial | -1s | theater.supervision.backoff.initial is -1s; it must be zero or more
					theater.supervision.backoff.initial | 11s | theater.supervision.backoff.max is 10s; it must be at least theater.supervision.backoff.initial, which is 11s
					theater.supervision.backoff.factor | 0.9 | theater.supervision.backoff.factor is 0.9; it must be 1 or more
					theater.supervision.backoff.factor | NaN | theater.supervision.backoff.factor is NaN
					theater.supervision.backoff.factor | Infinity | theater.supervision.backoff.factor is Infinity
					theater.supervision.backoff.jitter | 1.1 | theater.supervision.backoff.jitter is 1.1; it must be from 0 to 1
					theater.supervision.backoff.jitter | NaN | theater.supervision.backoff.jitter is NaN
					theater.supervision.backoff.reset-after | -1ms | theater.supervision.backoff.reset-after is -1ms
					theater.limits.memory | 1000 | theater.limits.memory is 1000B; it must be 64KB or more
					theater.limits.total-memory | 1MB | theater.limits.total-memory is 1MB; it must be at least theater.limits.memory, which is 64MB
					theater.limits.call-timeout | 0s | theater.limits.call-timeout is 0s
					theater.limits.init-timeout | 0s | theater.limits.init-timeout is 0s
					theater.limits.host-call-timeout | 0s | theater.limits.host-call-timeout is 0s
					theater.limits.max-transfer | 0B | theater.limits.max-transfer is 0B
					theater.limits.max-state | 0B | theater.limits.max-state is 0B
					theater.limits.max-message | 0B | theater.limits.max-message is 0B
					theater.limits.mailbox | 0 | theater.limits.mailbox is 0
					theater.limits.max-children | 0 | theater.limits.max-children is 0
					theater.limits.max-channels | 0 | theater.limits.max-channels is 0
					theater.limits.max-events | 1 | theater.limits.max-events is 1; it must be 2 or more
					theater.limits.max-events | -2 | theater.limits.max-events is -2
					theater.limits.max-events-size | 1023B | theater.limits.max-events-size is 1023B; it must be 1KB or more
					theater.limits.max-log-line | 0B | theater.limits.max-log-line is 0B; it must be 1B or more
					theater.limits.max-log-line | -8KB | theater.limits.max-log-line is -8KB
					theater.limits.log-rate | 0 | theater.limits.log-rate is 0; it must be 1 or more
					theater.limits.log-rate | -100 | theater.limits.log-rate is -100
					theater.limits.log-burst | 0 | theater.limits.log-burst is 0; it must be 1 or more
					theater.limits.max-depth | 0 | theater.limits.max-depth is 0
					theater.limits.max-actors | 0 | theater.limits.max-actors is 0
					theater.chain.retained-events | 0 | theater.chain.retained-events is 0
					theater.chain.retained-size | 1000B | theater.chain.retained-size is 1000B
					theater.metrics.max-actor-names | 0 | theater.metrics.max-actor-names is 0
					theater.actors.desk.order | 1 | theater.actors.desk.manifest is not set; it must name a manifest under theater.manifest-locations, such as desk.toml
					theater.actors.desk.manifest | ' ' | theater.actors.desk.manifest is
					theater.actors[a/b].manifest | a.toml | theater.actors is 'a/b'; an actor's name must not be empty
					""")
	void refusesWhatMakesNoSense(String property, String value, String message) {
		runner().withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure().rootCause().hasMessageContaining(message));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			theater.engine.mode | jit
			theater.supervision.strategy | one-for-some
			theater.dispatcher.threads | many
			theater.limits.memory | 64 sheep
			theater.limits.log-rate | 1.5
			theater.limits.log-burst | 2147483648
			theater.limits.max-log-line | long
			theater.request-timeout | soon
			""")
	void refusesWhatIsOfAnotherType(String property, String value) {
		runner().withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining(property)
				.hasStackTraceContaining(value));
	}

	@Test
	void refusesAnInitialStateFromTwoPlaces() {
		runner()
			.withPropertyValues("theater.actors.desk.manifest=desk.toml", "theater.actors.desk.init=7",
					"theater.actors.desk.init-location=classpath:desk.json")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("theater.actors.desk.init-location is 'classpath:desk.json'; it cannot be set "
						+ "beside theater.actors.desk.init"));
	}

	@Test
	void doesNotAskAManifestOfAnActorThatIsSwitchedOff() {
		runner().withPropertyValues("theater.actors.desk.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void writesSizesAndDurationsAsPropertiesDo() {
		assertThat(PropertyCheck.text(DataSize.ofBytes(0))).isEqualTo("0B");
		assertThat(PropertyCheck.text(DataSize.ofGigabytes(1))).isEqualTo("1024MB");
		assertThat(PropertyCheck.text(DataSize.ofBytes(1025))).isEqualTo("1025B");
		assertThat(PropertyCheck.text(Duration.ofMillis(1500))).isEqualTo("1500ms");
	}

	private static TheaterProperties bind(Map<String, String> values) {
		return new Binder(new MapConfigurationPropertySource(values)).bindOrCreate("theater", TheaterProperties.class);
	}

	private static ApplicationContextRunner runner() {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(PropertiesConfiguration.class));
	}

	@EnableConfigurationProperties(TheaterProperties.class)
	static class PropertiesConfiguration {

	}

}
