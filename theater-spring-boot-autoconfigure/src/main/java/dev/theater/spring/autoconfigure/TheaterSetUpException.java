package dev.theater.spring.autoconfigure;

/** The runtime refused what properties and beans gave it. */
final class TheaterSetUpException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/** The cause's message says what was refused. */
	TheaterSetUpException(IllegalArgumentException cause) {
		super("The theater cannot be set up: " + cause.getMessage(), cause);
	}

}
