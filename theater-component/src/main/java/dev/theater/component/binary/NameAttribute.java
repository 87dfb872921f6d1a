package dev.theater.component.binary;

/**
 * Something said of an import or export beside its name.
 *
 * @param kind what is said
 * @param value the text
 * @param offset the position in the file in bytes
 */
public record NameAttribute(Kind kind, String value, long offset) {

	/** What an attribute says. */
	public enum Kind {

		/** The interface that an instance with a plain name implements. */
		IMPLEMENTS("implements"),
		/** A name that means something outside the component model. */
		EXTERNAL_ID("external-id");

		private final String text;

		Kind(String text) {
			this.text = text;
		}

		@Override
		public String toString() {
			return this.text;
		}

	}

}
