package dev.theater.component.abi;

/**
 * How strings lie in a guest's memory.
 */
public enum StringEncoding {

	/** UTF-8, length in bytes. */
	UTF8,
	/** UTF-16, little-endian, length in code units. */
	UTF16,
	/** Latin-1, or UTF-16 if the length has its highest bit set. */
	LATIN1_UTF16

}
