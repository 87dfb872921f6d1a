package dev.theater.actor;

/** A request was not answered in its time. */
public final class RequestTimeoutException extends MessagingException {

	private static final long serialVersionUID = 1L;

	RequestTimeoutException(String message) {
		super(message);
	}

}
