package dev.theater.supervisor;

import org.jspecify.annotations.Nullable;

/** Why an operation of a supervisor was refused or failed. */
public abstract sealed class SupervisorException extends RuntimeException
		permits HandlerErrorException, ActorErrorException, SerializationErrorException {

	private static final long serialVersionUID = 1L;

	private final Reason reason;

	SupervisorException(String message, Reason reason, @Nullable Throwable cause) {
		super(message, cause);
		this.reason = reason;
	}

	/** The reason, for programs. */
	public Reason reason() {
		return this.reason;
	}

	/** What programs may want to tell apart. */
	public enum Reason {

		/** The id is not that of a direct child of the caller. */
		NOT_A_CHILD,
		/** The text given as an id is none. */
		INVALID_ID,
		/** The child is being started. */
		STARTING,
		/** The child is being restarted. */
		RESTARTING,
		/** The child is being stopped. */
		STOPPING,
		/** The supervisor itself or the runtime is ending. */
		SHUTTING_DOWN,
		/** A limit was reached. */
		LIMIT,
		/** The work did not end in its time. */
		TIMEOUT,
		/** The manifest or component cannot be used. */
		LOAD,
		/** The guest failed in {@code init}. */
		INIT_FAILED,
		/** The child is not stopped, and only a stopped child can be forgotten. */
		NOT_STOPPED,
		/** The wait would have closed a circle. */
		CIRCLE,
		/** The store did not take the events. */
		STORE

	}

}
