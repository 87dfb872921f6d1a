package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.observation.Observation;

/** A host call that sends nothing. */
final class InnerContext extends Observation.Context implements TheaterObservationContext {

	private final ObservedOperation observed;

	InnerContext(ObservedOperation observed) {
		this.observed = observed;
	}

	@Override
	public Operation operation() {
		return this.observed.operation;
	}

	@Override
	public String actor() {
		return this.observed.actor;
	}

	@Override
	public String outcome() {
		return this.observed.outcome;
	}

}
