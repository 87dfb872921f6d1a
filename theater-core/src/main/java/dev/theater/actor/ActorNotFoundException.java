package dev.theater.actor;

/** There is no actor with this id, or there is none any more. */
public final class ActorNotFoundException extends MessagingException {

	private static final long serialVersionUID = 1L;

	ActorNotFoundException(String message) {
		super(message);
	}

}
