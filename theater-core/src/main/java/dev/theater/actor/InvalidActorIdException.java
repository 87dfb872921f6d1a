package dev.theater.actor;

/** A text that was given as an actor's id is none. */
public final class InvalidActorIdException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private static final int SHOWN = 60;

	InvalidActorIdException(String text) {
		super("Invalid child ID: '" + shorten(text)
				+ "' is not an actor id; an id is a version 4 UUID in lower case with hyphens, "
				+ "such as 3f2b8c1e-6d4a-4f7b-9c0d-1e2f3a4b5c6d");
	}

	private static String shorten(String text) {
		String shown = (text.length() <= SHOWN) ? text : ErrorText.start(text, SHOWN) + "…";
		return shown.replaceAll("\\p{Cntrl}", "?");
	}

}
