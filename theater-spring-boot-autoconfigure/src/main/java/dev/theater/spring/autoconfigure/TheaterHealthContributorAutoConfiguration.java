package dev.theater.spring.autoconfigure;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.health.TheaterHealthIndicator;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** {@link EnableAutoConfiguration Auto-configuration} for the health {@code theater}. */
@AutoConfiguration(after = TheaterAutoConfiguration.class)
@ConditionalOnClass({ HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean({ TheaterRuntime.class, ActorDirectory.class })
@ConditionalOnEnabledHealthIndicator("theater")
public final class TheaterHealthContributorAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(name = { "theaterHealthIndicator", "theaterHealthContributor" })
	TheaterHealthIndicator theaterHealthIndicator(TheaterRuntime runtime, ActorDirectory directory) {
		return new TheaterHealthIndicator(runtime, directory);
	}

}
