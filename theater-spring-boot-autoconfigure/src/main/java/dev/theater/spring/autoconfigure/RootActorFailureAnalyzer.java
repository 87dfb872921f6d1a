package dev.theater.spring.autoconfigure;

import dev.theater.manifest.ManifestException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why a required root actor keeps the application from starting. */
final class RootActorFailureAnalyzer extends AbstractFailureAnalyzer<RootActorStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RootActorStartException failure) {
		String description = "A root actor that this application requires could not be started:"
				+ System.lineSeparator() + System.lineSeparator() + "    " + FailureText.forPeople(failure.getCause());
		ManifestException manifest = findCause(failure, ManifestException.class);
		String correction = (manifest != null) ? ManifestFailureAnalyzer.correction(manifest)
				: "Correct what the message names, in the actor's manifest or component.";
		return new FailureAnalysis(description,
				correction + " To start without that actor, set theater.actors.<name>.required=false: it is then "
						+ "parked and shown as failed by /actuator/theater and /actuator/health.",
				failure);
	}

}
