package dev.theater.spring.page;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** The page's files, and what it is told. */
final class PageHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources().registerPattern("dev/theater/spring/page/page.*");
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), PageUpdate.class,
				PageSettings.View.class);
	}

}
