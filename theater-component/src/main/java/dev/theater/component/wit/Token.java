package dev.theater.component.wit;

/**
 * A piece of a WIT text.
 *
 * @param kind what it is
 * @param text the characters, without the escape of an escaped name
 * @param place where it begins
 * @param docs the doc comments before it, lines joined
 */
record Token(Kind kind, String text, Place place, String docs) {

	/** Kinds of tokens. */
	enum Kind {

		/** A name or keyword. */
		WORD,
		/** A name after {@code %}. */
		ESCAPED,
		/** Digits. */
		INTEGER,
		/** An operator. */
		OPERATOR,
		/** The end of the text. */
		END

	}

	boolean is(String operatorOrKeyword) {
		return (this.kind == Kind.OPERATOR || this.kind == Kind.WORD) && this.text.equals(operatorOrKeyword);
	}

	/** For messages. */
	String shown() {
		return switch (this.kind) {
			case END -> "the end of the text";
			case ESCAPED -> "'%" + this.text + "'";
			default -> "'" + this.text + "'";
		};
	}

}
