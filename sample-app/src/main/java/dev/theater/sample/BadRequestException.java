package dev.theater.sample;

/** What the caller of the API sent cannot be used. */
final class BadRequestException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	BadRequestException(String message) {
		super(message);
	}

}
