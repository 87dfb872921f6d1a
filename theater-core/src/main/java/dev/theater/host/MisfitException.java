package dev.theater.host;

/** A Java type cannot stand for a WIT type. */
final class MisfitException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	MisfitException(String message) {
		super(message);
	}

	/** The same, of a part. */
	MisfitException in(String part) {
		return new MisfitException(part + ": " + getMessage());
	}

}
