package dev.theater.spring.autoconfigure;

import dev.theater.host.ContentStore;
import dev.theater.host.EnvironmentSource;
import dev.theater.host.FolderContentStore;
import dev.theater.host.InMemoryContentStore;
import dev.theater.host.RandomSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for what the host handlers
 * {@code store}, {@code environment} and {@code random} are made of. Whoever wants
 * another handler altogether defines a bean of type {@link dev.theater.host.HostHandler}
 * with its name.
 */
@AutoConfiguration(before = TheaterAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "theater.enabled", matchIfMissing = true)
@EnableConfigurationProperties(TheaterProperties.class)
final class TheaterHostHandlersAutoConfiguration {

	/** Where {@code theater.content-store} says. */
	@Bean
	@ConditionalOnMissingBean
	ContentStore theaterContentStore(TheaterProperties properties) {
		TheaterProperties.Contents contents = properties.contentStore();
		if (contents.folder() == null) {
			return new InMemoryContentStore();
		}
		try {
			return new FolderContentStore(contents.folder(), contents.totalSize().toBytes());
		}
		catch (IllegalArgumentException ex) {
			throw new TheaterSetUpException(ex);
		}
	}

	/** Before those of the application, which have the last word. */
	@Bean
	@Order(Ordered.HIGHEST_PRECEDENCE)
	TheaterRuntimeBuilderCustomizer theaterHostHandlers(TheaterProperties properties,
			ObjectProvider<ContentStore> contents, ObjectProvider<EnvironmentSource> environment,
			ObjectProvider<RandomSource> random) {
		return (builder) -> {
			// asked for now: in tests there is one for each runtime, which closes it
			builder.contentStore(contents.getObject()).contentQuota(properties.contentStore().toQuota());
			environment.ifAvailable(builder::environment);
			random.ifAvailable(builder::random);
		};
	}

}
