package dev.theater.spring.autoconfigure;

import java.util.Map;

import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.RuntimeSettings.EngineMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EngineChoiceTests {

	@AfterEach
	void leaveTheImage() {
		System.clearProperty(EngineChoice.IMAGE_CODE);
	}

	@Test
	void leavesTheChoiceToThePropertiesOnAJvm() {
		assertThat(settings(Map.of())).isEqualTo(RuntimeSettings.defaults());
		assertThat(settings(Map.of("theater.engine.mode", "compiler")).engine().mode()).isEqualTo(EngineMode.COMPILER);
	}

	@Test
	void leavesTheChoiceToThePropertiesWhileAnImageIsBuilt() {
		System.setProperty(EngineChoice.IMAGE_CODE, "buildtime");
		assertThat(settings(Map.of("theater.engine.mode", "compiler")).engine().mode()).isEqualTo(EngineMode.COMPILER);
	}

	@Test
	void changesNothingButTheEngineInAnImage() {
		Map<String, String> properties = Map.of("theater.engine.cache-directory", "/var/cache",
				"theater.engine.allow-gc", "true", "theater.limits.max-depth", "3", "theater.dispatcher.threads", "2");
		RuntimeSettings jvm = settings(properties);
		System.setProperty(EngineChoice.IMAGE_CODE, "runtime");
		RuntimeSettings image = settings(properties);
		assertThat(image.engine().mode()).isEqualTo(EngineMode.INTERPRETER);
		assertThat(image).usingRecursiveComparison().ignoringFields("engine.mode").isEqualTo(jvm);
	}

	@Test
	void takesTheInterpreterThatIsAskedFor() {
		System.setProperty(EngineChoice.IMAGE_CODE, "runtime");
		assertThat(settings(Map.of("theater.engine.mode", "interpreter")).engine().mode())
			.isEqualTo(EngineMode.INTERPRETER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "theater.engine.mode", "THEATER_ENGINE_MODE" })
	void refusesTheCompilerInAnImage(String name) {
		System.setProperty(EngineChoice.IMAGE_CODE, "runtime");
		MockEnvironment environment = new MockEnvironment();
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource("systemEnvironment", Map.of(name, "compiler")));
		TheaterProperties properties = Binder.get(environment).bindOrCreate("theater", TheaterProperties.class);
		assertThatExceptionOfType(PropertyException.class)
			.isThrownBy(() -> EngineChoice.settings(properties, environment))
			.withMessageContaining("theater.engine.mode is compiler; it must be interpreter, or left out");
	}

	private static RuntimeSettings settings(Map<String, String> values) {
		MockEnvironment environment = new MockEnvironment();
		values.forEach(environment::setProperty);
		return EngineChoice.settings(Binder.get(environment).bindOrCreate("theater", TheaterProperties.class),
				environment);
	}

}
