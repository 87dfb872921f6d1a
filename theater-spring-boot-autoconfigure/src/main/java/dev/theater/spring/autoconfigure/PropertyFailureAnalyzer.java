package dev.theater.spring.autoconfigure;

import java.util.Optional;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Explains which property of ours has a value that makes no sense, and where it is set.
 * Goes before Boot's own, which knows no more than the group that it could not bind.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class PropertyFailureAnalyzer extends AbstractFailureAnalyzer<PropertyException> {

	private final Environment environment;

	PropertyFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, PropertyException failure) {
		String place = property(failure.property()).map(ConfigurationProperty::getOrigin)
			.map((origin) -> System.lineSeparator() + "Set in " + origin)
			.orElse("");
		return new FailureAnalysis(
				FailureText.block("A property has a value that cannot be used:", FailureText.of(failure) + place),
				"Change " + failure.property() + ": " + failure.expected() + ".", failure);
	}

	private Optional<ConfigurationProperty> property(String name) {
		if (!ConfigurationPropertyName.isValid(name)) {
			return Optional.empty();
		}
		ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
		for (var source : ConfigurationPropertySources.get(this.environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(wanted);
			if (property != null) {
				return Optional.of(property);
			}
		}
		return Optional.empty();
	}

}
