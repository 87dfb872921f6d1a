package dev.theater.spring.autoconfigure;

import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.RuntimeSettings.EngineMode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * How guests are run where that depends on where the application runs: a native image
 * cannot define classes, which the compiler does.
 */
final class EngineChoice {

	/** Set by native images; Spring's own detector looks at it only once. */
	static final String IMAGE_CODE = "org.graalvm.nativeimage.imagecode";

	private static final String MODE = "theater.engine.mode";

	private static final Logger logger = LoggerFactory.getLogger(EngineChoice.class);

	private EngineChoice() {
	}

	/**
	 * The settings of the properties, in a native image with the interpreter.
	 * @throws PropertyException if the compiler is asked for in a native image
	 */
	static RuntimeSettings settings(TheaterProperties properties, Environment environment) {
		RuntimeSettings settings = properties.toSettings();
		RuntimeSettings.Engine engine = settings.engine();
		if (engine.mode() == EngineMode.INTERPRETER || !"runtime".equals(System.getProperty(IMAGE_CODE))) {
			return settings;
		}
		PropertyCheck.that(!Binder.get(environment).bind(MODE, String.class).isBound(), MODE, "compiler",
				"it must be interpreter, or left out, in a native image, which cannot define classes");
		logger.info("Actors are interpreted, since this is a native image");
		return new RuntimeSettings(
				new RuntimeSettings.Engine(EngineMode.INTERPRETER, engine.cacheDirectory(), engine.allowGc()),
				settings.dispatcher(), settings.requestTimeout(), settings.supervision(), settings.limits(),
				settings.chain(), settings.shutdownTimeout(), settings.maxActorNames());
	}

}
