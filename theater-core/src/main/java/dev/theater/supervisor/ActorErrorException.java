package dev.theater.supervisor;

import java.util.Optional;

import dev.theater.actor.ActorError;
import dev.theater.actor.ExitReason;
import org.jspecify.annotations.Nullable;

/** The actor itself failed. */
public final class ActorErrorException extends SupervisorException {

	private static final long serialVersionUID = 1L;

	private final transient ActorError error;

	private final transient @Nullable FailedStart start;

	public ActorErrorException(Reason reason, ActorError error) {
		this(reason, error, null, null);
	}

	/**
	 * @param cause why a static child of it could not start, if that is the reason
	 */
	ActorErrorException(Reason reason, FailedStart start, @Nullable SupervisorException cause) {
		this(reason, ActorError.of(start.exit()), start, cause);
	}

	private ActorErrorException(Reason reason, ActorError error, @Nullable FailedStart start,
			@Nullable SupervisorException cause) {
		super("Actor error: " + error.message(), reason, cause);
		this.error = error;
		this.start = start;
	}

	/**
	 * A first start that failed.
	 *
	 * @param path the actor's
	 * @param manifest name of its manifest
	 * @param exit how it ended
	 */
	public record FailedStart(String path, String manifest, ExitReason exit) {
	}

	/** The first start that failed, where that is what happened. */
	public Optional<FailedStart> start() {
		return Optional.ofNullable(this.start);
	}

	/** What happened to the actor. */
	public ActorError error() {
		return this.error;
	}

}
