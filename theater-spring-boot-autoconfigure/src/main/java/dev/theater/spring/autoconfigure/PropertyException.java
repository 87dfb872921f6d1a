package dev.theater.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

/** A property has a value that makes no sense. */
public final class PropertyException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String property;

	private final String expected;

	/**
	 * @param property its whole name
	 * @param value as the message shows it
	 * @param expected what would be right, as a part of a sentence
	 */
	public PropertyException(String property, Object value, String expected, @Nullable Throwable cause) {
		super(property + " is " + value + "; " + expected, cause);
		this.property = property;
		this.expected = expected;
	}

	String property() {
		return this.property;
	}

	String expected() {
		return this.expected;
	}

}
