package dev.theater.spring.metrics;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.Counters;
import dev.theater.actor.TurnInterceptor;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.spring.autoconfigure.TheaterAutoConfiguration;
import dev.theater.spring.autoconfigure.TheaterMetricsAutoConfiguration;
import dev.theater.supervisor.SupervisorService;
import io.micrometer.common.KeyValues;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

class TheaterMetricsAutoConfigurationTests {

	private final TheaterRuntime runtime = Theaters.running();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(TheaterAutoConfiguration.class, TheaterMetricsAutoConfiguration.class))
		.withBean(TheaterRuntime.class, () -> this.runtime)
		.withBean(ActorDirectory.class, FakeDirectory::new)
		.withBean(SupervisorService.class, () -> mock(SupervisorService.class))
		.withBean(ActorMessaging.class, () -> mock(ActorMessaging.class));

	private final ApplicationContextRunner withMetrics = this.runner.withConfiguration(
			AutoConfigurations.of(MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
					SimpleMetricsExportAutoConfiguration.class, ObservationAutoConfiguration.class));

	@Test
	void showsCountersThroughBootsRegistry() {
		this.runtime.counters().increment("theater.actors.spawned", "actor", "desk");
		this.withMetrics.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("theater.actors.spawned").tag("actor", "desk").functionCounter().count())
				.isEqualTo(1);
			assertThat(registry.find("theater.actors.active").gauge()).isNotNull();
			assertThat(registry.find("theater.events.dropped").functionCounter()).isNotNull();
		});
	}

	@Test
	void makesTimersThroughBootsHandlers() {
		given(this.runtime.counters()).willReturn(new Counters(1));
		this.withMetrics.run((context) -> {
			context.getBean(TurnInterceptor.class)
				.begin(new TurnInterceptor.Operation(TurnInterceptor.Kind.CALL, "desk", ActorId.random(), "desk",
						"theater:simple/actor", "init"))
				.end("ok", null);
			assertThat(context.getBean(MeterRegistry.class)
				.get("theater.actor.call")
				.tags("actor", "desk", "function", "init", "outcome", "ok")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void aConventionOfTheApplicationWins() {
		this.withMetrics.withBean(TheaterObservationConvention.class, () -> new DefaultTheaterObservationConvention() {
			@Override
			public KeyValues getLowCardinalityKeyValues(TheaterObservationContext context) {
				return super.getLowCardinalityKeyValues(context).and("shop", "north");
			}
		}).run((context) -> {
			context.getBean(TurnInterceptor.class)
				.begin(new TurnInterceptor.Operation(TurnInterceptor.Kind.CALL, "desk", ActorId.random(), "desk",
						"theater:simple/actor", "init"))
				.end("ok", null);
			assertThat(context.getBean(MeterRegistry.class)
				.get("theater.actor.call")
				.tags("actor", "desk", "shop", "north")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void needsARegistry() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(TheaterMetrics.class)
			.doesNotHaveBean(ObservingTurnInterceptor.class));
	}

	@Test
	void backsOffForTheApplicationsOwn() {
		TheaterMetrics metrics = new TheaterMetrics(this.runtime, new FakeDirectory(), null);
		ObservingTurnInterceptor observations = new ObservingTurnInterceptor(ObservationRegistry.NOOP, 1);
		this.withMetrics.withBean("mine", TheaterMetrics.class, () -> metrics)
			.withBean("mineToo", ObservingTurnInterceptor.class, () -> observations)
			.run((context) -> {
				assertThat(context.getBean(TheaterMetrics.class)).isSameAs(metrics);
				assertThat(context.getBean(ObservingTurnInterceptor.class)).isSameAs(observations);
			});
	}

}
