package dev.theater.spring.autoconfigure;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ClassUtils;

/**
 * This module's own configuration metadata, which editors read: each of Boot's modules on
 * the class path has some, too.
 */
final class Metadata {

	/** Stands for an actor's name, which is a key of a map. */
	static final String ACTOR = "theater.actors.<name>";

	private Metadata() {
	}

	/**
	 * @param name with its prefix
	 * @param defaultValue as a property file has it; null if there is none
	 */
	record Property(String name, String type, @Nullable String defaultValue, String description, boolean deprecated) {
	}

	/** All properties by name, those of root actors among them. */
	static List<Property> properties() {
		List<Property> properties = new ArrayList<>(read("META-INF/spring-configuration-metadata.json", ""));
		properties
			.addAll(read("META-INF/spring/configuration-metadata/" + TheaterProperties.Actor.class.getName() + ".json",
					ACTOR + "."));
		properties.sort(Comparator.comparing(Property::name));
		return properties;
	}

	private static List<Property> read(String file, String prefix) {
		List<Property> properties = new ArrayList<>();
		for (JsonNode each : json(file).get("properties")) {
			properties.add(new Property(prefix + each.get("name").asString(), each.get("type").asString(),
					each.has("defaultValue") ? each.get("defaultValue").asString() : null,
					each.path("description").asString(""), each.has("deprecation") || each.has("deprecated")));
		}
		return properties;
	}

	/** The values that are explained, by property, and then by value. */
	static Map<String, Map<String, String>> hints() {
		Map<String, Map<String, String>> hints = new LinkedHashMap<>();
		for (JsonNode hint : json("META-INF/spring-configuration-metadata.json").get("hints")) {
			Map<String, String> values = new LinkedHashMap<>();
			for (JsonNode value : hint.path("values")) {
				values.put(value.get("value").asString(), value.path("description").asString(""));
			}
			hints.put(hint.get("name").asString(), values);
		}
		return hints;
	}

	/** The prefixes that have a record of their own. */
	static List<String> groups() {
		List<String> groups = new ArrayList<>(List.of(ACTOR));
		for (JsonNode group : json("META-INF/spring-configuration-metadata.json").get("groups")) {
			groups.add(group.get("name").asString());
		}
		return groups;
	}

	/** The class of a property's type. */
	static Class<?> type(Property property) {
		return ClassUtils.resolveClassName(property.type().replaceFirst("<.*", ""), Metadata.class.getClassLoader());
	}

	private static JsonNode json(String file) {
		URL classes = TheaterProperties.class.getProtectionDomain().getCodeSource().getLocation();
		try {
			return JsonMapper.shared().readTree(Path.of(classes.toURI()).resolve(file).toFile());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
