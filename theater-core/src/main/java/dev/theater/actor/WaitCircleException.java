package dev.theater.actor;

/**
 * A wait that would have closed a circle of actors waiting for one another was refused.
 */
public final class WaitCircleException extends MessagingException {

	private static final long serialVersionUID = 1L;

	WaitCircleException(String message) {
		super(message);
	}

}
