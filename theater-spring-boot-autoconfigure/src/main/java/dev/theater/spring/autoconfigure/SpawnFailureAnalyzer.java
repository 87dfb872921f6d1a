package dev.theater.spring.autoconfigure;

import java.util.EnumSet;
import java.util.Set;

import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why an actor that the application itself wanted to spawn cannot start. */
final class SpawnFailureAnalyzer extends AbstractFailureAnalyzer<SupervisorException> {

	/** Of others the stack trace says more. */
	private static final Set<Reason> OF_THE_ACTOR = EnumSet.of(Reason.LOAD, Reason.INIT_FAILED, Reason.TIMEOUT,
			Reason.LIMIT);

	@Override
	protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SupervisorException failure) {
		if (!OF_THE_ACTOR.contains(failure.reason())) {
			return null;
		}
		StartAdvice advice = new StartAdvice(failure);
		return new FailureAnalysis(
				FailureText.block("An actor that the application spawns cannot start:", advice.reason()),
				advice.action(), failure);
	}

}
