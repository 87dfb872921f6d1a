package dev.theater.actor;

/** What was asked of a channel is refused; the message names the channel and says why. */
public final class ChannelException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ChannelException(String message) {
		super(message);
	}

}
