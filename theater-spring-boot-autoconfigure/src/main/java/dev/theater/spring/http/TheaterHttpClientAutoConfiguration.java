package dev.theater.spring.http;

import dev.theater.host.HostHandler;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for the host handler
 * {@code http-client}, which yields to any {@link HostHandler} bean of that name. A
 * {@link ClientHttpRequestFactory} bean named {@code theaterHttpRequestFactory} makes its
 * connections instead, and is then in charge of redirects, cookies and the addresses to
 * which names lead.
 */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "theater.enabled", matchIfMissing = true)
@Import({ HttpClientConfigurations.WithRestClient.class, HttpClientConfigurations.WithoutRestClient.class })
public final class TheaterHttpClientAutoConfiguration {

}
