package dev.theater.spring.test;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.autoconfigure.TestSliceTestContextBootstrapper;

/** Makes the context of a {@link TheaterTest @TheaterTest}. */
final class TheaterTestContextBootstrapper extends TestSliceTestContextBootstrapper<TheaterTest> {

	/** Without them, a web framework on the class path alone would make a web context. */
	private static final String NO_WEB = "spring.main.web-application-type=none";

	@Override
	protected String @Nullable [] getProperties(Class<?> testClass) {
		String[] properties = super.getProperties(testClass);
		return (properties != null) ? Stream.concat(Stream.of(NO_WEB), Stream.of(properties)).toArray(String[]::new)
				: new String[] { NO_WEB };
	}

}
