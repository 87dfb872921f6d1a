package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Operation;

/** An operation that is observed, and how it ended once that is known. */
final class ObservedOperation {

	final Operation operation;

	final String actor;

	volatile String outcome = "unknown";

	ObservedOperation(Operation operation, String actor) {
		this.operation = operation;
		this.actor = actor;
	}

}
