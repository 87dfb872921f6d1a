package dev.theater.component.wit;

/**
 * A position in a WIT text.
 *
 * @param source the text's name, mostly a file's
 * @param line the line, from 1; 0 where the place is no text's
 * @param column the column in chars, from 1
 */
public record Place(String source, int line, int column) {

	/** Of what no text says, such as what is read from a component. */
	public static final Place NONE = new Place("", 0, 0);

	/**
	 * The place as tools write it.
	 * @return such as {@code theater.wit:12:8}
	 */
	@Override
	public String toString() {
		return this.line == 0 ? this.source : this.source + ":" + this.line + ":" + this.column;
	}

}
