package dev.theater.component.wit;

import java.util.StringJoiner;

import dev.theater.component.type.Label;

/** Cuts a WIT text into tokens (WIT.md, lexical structure). */
final class Lexer {

	/** Larger texts are nobody's interfaces. */
	static final int MAX_CHARS = 4_000_000;

	private static final String OPERATORS = "=,:;(){}<>*/.@";

	private final String source;

	private final String text;

	private int at;

	private int line = 1;

	private int lineStart;

	private StringJoiner docs = new StringJoiner("\n");

	Lexer(String text, String source) {
		this.source = source;
		if (text.length() > MAX_CHARS) {
			throw new WitException(new Place(source, 1, 1),
					"a text of " + text.length() + " chars; at most " + MAX_CHARS + " are read");
		}
		this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
	}

	String source() {
		return this.source;
	}

	/** The next token, its doc comments with it. */
	Token next() {
		this.docs = new StringJoiner("\n");
		skipSpaceAndComments();
		Place place = place();
		if (this.at >= this.text.length()) {
			return token(Token.Kind.END, "", place);
		}
		char c = this.text.charAt(this.at);
		if (c == '-' && peek(1) == '>') {
			this.at += 2;
			return token(Token.Kind.OPERATOR, "->", place);
		}
		if (OPERATORS.indexOf(c) >= 0) {
			this.at++;
			return token(Token.Kind.OPERATOR, String.valueOf(c), place);
		}
		if (c == '_' && !isWordChar(peek(1)) && peek(1) != '_') {
			this.at++;
			return token(Token.Kind.OPERATOR, "_", place);
		}
		if (isDigit(c)) {
			int begin = this.at;
			while (isDigit(peek(0))) {
				this.at++;
			}
			return token(Token.Kind.INTEGER, this.text.substring(begin, this.at), place);
		}
		return word(place);
	}

	/**
	 * A version, which is not made of tokens: begins where the last token ended.
	 */
	String version() {
		this.docs = new StringJoiner("\n");
		skipSpaceAndComments();
		Place place = place();
		int begin = this.at;
		while (isWordChar(peek(0)) || peek(0) == '+' || (peek(0) == '.' && isWordChar(peek(1)))) {
			this.at++;
		}
		String version = this.text.substring(begin, this.at);
		if (!Version.isVersion(version)) {
			throw new WitException(place, (version.isEmpty() ? shown(peek(0)) : "'" + version + "'")
					+ " is not a version such as 1.0.0 or 0.2.0-rc.1");
		}
		return version;
	}

	private Token word(Place place) {
		boolean escaped = peek(0) == '%';
		int begin = escaped ? this.at + 1 : this.at;
		int end = begin;
		while (end < this.text.length() && (isWordChar(this.text.charAt(end)) || this.text.charAt(end) == '_')
				&& !(this.text.charAt(end) == '-' && end + 1 < this.text.length()
						&& this.text.charAt(end + 1) == '>')) {
			end++;
		}
		String word = this.text.substring(begin, end);
		if (word.isEmpty()) {
			int codePoint = begin < this.text.length() ? this.text.codePointAt(begin) : 0;
			throw new WitException(place, "unexpected character " + shown(codePoint)
					+ "; names are ASCII words joined by hyphens, such as 'get-chain'");
		}
		if (!Label.isLabel(word)) {
			throw new WitException(place, "'" + word + "' is not a name; names are words joined by hyphens, each word"
					+ " all lower or all upper case, such as 'get-chain'");
		}
		this.at = end;
		return token(escaped ? Token.Kind.ESCAPED : Token.Kind.WORD, word, place);
	}

	private void skipSpaceAndComments() {
		while (this.at < this.text.length()) {
			char c = this.text.charAt(this.at);
			if (c == '\n') {
				newLine();
			}
			else if (c == ' ' || c == '\t' || c == '\r') {
				this.at++;
			}
			else if (c == '/' && peek(1) == '/') {
				lineComment();
			}
			else if (c == '/' && peek(1) == '*') {
				blockComment();
			}
			else {
				return;
			}
		}
	}

	private void newLine() {
		this.at++;
		this.line++;
		this.lineStart = this.at;
	}

	private void lineComment() {
		int begin = this.at + 2;
		while (this.at < this.text.length() && this.text.charAt(this.at) != '\n') {
			requireHarmless();
			this.at++;
		}
		String comment = this.text.substring(begin, this.at).stripTrailing();
		if (comment.startsWith("/") && !comment.startsWith("//")) {
			this.docs.add(comment.startsWith("/ ") ? comment.substring(2) : comment.substring(1));
		}
	}

	/** Block comments nest; counted and not called, so that no depth hurts. */
	private void blockComment() {
		Place place = place();
		int begin = this.at;
		int depth = 0;
		do {
			if (this.at >= this.text.length()) {
				throw new WitException(place, "a comment without its end; '*/' is missing");
			}
			if (peek(0) == '/' && peek(1) == '*') {
				depth++;
				this.at += 2;
			}
			else if (peek(0) == '*' && peek(1) == '/') {
				depth--;
				this.at += 2;
			}
			else if (peek(0) == '\n') {
				newLine();
			}
			else {
				requireHarmless();
				this.at++;
			}
		}
		while (depth > 0);
		String comment = this.text.substring(begin, this.at);
		if (comment.startsWith("/**") && comment.length() > 4) {
			this.docs.add(Docs.ofBlock(comment.substring(3, comment.length() - 2)));
		}
	}

	/** Refuses what makes a text read otherwise than it looks. */
	private void requireHarmless() {
		char c = this.text.charAt(this.at);
		boolean control = c < ' ' && c != '\t' && c != '\r';
		boolean bidirectional = (c >= '\u202a' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
		if (control || c == '\u007f' || bidirectional) {
			throw new WitException(place(), "unexpected character " + shown(c)
					+ "; control characters and overrides of the writing direction are not allowed");
		}
	}

	private Place place() {
		return new Place(this.source, this.line, this.at - this.lineStart + 1);
	}

	private Token token(Token.Kind kind, String text, Place place) {
		return new Token(kind, text, place, this.docs.toString());
	}

	private char peek(int ahead) {
		int index = this.at + ahead;
		return index < this.text.length() ? this.text.charAt(index) : 0;
	}

	private static String shown(int codePoint) {
		if (codePoint == 0) {
			return "the end of the text";
		}
		return codePoint > ' ' && codePoint < 0x7f ? "'" + Character.toString(codePoint) + "'"
				: String.format("U+%04X", codePoint);
	}

	private static boolean isDigit(char c) {
		return c >= '0' && c <= '9';
	}

	private static boolean isWordChar(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '-';
	}

}
