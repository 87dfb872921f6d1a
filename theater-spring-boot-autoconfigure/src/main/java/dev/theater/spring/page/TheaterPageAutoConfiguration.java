package dev.theater.spring.page;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.autoconfigure.TheaterAutoConfiguration;
import dev.theater.spring.autoconfigure.TheaterPageProperties;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Import;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the live page: its endpoint
 * {@code theaterui}, and its alias where the application wants one.
 */
@AutoConfiguration(after = TheaterAutoConfiguration.class,
		afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnWebApplication
@ConditionalOnBean({ TheaterRuntime.class, ActorDirectory.class })
@EnableConfigurationProperties(TheaterPageProperties.class)
@Import({ PageConfigurations.OfEndpoint.class, PageConfigurations.OfMeters.class, AliasConfigurations.OfAlias.class,
		PageConfigurations.WithoutEndpoint.class })
public final class TheaterPageAutoConfiguration {

}
