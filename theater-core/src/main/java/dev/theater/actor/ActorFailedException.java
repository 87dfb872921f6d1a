package dev.theater.actor;

/** The receiver failed on the request, is parked, or stops. */
public final class ActorFailedException extends MessagingException {

	private static final long serialVersionUID = 1L;

	ActorFailedException(String message) {
		super(message);
	}

}
