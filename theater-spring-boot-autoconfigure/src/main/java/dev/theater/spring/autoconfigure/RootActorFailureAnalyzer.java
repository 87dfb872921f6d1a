package dev.theater.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why a required root actor keeps the application from starting. */
final class RootActorFailureAnalyzer extends AbstractFailureAnalyzer<RootActorStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RootActorStartException failure) {
		return new FailureAnalysis(
				"A root actor that this application requires could not be started:" + System.lineSeparator()
						+ System.lineSeparator() + "    " + FailureText.of(failure.getCause()),
				"Correct what the message names, in the actor's manifest or component. To start without that actor, set "
						+ "theater.actors.<name>.required=false: it is then parked and shown as failed by "
						+ "/actuator/theater and /actuator/health.",
				failure);
	}

}
