package dev.theater.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/**
 * Explains that Java is too old for theater, though new enough for Spring Boot. Compiled
 * for Java 17, unlike everything else, and so refers to nothing else of theater.
 */
final class JavaVersionFailureAnalyzer extends AbstractFailureAnalyzer<UnsupportedClassVersionError> {

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnsupportedClassVersionError failure) {
		String message = String.valueOf(failure.getMessage());
		if (!message.startsWith("dev/theater/")) {
			return null;
		}
		return new FailureAnalysis(
				String.format("Theater needs Java 21 or newer, and this application runs on Java %s, at %s:%n%n    %s",
						System.getProperty("java.version"), System.getProperty("java.home"), message),
				"Run the application with a JDK 21 or newer: set JAVA_HOME to one, and the build's Java version "
						+ "(java.version in a pom.xml of Spring Boot's) to 21.",
				failure);
	}

}
