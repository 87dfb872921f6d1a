package dev.theater.supervisor;

import java.util.Optional;

import dev.theater.actor.ActorError;
import dev.theater.actor.ExitReason;
import org.jspecify.annotations.Nullable;

/** The actor itself failed. */
public final class ActorErrorException extends SupervisorException {

	private static final long serialVersionUID = 1L;

	private final transient ActorError error;

	private final transient @Nullable ExitReason exit;

	public ActorErrorException(Reason reason, ActorError error) {
		this(reason, error, null, null);
	}

	/**
	 * @param exit how it ended
	 * @param cause which of its children could not start, if that is why
	 */
	ActorErrorException(Reason reason, ExitReason exit, @Nullable SupervisorException cause) {
		this(reason, ActorError.of(exit), exit, cause);
	}

	private ActorErrorException(Reason reason, ActorError error, @Nullable ExitReason exit,
			@Nullable SupervisorException cause) {
		super("Actor error: " + error.message(), reason, cause);
		this.error = error;
		this.exit = exit;
	}

	/** How the actor ended, where it did. */
	public Optional<ExitReason> exit() {
		return Optional.ofNullable(this.exit);
	}

	/** What happened to the actor. */
	public ActorError error() {
		return this.error;
	}

}
