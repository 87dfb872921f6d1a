package dev.theater.spring.autoconfigure;

import dev.theater.supervisor.SupervisorException;

/** A root actor that the application cannot do without could not be started. */
final class RootActorStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final SupervisorException reason;

	/** The cause's message names the actor. */
	RootActorStartException(SupervisorException cause) {
		super("A required root actor could not be started: " + cause.getMessage(), cause);
		this.reason = cause;
	}

	/** The cause. */
	SupervisorException reason() {
		return this.reason;
	}

}
