package dev.theater.spring.autoconfigure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ResourceLoader;

/**
 * Has a native image contain the manifests, components and states that lie on the class
 * path, as far as properties say when it is built where they do.
 */
final class ActorResourcesAotProcessor implements BeanFactoryInitializationAotProcessor {

	@Override
	public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
			ConfigurableListableBeanFactory beanFactory) {
		if (beanFactory.getBeanNamesForType(TheaterProperties.class, true, false).length == 0) {
			return null;
		}
		List<String> patterns = patterns(Binder.get(beanFactory.getBean(Environment.class)));
		return (context, code) -> patterns
			.forEach((pattern) -> context.getRuntimeHints().resources().registerPattern(pattern));
	}

	private static List<String> patterns(Binder properties) {
		List<String> patterns = new ArrayList<>();
		properties.bind("theater.manifest-locations", Bindable.listOf(String.class))
			.orElseGet(() -> List.of("classpath:/actors/"))
			.stream()
			.filter(ActorResourcesAotProcessor::isOnClassPath)
			.map((location) -> path(location) + (location.endsWith("/") ? "**" : "/**"))
			.forEach(patterns::add);
		properties.bind("theater.actors", Bindable.mapOf(String.class, TheaterProperties.Actor.class))
			.orElseGet(Map::of)
			.values()
			.stream()
			.map(TheaterProperties.Actor::initLocation)
			.filter(Objects::nonNull)
			.filter(ActorResourcesAotProcessor::isOnClassPath)
			.map(ActorResourcesAotProcessor::path)
			.forEach(patterns::add);
		return patterns;
	}

	private static boolean isOnClassPath(String location) {
		return location.startsWith(ResourceLoader.CLASSPATH_URL_PREFIX);
	}

	private static String path(String location) {
		return location.substring(ResourceLoader.CLASSPATH_URL_PREFIX.length()).replaceFirst("^/+", "");
	}

}
