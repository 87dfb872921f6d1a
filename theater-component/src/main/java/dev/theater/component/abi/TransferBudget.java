package dev.theater.component.abi;

import dev.theater.component.wasm.WasmTrap;

/**
 * How many bytes of the Java heap one call from outside may cost, over all values in both
 * directions and all functions that are called meanwhile. Belongs to one thread at a
 * time.
 */
public final class TransferBudget {

	private final long limit;

	private long left;

	private int depth;

	/**
	 * A budget.
	 * @param limit bytes per outermost call
	 */
	public TransferBudget(long limit) {
		if (limit < 0) {
			throw new IllegalArgumentException("a transfer limit of " + limit + " bytes; it must be 0 or more");
		}
		this.limit = limit;
		this.left = limit;
	}

	/**
	 * Pays before something is allocated.
	 * @param bytes how much it will take, overhead included
	 * @throws WasmTrap of reason {@link WasmTrap.Reason#LIMIT} if there is not enough
	 * left
	 */
	public void charge(long bytes) {
		if (bytes > this.left) {
			throw new WasmTrap(WasmTrap.Reason.LIMIT, "values too large: " + bytes + " bytes are asked for, "
					+ this.left + " of " + this.limit + " bytes per call are left");
		}
		this.left -= bytes;
	}

	/**
	 * What is left for the call under way.
	 * @return bytes
	 */
	public long left() {
		return this.left;
	}

	/** Whether a call is under way. */
	boolean isInUse() {
		return this.depth > 0;
	}

	void begin() {
		if (this.depth++ == 0) {
			this.left = this.limit;
		}
	}

	void end() {
		this.depth--;
	}

}
