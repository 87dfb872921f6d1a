package dev.theater.actor;

/** Why a message or request did not reach its goal. */
public abstract sealed class MessagingException extends RuntimeException
		permits ActorNotFoundException, MailboxFullException, MessageTooLargeException, RequestTimeoutException,
		WaitCircleException, ActorFailedException {

	private static final long serialVersionUID = 1L;

	MessagingException(String message) {
		super(message);
	}

}
