package dev.theater.host;

/** What a guest is told that asks its content store for what it cannot have. */
final class ContentRefusal extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ContentRefusal(String message) {
		super(message, null, false, false);
	}

}
