package dev.theater.component.abi;

import dev.theater.component.wasm.MemoryBudget;
import dev.theater.component.wasm.WasmTrap;

/**
 * How many bytes of the Java heap one call from outside may cost, over all values in both
 * directions and all functions that are called meanwhile. Belongs to one thread at a
 * time.
 */
public final class TransferBudget {

	/** What every call has without asking others. */
	private static final long FREE = 64 << 10;

	private final long limit;

	private final MemoryBudget shared;

	private long left;

	/** Taken from the shared budget for the call under way. */
	private long taken;

	private int depth;

	/**
	 * A budget.
	 * @param limit bytes per outermost call
	 * @param shared what calls of others take from as well, for all but small values,
	 * while the call lasts
	 */
	public TransferBudget(long limit, MemoryBudget shared) {
		if (limit < 0) {
			throw new IllegalArgumentException("a transfer limit of " + limit + " bytes; it must be 0 or more");
		}
		this.limit = limit;
		this.shared = shared;
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
		long more = this.limit - this.left + bytes - FREE - this.taken;
		if (more > 0) {
			if (!this.shared.tryTake(more)) {
				throw new WasmTrap(WasmTrap.Reason.LIMIT, "no memory is left for a value of " + bytes
						+ " bytes: all guests together hold " + this.shared);
			}
			this.taken += more;
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
		if (--this.depth == 0 && this.taken > 0) {
			this.shared.giveBack(this.taken);
			this.taken = 0;
		}
	}

}
