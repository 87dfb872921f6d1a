package dev.theater.actor;

import java.util.Locale;

/**
 * An error of an actor, as {@code theater:simple/types} {@code wit-actor-error} knows it.
 *
 * @param type the kind of error
 * @param message what happened; may quote the guest
 */
public record ActorError(Type type, String message) {

	/** The cases of {@code wit-error-type}, in the order of the WIT. */
	public enum Type {

		OPERATION_TIMEOUT, CHANNEL_CLOSED, SHUTTING_DOWN, FUNCTION_NOT_FOUND, TYPE_MISMATCH, INTERNAL,
		SERIALIZATION_ERROR, UPDATE_COMPONENT_ERROR, PAUSED;

		/** This type as the WIT spells it. */
		public String label() {
			return name().toLowerCase(Locale.ROOT).replace('_', '-');
		}

	}

	/** The error that stands for an end. */
	public static ActorError of(ExitReason reason) {
		Type type = (reason instanceof ExitReason.Failed failed && failed.cause() == FailureCause.TIMEOUT)
				? Type.OPERATION_TIMEOUT : (reason instanceof ExitReason.Stopped) ? Type.SHUTTING_DOWN : Type.INTERNAL;
		return new ActorError(type, reason.describe());
	}
}
