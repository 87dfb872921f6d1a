package dev.theater.spring.http;

import java.net.InetAddress;

import dev.theater.host.HostHandler;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the host handler
 * {@code http-client}. A {@link HostHandler} bean named {@code theaterHttpClient} takes
 * its place; a {@link ClientHttpRequestFactory} bean named
 * {@code theaterHttpRequestFactory} makes its connections instead, and is then in charge
 * of redirects, cookies and the addresses to which names lead.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "theater.enabled", matchIfMissing = true)
public final class TheaterHttpClientAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClient.class)
	@ConditionalOnMissingBean(name = "theaterHttpClient")
	@EnableConfigurationProperties(HttpClientProperties.class)
	static class RestClientConfiguration {

		@Bean
		HostHandler theaterHttpClient(HttpClientProperties properties, ObjectProvider<RestClient.Builder> builders,
				@Qualifier("theaterHttpRequestFactory") ObjectProvider<ClientHttpRequestFactory> factories,
				ObjectProvider<SslBundles> bundles, ObjectProvider<GuestRestClientCustomizer> customizers,
				ObjectProvider<ObservationRegistry> registries) {
			ObservationRegistry observations = registries.getIfUnique(() -> ObservationRegistry.NOOP);
			// a copy: the builder may be the application's own
			RestClient.Builder builder = builders
				.getIfUnique(() -> RestClient.builder().observationRegistry(observations))
				.clone()
				.requestFactory(factories.getIfAvailable(() -> direct(properties, bundles)));
			customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
			return new HttpClientHandler(builder.build(), properties, observations);
		}

		private static ClientHttpRequestFactory direct(HttpClientProperties properties,
				ObjectProvider<SslBundles> bundles) {
			String name = properties.sslBundle();
			return new DirectRequestFactory(InetAddress::getAllByName,
					Tls.of((name != null) ? bundles.getObject().getBundle(name) : null));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.springframework.web.client.RestClient")
	@ConditionalOnMissingBean(name = "theaterHttpClient")
	static class NoRestClientConfiguration {

		@Bean
		HostHandler theaterHttpClient() {
			return new MissingHttpClient();
		}

	}

}
