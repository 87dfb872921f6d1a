package dev.theater.sample;

/** There is nothing at the address that the caller of the API named. */
final class UnknownAddressException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	UnknownAddressException(String message) {
		super(message);
	}

}
