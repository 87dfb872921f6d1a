package dev.theater.component.binary;

/**
 * An option of a canonical definition.
 *
 * @param kind which
 * @param index the index that it takes, 0 where it takes none
 * @param offset the position in the file in bytes
 */
public record CanonOption(Kind kind, long index, long offset) {

	/** The options. */
	public enum Kind {

		/** Strings are UTF-8. */
		UTF8,
		/** Strings are UTF-16. */
		UTF16,
		/** Strings are Latin-1 or UTF-16, told apart by a bit of their length. */
		LATIN1_UTF16,
		/** The memory, a core memory index. */
		MEMORY,
		/** The allocation function, a core function index. */
		REALLOC,
		/** The function called after a result was read, a core function index. */
		POST_RETURN;

		/**
		 * Whether this chooses an encoding.
		 * @return true for the three encodings
		 */
		public boolean isEncoding() {
			return compareTo(MEMORY) < 0;
		}

	}

}
