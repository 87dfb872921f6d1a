package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.observation.Observation;

/** What is observed: a call of a guest, a host call of a guest, or a spawn. */
public final class TheaterObservationContext extends Observation.Context {

	/** The outcome of an operation that has not ended. */
	static final String UNKNOWN = "unknown";

	private final Operation operation;

	private final String actor;

	private volatile String outcome = UNKNOWN;

	TheaterObservationContext(Operation operation, String actor) {
		this.operation = operation;
		this.actor = actor;
	}

	/** The operation. */
	public Operation operation() {
		return this.operation;
	}

	/**
	 * The actor's manifest name, or {@code other} where too many are told apart already.
	 */
	public String actor() {
		return this.actor;
	}

	/**
	 * How it ended: {@code ok}, {@code error} or a failure's cause; {@code unknown}
	 * before.
	 */
	public String outcome() {
		return this.outcome;
	}

	void outcome(String outcome) {
		this.outcome = outcome;
	}

}
