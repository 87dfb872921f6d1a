package dev.theater.spring.autoconfigure;

import java.util.List;

import dev.theater.supervisor.SupervisorException;

/** A root actor that the application cannot do without could not be started. */
final class RootActorStartException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String required;

	/**
	 * @param required names of the root actors that are required, one of which failed
	 * @param cause why
	 */
	RootActorStartException(List<String> required, SupervisorException cause) {
		super("A required root actor could not be started: " + cause.getMessage(), cause);
		this.required = String.join(", ", required);
	}

	/** The names of the required root actors. */
	String required() {
		return this.required;
	}

}
