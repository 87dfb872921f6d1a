package dev.theater.actor;

/** A message is longer than its receiver accepts. */
public final class MessageTooLargeException extends MessagingException {

	private static final long serialVersionUID = 1L;

	MessageTooLargeException(String message) {
		super(message);
	}

}
