package dev.theater.spring.autoconfigure;

import dev.theater.component.wasm.CacheDirectoryException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what of the properties and beans the runtime cannot use. */
final class TheaterSetUpFailureAnalyzer extends AbstractFailureAnalyzer<TheaterSetUpException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TheaterSetUpException failure) {
		return new FailureAnalysis(
				FailureText.block("The theater cannot be set up:", FailureText.of(failure.getCause())), action(failure),
				failure);
	}

	private static String action(TheaterSetUpException failure) {
		if (failure.getCause() instanceof CacheDirectoryException) {
			return "Set theater.engine.cache-directory to a directory that the application's user, and nobody else, can "
					+ "write to, or leave it out: components are then compiled at every start.";
		}
		return "Correct the bean of type dev.theater.host.HostHandler that the message names. Its name() must be unique "
				+ "and none of the theater's own, such as runtime.";
	}

}
