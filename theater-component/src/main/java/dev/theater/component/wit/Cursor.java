package dev.theater.component.wit;

import org.jspecify.annotations.Nullable;

/** Walks over the tokens of one text, one token ahead. */
final class Cursor {

	private final Lexer lexer;

	private @Nullable Token ahead;

	Cursor(Lexer lexer) {
		this.lexer = lexer;
	}

	String source() {
		return this.lexer.source();
	}

	Token peek() {
		Token token = this.ahead;
		if (token == null) {
			token = this.lexer.next();
			this.ahead = token;
		}
		return token;
	}

	Token next() {
		Token token = peek();
		this.ahead = null;
		return token;
	}

	boolean at(String operatorOrKeyword) {
		return peek().is(operatorOrKeyword);
	}

	boolean accept(String operatorOrKeyword) {
		if (at(operatorOrKeyword)) {
			next();
			return true;
		}
		return false;
	}

	Token expect(String operatorOrKeyword, String where) {
		if (!at(operatorOrKeyword)) {
			throw unexpected(peek(), "'" + operatorOrKeyword + "' " + where);
		}
		return next();
	}

	/** A name that is not a keyword. */
	Syntax.Name name(String what) {
		Token token = peek();
		if (token.kind() == Token.Kind.WORD && Keywords.contains(token.text())) {
			throw new WitException(token.place(),
					token.shown() + " is a keyword; as the name of " + what + " it is written '%" + token.text() + "'");
		}
		if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.ESCAPED) {
			throw unexpected(token, "the name of " + what);
		}
		next();
		return new Syntax.Name(token.text(), token.place());
	}

	/** A version; the token before it must have been taken and none looked at since. */
	String version() {
		if (this.ahead != null) {
			throw new IllegalStateException("a token was looked at where a version begins");
		}
		return this.lexer.version();
	}

	static WitException unexpected(Token token, String wanted) {
		return new WitException(token.place(), "unexpected " + token.shown() + "; " + wanted + " is needed here");
	}

}
