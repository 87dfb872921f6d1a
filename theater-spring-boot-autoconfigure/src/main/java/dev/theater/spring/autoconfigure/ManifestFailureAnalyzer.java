package dev.theater.spring.autoconfigure;

import dev.theater.manifest.ManifestException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what is wrong with a manifest that keeps the application from starting. */
final class ManifestFailureAnalyzer extends AbstractFailureAnalyzer<ManifestException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ManifestException failure) {
		String description = "A manifest cannot be used:" + System.lineSeparator() + System.lineSeparator() + "    "
				+ FailureText.of(failure);
		return new FailureAnalysis(description, correction(failure), failure);
	}

	/** What to do about a manifest: it may be wrong, or the wrong one, or elsewhere. */
	static String correction(ManifestException failure) {
		return "Correct '" + failure.source() + "', or the place that names it. Manifests and what they name are "
				+ "looked up under theater.manifest-locations, which is classpath:/actors/ where nothing else is set.";
	}

}
