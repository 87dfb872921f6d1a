package dev.theater.spring.autoconfigure;

import java.util.Set;

import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the endpoint {@code theater} shows.
 *
 * @param showValues When to show actors' states, events' payloads and failures' messages
 * over HTTP; JMX never shows them.
 * @param roles Roles of those who are authorized to see such values; all authenticated
 * users are if empty.
 */
@ConfigurationProperties("management.endpoint.theater")
public record TheaterEndpointProperties(@DefaultValue("never") Show showValues, @DefaultValue Set<String> roles) {

	public TheaterEndpointProperties {
		roles = Set.copyOf(roles);
	}

}
