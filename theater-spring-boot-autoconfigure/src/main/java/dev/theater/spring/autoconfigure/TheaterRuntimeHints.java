package dev.theater.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What the runtime reads beside its classes, whatever the application has. */
final class TheaterRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		// small modules with which the engine is tried before the first actor
		hints.resources().registerPattern("dev/theater/component/wasm/*.wasm");
	}

}
