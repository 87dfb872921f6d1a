package dev.theater.component.wasm;

/**
 * What one {@link WasmStore} may use over all its instances.
 *
 * @param maxMemoryBytes bytes of all linear memories together, at their declared and
 * grown sizes, touched or not
 * @param maxTableEntries entries of all tables together
 */
public record WasmLimits(long maxMemoryBytes, long maxTableEntries) {

	/** 64 MiB of memory and 100,000 table entries. */
	public static final WasmLimits DEFAULTS = new WasmLimits(64L << 20, 100_000);

	/**
	 * Checks both limits.
	 * @throws IllegalArgumentException if one is negative
	 */
	public WasmLimits {
		if (maxMemoryBytes < 0) {
			throw new IllegalArgumentException("maxMemoryBytes is " + maxMemoryBytes + ", must be 0 or more");
		}
		if (maxTableEntries < 0) {
			throw new IllegalArgumentException("maxTableEntries is " + maxTableEntries + ", must be 0 or more");
		}
	}

}
