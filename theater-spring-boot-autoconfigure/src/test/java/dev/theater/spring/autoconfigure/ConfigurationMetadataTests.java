package dev.theater.spring.autoconfigure;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import dev.theater.spring.endpoint.TheaterEndpoint;
import dev.theater.spring.http.HttpClientProperties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;

import static org.assertj.core.api.Assertions.assertThat;

/** What editors complete and explain. */
class ConfigurationMetadataTests {

	private final Map<String, Metadata.Property> properties = new TreeMap<>();

	ConfigurationMetadataTests() {
		Metadata.properties().forEach((property) -> this.properties.put(property.name(), property));
	}

	@Test
	void describesEveryProperty() {
		assertThat(this.properties).hasSizeGreaterThan(50)
			.allSatisfy((name, property) -> assertThat(property.description()).as(name)
				.matches("(?s)[A-Z].*\\.")
				.doesNotContain("{@", "TODO"));
	}

	@Test
	void knowsEveryPropertyOfTheRecords() {
		Set<String> names = new TreeSet<>(List.of("management.health.theater.enabled",
				"management.endpoint.theater.access", "management.endpoint.theater.cache.time-to-live",
				"management.endpoint.theaterui.access", "management.endpoint.theaterui.cache.time-to-live"));
		names.addAll(values().keySet());
		assertThat(this.properties.keySet()).containsExactlyElementsOf(names);
	}

	@Test
	void hasTheDefaultsThatHoldWhereNothingIsSet() {
		values().forEach((name, value) -> {
			String told = this.properties.get(name).defaultValue();
			if (value == null || value.equals(Map.of()) || value.equals(Set.of())) {
				assertThat(told).as(name).isNull();
			}
			else {
				assertThat(told).as(name).isNotNull();
				Object converted = (value instanceof Collection<?>) ? List.of(told)
						: ApplicationConversionService.getSharedInstance().convert(told, value.getClass());
				assertThat(converted).as(name).isEqualTo(value);
			}
		});
	}

	@Test
	void hasTheDefaultsOfTheEndpoint() {
		Endpoint endpoint = TheaterEndpoint.class.getAnnotation(Endpoint.class);
		assertThat(endpoint).isNotNull();
		assertThat(this.properties.get("management.endpoint.theater.access").defaultValue())
			.isEqualToIgnoringCase(endpoint.defaultAccess().name());
		assertThat(this.properties.get("management.endpoint.theater.show-values").defaultValue()).isEqualTo("never");
	}

	@Test
	void explainsEachValueOfAnEnum() {
		Map<String, Map<String, String>> hints = Metadata.hints();
		this.properties.values().stream().filter((property) -> Metadata.type(property).isEnum()).forEach((property) -> {
			assertThat(hints).containsKey(property.name());
			assertThat(hints.get(property.name()).keySet())
				.containsExactlyInAnyOrderElementsOf(Arrays.stream(Metadata.type(property).getEnumConstants())
					.map((constant) -> constant.toString().toLowerCase(Locale.ROOT).replace('_', '-'))
					.toList());
		});
		assertThat(hints).containsKeys("theater.store.type", "theater.manifest-locations", "theater.actors.keys")
			.allSatisfy((name, values) -> assertThat(values.values()).as(name)
				.allSatisfy((description) -> assertThat(description).matches("[A-Z].*\\.")));
	}

	@Test
	void givesHintsForNothingElse() {
		assertThat(Metadata.hints().keySet()).allSatisfy((name) -> assertThat(this.properties.keySet())
			.contains(name.endsWith(".keys") ? name.substring(0, name.length() - ".keys".length()) : name));
	}

	@Test
	void hasNothingThatIsDeprecated() {
		assertThat(this.properties.values()).noneMatch(Metadata.Property::deprecated);
	}

	/** All properties of the records, with the values that hold where nothing is set. */
	private static Map<String, @Nullable Object> values() {
		Binder nothing = new Binder(new MapConfigurationPropertySource(Map.of()));
		Map<String, @Nullable Object> values = new TreeMap<>();
		collect("theater", nothing.bindOrCreate("theater", TheaterProperties.class), values);
		collect("theater", nothing.bindOrCreate("theater", TheaterReloadProperties.class), values);
		collect("theater.http-client", nothing.bindOrCreate("theater.http-client", HttpClientProperties.class), values);
		collect("theater.page", nothing.bindOrCreate("theater.page", TheaterPageProperties.class), values);
		collect("management.endpoint.theater",
				nothing.bindOrCreate("management.endpoint.theater", TheaterEndpointProperties.class), values);
		collect(Metadata.ACTOR, nothing.bindOrCreate("actor", TheaterProperties.Actor.class), values);
		return values;
	}

	private static void collect(String prefix, Object group, Map<String, @Nullable Object> values) {
		for (RecordComponent component : group.getClass().getRecordComponents()) {
			String name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
			Object value = value(group, component);
			if (value instanceof Record) {
				collect(name, value, values);
			}
			else {
				values.put(name, value);
			}
		}
	}

	private static @Nullable Object value(Object group, RecordComponent component) {
		try {
			return component.getAccessor().invoke(group);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
