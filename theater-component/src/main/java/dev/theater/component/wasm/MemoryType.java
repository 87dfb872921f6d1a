package dev.theater.component.wasm;

/**
 * The type of a linear memory.
 *
 * @param minimumPages pages of 64 KiB it has at least
 * @param maximumPages pages it may grow to; 65536 when the module declares none
 */
public record MemoryType(long minimumPages, long maximumPages) implements ExternType {

	/** Bytes of one page. */
	public static final int PAGE_BYTES = 65536;

}
