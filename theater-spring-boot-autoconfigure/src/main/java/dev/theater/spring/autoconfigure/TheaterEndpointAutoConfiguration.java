package dev.theater.spring.autoconfigure;

import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.endpoint.TheaterEndpoint;
import dev.theater.spring.endpoint.TheaterEndpointWebExtension;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the endpoint {@code theater}.
 */
@AutoConfiguration(after = TheaterAutoConfiguration.class)
@ConditionalOnClass({ Endpoint.class, ConditionalOnAvailableEndpoint.class })
@ConditionalOnBean({ TheaterRuntime.class, ActorDirectory.class })
@ConditionalOnAvailableEndpoint(TheaterEndpoint.class)
@EnableConfigurationProperties(TheaterEndpointProperties.class)
@ImportRuntimeHints(TheaterEndpointRuntimeHints.class)
public final class TheaterEndpointAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	TheaterEndpoint theaterEndpoint(TheaterRuntime runtime, ActorDirectory directory) {
		return new TheaterEndpoint(runtime, directory);
	}

	@Bean
	@ConditionalOnBean(TheaterEndpoint.class)
	@ConditionalOnMissingBean
	@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
	TheaterEndpointWebExtension theaterEndpointWebExtension(TheaterEndpoint endpoint,
			TheaterEndpointProperties properties) {
		return new TheaterEndpointWebExtension(endpoint, properties.showValues(), properties.roles());
	}

}
