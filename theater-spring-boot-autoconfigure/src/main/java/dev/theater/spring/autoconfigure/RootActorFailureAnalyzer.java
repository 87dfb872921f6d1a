package dev.theater.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why a required root actor keeps the application from starting. */
final class RootActorFailureAnalyzer extends AbstractFailureAnalyzer<RootActorStartException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, RootActorStartException failure) {
		StartAdvice advice = new StartAdvice(failure.reason());
		String name = advice.rootActor();
		String who = (name != null) ? "The root actor '" + name + "' cannot start" : "A root actor cannot start";
		String property = "theater.actors." + ((name != null) ? name : "<name>") + ".required=false";
		return new FailureAnalysis(FailureText.block(who + ", and this application requires it:", advice.reason()),
				FailureText.paragraphs(advice.action(), "To start without that actor, set " + property
						+ ": it is then parked, and shown as failed by /actuator/theater and /actuator/health."),
				failure);
	}

}
