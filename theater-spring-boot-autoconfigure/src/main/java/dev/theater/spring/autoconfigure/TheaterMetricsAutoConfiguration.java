package dev.theater.spring.autoconfigure;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.event.ActorEventPublisher;
import dev.theater.spring.metrics.ObservingTurnInterceptor;
import dev.theater.spring.metrics.TheaterMetrics;
import dev.theater.spring.metrics.TheaterObservationConvention;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@link EnableAutoConfiguration Auto-configuration} for meters and observations. */
@AutoConfiguration(after = TheaterAutoConfiguration.class,
		afterName = {
				"org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
				"org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration" })
@ConditionalOnBean(TheaterRuntime.class)
public final class TheaterMetricsAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterRegistry.class)
	@ConditionalOnBean({ MeterRegistry.class, ActorDirectory.class })
	static class MeterConfiguration {

		@Bean
		@ConditionalOnMissingBean
		TheaterMetrics theaterMetrics(TheaterRuntime runtime, ActorDirectory directory,
				ObjectProvider<ActorEventPublisher> events) {
			return new TheaterMetrics(runtime, directory, events.getIfAvailable());
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(ObservationRegistry.class)
	@ConditionalOnBean(ObservationRegistry.class)
	static class ObservationConfiguration {

		@Bean
		@ConditionalOnMissingBean
		ObservingTurnInterceptor theaterObservations(ObservationRegistry registry, TheaterProperties properties,
				ObjectProvider<TheaterObservationConvention> convention) {
			return new ObservingTurnInterceptor(registry, properties.metrics().maxActorNames(),
					convention.getIfAvailable());
		}

	}

}
