package dev.theater.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what of the properties and beans the runtime cannot use. */
final class TheaterSetUpFailureAnalyzer extends AbstractFailureAnalyzer<TheaterSetUpException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, TheaterSetUpException failure) {
		return new FailureAnalysis(
				"The theater cannot be set up:" + System.lineSeparator() + System.lineSeparator() + "    "
						+ FailureText.of(failure.getCause()),
				"Correct the property theater.* or the bean that this is about.", failure);
	}

}
