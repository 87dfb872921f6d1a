package dev.theater.actor;

/** The receiver's mailbox holds as many messages as it may. */
public final class MailboxFullException extends MessagingException {

	private static final long serialVersionUID = 1L;

	MailboxFullException(String message) {
		super(message);
	}

}
