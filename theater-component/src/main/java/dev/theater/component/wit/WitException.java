package dev.theater.component.wit;

import java.util.Optional;

import dev.theater.component.type.ComponentException;
import org.jspecify.annotations.Nullable;

/**
 * A WIT text is wrong, or uses a feature that is not supported, or a name is asked for
 * that it does not have. The message begins with source, line and column.
 */
public final class WitException extends ComponentException {

	private static final long serialVersionUID = 1L;

	/** The text's name. */
	private final String source;

	/** The line, from 1, or 0. */
	private final int line;

	/** The column, from 1, or 0. */
	private final int column;

	/** The refused feature, or null. */
	private final @Nullable String feature;

	WitException(Place place, String problem) {
		this(place, problem, null, null);
	}

	WitException(Place place, String problem, @Nullable Throwable cause) {
		this(place, problem, null, cause);
	}

	private WitException(Place place, String problem, @Nullable String feature, @Nullable Throwable cause) {
		super(place.source().isEmpty() ? problem : place + ": " + problem, cause);
		this.source = place.source();
		this.line = place.line();
		this.column = place.column();
		this.feature = feature;
	}

	static WitException unsupported(Place place, String feature, String what) {
		return new WitException(place, what + " uses " + feature + ", which this host does not support", feature, null);
	}

	/**
	 * The name of the text.
	 * @return as it was given, empty where the problem is in no text
	 */
	public String source() {
		return this.source;
	}

	/**
	 * The line of the offending token.
	 * @return from 1, or 0 where the problem is in no line
	 */
	public int line() {
		return this.line;
	}

	/**
	 * The column of the offending token.
	 * @return in chars from 1, or 0 where the problem is in no line
	 */
	public int column() {
		return this.column;
	}

	/**
	 * The feature that is refused, where the text is right and only uses more than this
	 * host supports.
	 * @return such as {@code resources}
	 */
	public Optional<String> unsupportedFeature() {
		return Optional.ofNullable(this.feature);
	}

}
