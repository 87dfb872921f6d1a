package dev.theater.supervisor;

import dev.theater.actor.ActorError;

/** The actor itself failed. */
public final class ActorErrorException extends SupervisorException {

	private static final long serialVersionUID = 1L;

	private final transient ActorError error;

	public ActorErrorException(Reason reason, ActorError error) {
		super("Actor error: " + error.message(), reason, null);
		this.error = error;
	}

	/** What happened to the actor. */
	public ActorError error() {
		return this.error;
	}

}
