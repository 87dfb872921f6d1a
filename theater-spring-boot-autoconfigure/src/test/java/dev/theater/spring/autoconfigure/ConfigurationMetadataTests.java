package dev.theater.spring.autoconfigure;

import java.net.URL;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors complete and explain. */
class ConfigurationMetadataTests {

	@Test
	void describesEveryProperty() throws Exception {
		Map<String, String> descriptions = new TreeMap<>();
		for (JsonNode property : metadata().get("properties")) {
			descriptions.put(property.get("name").asString(), property.path("description").asString(""));
		}
		assertThat(descriptions).hasSizeGreaterThan(30)
			.allSatisfy((name, description) -> assertThat(description).as(name).matches("(?s)[A-Z].*\\."));
	}

	@Test
	void hasExactlyTheDocumentedProperties() throws Exception {
		Set<String> names = new TreeSet<>();
		for (JsonNode property : metadata().get("properties")) {
			names.add(property.get("name").asString());
		}
		assertThat(names).containsExactlyInAnyOrder("theater.enabled", "theater.manifest-locations", "theater.actors",
				"theater.engine.mode", "theater.engine.cache-directory", "theater.engine.allow-gc",
				"theater.dispatcher.threads", "theater.dispatcher.max-threads", "theater.dispatcher.slice",
				"theater.dispatcher.stack-size", "theater.request-timeout", "theater.supervision.strategy",
				"theater.supervision.max-restarts", "theater.supervision.restart-window",
				"theater.supervision.max-consecutive", "theater.supervision.backoff.initial",
				"theater.supervision.backoff.max", "theater.supervision.backoff.factor",
				"theater.supervision.backoff.jitter", "theater.supervision.backoff.reset-after",
				"theater.limits.memory", "theater.limits.total-memory", "theater.limits.call-timeout",
				"theater.limits.init-timeout", "theater.limits.host-call-timeout", "theater.limits.max-transfer",
				"theater.limits.max-state", "theater.limits.max-message", "theater.limits.mailbox",
				"theater.limits.max-children", "theater.limits.max-channels", "theater.limits.max-events",
				"theater.limits.max-events-size", "theater.limits.max-log-line", "theater.limits.log-rate",
				"theater.limits.log-burst", "theater.limits.max-depth", "theater.limits.max-actors",
				"theater.chain.retained-events", "theater.chain.retained-size", "theater.store.type",
				"theater.content-store.type", "theater.content-store.folder", "theater.content-store.max-size",
				"theater.content-store.max-content", "theater.content-store.max-labels",
				"theater.http-client.max-request", "theater.http-client.max-response", "theater.http-client.timeout",
				"theater.http-client.max-concurrent", "theater.http-client.ssl-bundle", "theater.shutdown-timeout",
				"theater.metrics.max-actor-names", "management.health.theater.enabled",
				"management.endpoint.theater.access", "management.endpoint.theater.cache.time-to-live",
				"management.endpoint.theater.show-values", "management.endpoint.theater.roles");
	}

	@Test
	void saysThatTheEndpointIsReadOnlyAndHidesValuesByDefault() throws Exception {
		Map<String, String> defaults = new TreeMap<>();
		for (JsonNode property : metadata().get("properties")) {
			defaults.put(property.get("name").asString(), property.path("defaultValue").asString(""));
		}
		assertThat(defaults.get("management.endpoint.theater.access")).isIn("read-only", "read_only");
		assertThat(defaults.get("management.endpoint.theater.show-values")).isEqualTo("never");
	}

	/**
	 * This module's own: each of Boot's modules on the class path has such a file too.
	 */
	private static JsonNode metadata() throws Exception {
		URL classes = TheaterProperties.class.getProtectionDomain().getCodeSource().getLocation();
		Path file = Path.of(classes.toURI()).resolve("META-INF/spring-configuration-metadata.json");
		return JsonMapper.shared().readTree(file.toFile());
	}

}
