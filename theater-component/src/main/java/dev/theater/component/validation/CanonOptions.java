package dev.theater.component.validation;

/**
 * The checked options of a canonical definition; an index of -1 means none.
 *
 * @param encoding how strings are encoded
 * @param memory a core memory index
 * @param realloc a core function index
 * @param postReturn a core function index
 */
public record CanonOptions(Encoding encoding, int memory, int realloc, int postReturn) {

	/** How strings are encoded. */
	public enum Encoding {

		/** UTF-8. */
		UTF8,
		/** UTF-16, little-endian. */
		UTF16,
		/** Latin-1 or UTF-16, told apart by a bit of the length. */
		LATIN1_UTF16

	}

}
