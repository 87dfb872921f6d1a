package dev.theater.spring.autoconfigure;

import dev.theater.spring.endpoint.ActorDescriptor;
import dev.theater.spring.endpoint.EventsDescriptor;
import dev.theater.spring.endpoint.RefusalDescriptor;
import dev.theater.spring.endpoint.TheaterDescriptor;
import dev.theater.spring.endpoint.ValueDescriptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/** What the endpoint answers with; its operations' return types do not name all of it. */
final class TheaterEndpointRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		new BindingReflectionHintsRegistrar().registerReflectionHints(hints.reflection(), TheaterDescriptor.class,
				ActorDescriptor.class, EventsDescriptor.class, RefusalDescriptor.class, ValueDescriptor.class);
	}

}
