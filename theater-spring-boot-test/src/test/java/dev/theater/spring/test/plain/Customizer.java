package dev.theater.spring.test.plain;

import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.autoconfigure.TheaterRuntimeBuilderCustomizer;

import org.springframework.stereotype.Component;

/** Is taken. */
@Component
class Customizer implements TheaterRuntimeBuilderCustomizer {

	@Override
	public void customize(TheaterRuntime.Builder builder) {
		// nothing to add
	}

}
