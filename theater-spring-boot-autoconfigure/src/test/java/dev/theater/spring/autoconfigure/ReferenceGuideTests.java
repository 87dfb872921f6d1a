package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.theater.spring.GuidePage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/guide/reference.md is made of the metadata that editors read. It is what users may
 * rely on: a property that goes or gets another name or default shows in its difference.
 */
class ReferenceGuideTests {

	private static final String INTRODUCTION = """
			# Reference: properties

			Every property of theater, as the metadata has it that editors complete and explain; `ReferenceGuideTests` makes
			this page of it. Durations are written like `100ms`, `30s` or `2m`, a plain number is seconds, or milliseconds
			where the default has `ms`; sizes like `64KB` or `16MB`, a plain number is bytes. A value that cannot be used
			keeps the application from starting: [When the application does not start](startup-errors.md). A name that is
			not here is ignored.
			""";

	private static final Map<String, String> TYPES = Map.of("Boolean", "`true` or `false`", "Integer", "number",
			"Double", "number", "String", "text", "List", "list of texts", "Set", "list of texts", "Duration",
			"duration", "DataSize", "size", "Path", "path", "Map", "see below");

	private final Map<String, Map<String, String>> hints = Metadata.hints();

	@Test
	void thePageIsThatOfTheMetadata() throws IOException {
		Map<String, List<Metadata.Property>> sections = Metadata.properties()
			.stream()
			.collect(Collectors.groupingBy(ReferenceGuideTests::section, TreeMap::new, Collectors.toList()));
		StringBuilder page = new StringBuilder(INTRODUCTION);
		section("theater", sections.remove("theater"), page);
		Map<String, List<Metadata.Property>> management = new TreeMap<>(
				((TreeMap<String, List<Metadata.Property>>) sections).tailMap("management", true).headMap("theater"));
		management.keySet().forEach(sections::remove);
		sections.forEach((name, properties) -> section(name, properties, page));
		management.forEach((name, properties) -> section(name, properties, page));
		new GuidePage("reference.md").mustSay(page.toString());
	}

	/** The innermost group that a property is in. */
	private static String section(Metadata.Property property) {
		return Metadata.groups()
			.stream()
			.filter((group) -> property.name().startsWith(group + "."))
			.max(Comparator.comparingInt(String::length))
			.orElse("management");
	}

	private void section(String name, List<Metadata.Property> properties, StringBuilder page) {
		page.append("\n## `")
			.append(name)
			.append(".*`\n\n| property | value | default | meaning |\n|---|---|---|---|\n");
		for (Metadata.Property property : properties) {
			String value = property.defaultValue();
			page.append("| `")
				.append(property.name())
				.append("` | ")
				.append(values(property))
				.append(" | ")
				.append((value != null) ? "`" + value.replace('_', '-') + "`" : "–")
				.append(" | ")
				.append(property.description().replace("|", "\\|"))
				.append(" |\n");
		}
		properties.forEach((property) -> explained(property, page));
	}

	private String values(Metadata.Property property) {
		if (Metadata.type(property).isEnum()) {
			return "one of these";
		}
		String type = TYPES.get(Metadata.type(property).getSimpleName());
		assertThat(type).as("a word for the type of %s, which is %s", property.name(), property.type()).isNotNull();
		return type;
	}

	/** What the values of an enum mean. */
	private void explained(Metadata.Property property, StringBuilder page) {
		Map<String, String> values = this.hints.getOrDefault(property.name(), Map.of());
		if (!values.isEmpty()) {
			page.append("\nValues of `").append(property.name()).append("`:\n\n");
			values.forEach((value, meaning) -> page.append("- `")
				.append(value)
				.append("`: ")
				.append(Character.toLowerCase(meaning.charAt(0)))
				.append(meaning, 1, meaning.length())
				.append('\n'));
		}
	}

}
