package dev.theater.actor;

/**
 * Texts of errors that go to guests or are kept: bounded, since guests write many of
 * them, and well-formed, since a guest cannot be handed half a character.
 */
public final class ErrorText {

	/** Characters that are kept of an error. */
	public static final int MAX_CHARS = 4096;

	private ErrorText() {
	}

	/**
	 * The text with whole characters only, and with at most {@value #MAX_CHARS} of them.
	 */
	public static String bounded(String text) {
		if (text.length() <= MAX_CHARS) {
			return wellFormed(text);
		}
		return start(text, MAX_CHARS) + "… (" + text.length() + " characters)";
	}

	/** The beginning of a text, not cut within a character. */
	static String start(String text, int chars) {
		boolean splits = Character.isHighSurrogate(text.charAt(chars - 1));
		return wellFormed(text.substring(0, splits ? chars - 1 : chars));
	}

	private static String wellFormed(String text) {
		if (text.chars().noneMatch((unit) -> Character.isSurrogate((char) unit))) {
			return text;
		}
		StringBuilder whole = new StringBuilder(text.length());
		text.codePoints()
			.forEach((point) -> whole
				.appendCodePoint((Character.getType(point) == Character.SURROGATE) ? 0xfffd : point));
		return whole.toString();
	}

}
