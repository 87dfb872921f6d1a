package dev.theater.spring.autoconfigure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Keeps Spring Boot's developer tools from restarting the whole application for files of
 * actors on the class path, where those are reloaded: what the application says of
 * {@code spring.devtools.restart.additional-exclude} is added to.
 */
final class RestartExclusion implements EnvironmentPostProcessor, Ordered {

	static final String PROPERTY = "spring.devtools.restart.additional-exclude";

	private static final String SOURCE = "theaterReload";

	private static final String CLASS_PATH = "classpath:";

	@Override
	public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
		ClassLoader loader = application.getClassLoader();
		if (OnReloadCondition.isRestarter(loader) && OnReloadCondition.isOn(environment, loader)) {
			exclude(environment);
		}
	}

	static void exclude(ConfigurableEnvironment environment) {
		List<String> patterns = new ArrayList<>();
		String known = environment.getProperty(PROPERTY);
		if (known != null && !known.isBlank()) {
			patterns.add(known);
		}
		for (String folder : folders(environment)) {
			patterns.add(folder + "**/*.toml");
			patterns.add(folder + "**/*.wasm");
			patterns.add(folder + "state/**");
		}
		environment.getPropertySources()
			.addFirst(new MapPropertySource(SOURCE, Map.of(PROPERTY, String.join(",", patterns))));
	}

	/**
	 * Folders on the class path that hold actors. The default is one of them even if
	 * manifests are read from elsewhere, such as from where they are edited: the build
	 * copies them there.
	 */
	private static Set<String> folders(ConfigurableEnvironment environment) {
		Set<String> folders = new LinkedHashSet<>(Set.of("actors/"));
		Binder.get(environment)
			.bind("theater.manifest-locations", Bindable.listOf(String.class))
			.orElse(List.of())
			.stream()
			.filter((location) -> location.startsWith(CLASS_PATH))
			.map((location) -> location.substring(CLASS_PATH.length()).replaceAll("^/+|/+$", "") + "/")
			.filter((folder) -> folder.length() > 1)
			.forEach(folders::add);
		return folders;
	}

	/** After the application's configuration has been read. */
	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

}
