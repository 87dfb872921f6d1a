package dev.theater.spring.autoconfigure;

import dev.theater.manifest.ManifestException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains what is wrong with a manifest that the application itself reads. */
final class ManifestFailureAnalyzer extends AbstractFailureAnalyzer<ManifestException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, ManifestException failure) {
		return new FailureAnalysis(FailureText.block("A manifest cannot be used:", FailureText.of(failure)),
				StartAdvice.about(failure, null), failure);
	}

}
