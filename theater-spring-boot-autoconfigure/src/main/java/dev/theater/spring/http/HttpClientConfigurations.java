package dev.theater.spring.http;

import java.net.InetAddress;

import dev.theater.host.HostHandler;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.autoconfigure.TheaterRuntimeBuilderCustomizer;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.web.client.RestClient;

/** The handler, or what stands in its place. */
final class HttpClientConfigurations {

	private HttpClientConfigurations() {
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass({ RestClient.class, ObservationRegistry.class })
	@EnableConfigurationProperties(HttpClientProperties.class)
	static class WithRestClient {

		@Bean
		DefaultHandler theaterHttpClient(HttpClientProperties properties, ObjectProvider<RestClient.Builder> builders,
				@Qualifier("theaterHttpRequestFactory") ObjectProvider<ClientHttpRequestFactory> factories,
				ObjectProvider<SslBundles> bundles, ObjectProvider<GuestRestClientCustomizer> customizers,
				ObjectProvider<ObservationRegistry> registries,
				ObjectProvider<ClientRequestObservationConvention> conventions, Environment environment) {
			ObservationRegistry observations = registries.getIfUnique(() -> ObservationRegistry.NOOP);
			// a copy: the builder may be the application's own
			RestClient.Builder builder = builders.getIfUnique(RestClient::builder)
				.clone()
				.observationRegistry(observations)
				.observationConvention(conventions.getIfAvailable(() -> convention(environment)))
				.requestFactory(factories.getIfAvailable(() -> direct(properties, bundles)));
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return new DefaultHandler(new HttpClientHandler(builder.build(), properties, observations));
		}

		private static ClientRequestObservationConvention convention(Environment environment) {
			return new GuestObservationConvention(environment
				.getProperty("management.observations.http.client.requests.name", "http.client.requests"));
		}

		private static ClientHttpRequestFactory direct(HttpClientProperties properties,
				ObjectProvider<SslBundles> bundles) {
			String name = properties.sslBundle();
			return new DirectRequestFactory(InetAddress::getAllByName,
					Tls.of((name != null) ? bundles.getObject().getBundle(name) : null));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingBean(DefaultHandler.class)
	static class WithoutRestClient {

		@Bean
		DefaultHandler theaterHttpClient() {
			return new DefaultHandler(new MissingHttpClient());
		}

	}

	/** Adds a handler that is used where there is no other of its name. */
	record DefaultHandler(HostHandler handler) implements TheaterRuntimeBuilderCustomizer, AutoCloseable {

		@Override
		public void customize(TheaterRuntime.Builder builder) {
			builder.defaultHostHandler(this.handler);
		}

		@Override
		public void close() {
			if (this.handler instanceof HttpClientHandler client) {
				client.close();
			}
		}

	}

}
