package dev.theater.component.wasm;

import org.jspecify.annotations.Nullable;

/**
 * What one component instance owns: the budget over all its memories and tables, the
 * watch, and whether its guests can still be entered. Belongs to one thread at a time.
 */
public final class WasmStore {

	/** Of functions that run in the interpreter; each takes some 20 bytes. */
	private static final int MAX_LOCALS = 2_000_000;

	/**
	 * A bridge takes a kilobyte, and instances that share a table could have one for each
	 * of its functions in each other.
	 */
	private static final int MAX_BRIDGES = 10_000;

	private final WasmLimits limits;

	private final GuestWatch watch;

	private final FunctionHandles handles = new FunctionHandles();

	private long memoryBytes;

	private long tableEntries;

	private int locals;

	private int bridges;

	private boolean inGuest;

	private @Nullable String failure;

	/**
	 * An empty store.
	 * @param limits the budget
	 * @param watch who is told when guest code runs
	 */
	public WasmStore(WasmLimits limits, GuestWatch watch) {
		this.limits = limits;
		this.watch = watch;
	}

	/**
	 * Bytes of all linear memories at their present sizes.
	 * @return the number of bytes charged
	 */
	public long memoryBytes() {
		return this.memoryBytes;
	}

	/**
	 * Entries of all tables at their present sizes.
	 * @return the number of entries charged
	 */
	public long tableEntries() {
		return this.tableEntries;
	}

	/**
	 * Whether a failure left the engine's state unknown, so that no guest of this store
	 * is entered again.
	 * @return true once such a trap happened
	 */
	public boolean isPoisoned() {
		return this.failure != null;
	}

	WasmLimits limits() {
		return this.limits;
	}

	FunctionHandles handles() {
		return this.handles;
	}

	boolean chargeMemory(long bytes) {
		if (bytes > this.limits.maxMemoryBytes() - this.memoryBytes) {
			return false;
		}
		this.memoryBytes += bytes;
		return true;
	}

	boolean chargeTable(long entries) {
		if (entries > this.limits.maxTableEntries() - this.tableEntries) {
			return false;
		}
		this.tableEntries += entries;
		return true;
	}

	/** Counts the locals of a function that is called in the interpreter. */
	void holdLocals(int count) {
		if (count > MAX_LOCALS - this.locals) {
			throw new WasmTrap(WasmTrap.Reason.STACK_EXHAUSTED, "call stack exhausted: " + (this.locals + count)
					+ " locals of functions that run, at most " + MAX_LOCALS + " are supported");
		}
		this.locals += count;
	}

	void releaseLocals(int count) {
		this.locals -= count;
	}

	void chargeBridge() {
		if (++this.bridges > MAX_BRIDGES) {
			throw new WasmTrap(WasmTrap.Reason.LIMIT, "instances call more than " + MAX_BRIDGES
					+ " functions of each other through shared tables; at most " + MAX_BRIDGES + " are allowed");
		}
	}

	void enterGuest() {
		if (this.failure != null) {
			throw new WasmTrap(WasmTrap.Reason.REENTRY,
					"cannot enter component instance: it failed before (" + this.failure + ")");
		}
		if (this.inGuest) {
			throw new WasmTrap(WasmTrap.Reason.REENTRY,
					"cannot enter component instance: its guest code is running, and called nothing outside");
		}
		this.watch.enterGuest();
		this.inGuest = true;
	}

	void leaveGuest() {
		if (this.inGuest) {
			this.watch.leaveGuest();
			this.inGuest = false;
		}
	}

	/**
	 * Ends a call that threw: turns the throwable into a trap, and closes the store where
	 * the engine may have been cut in the middle of something.
	 */
	WasmTrap fail(Throwable thrown) {
		leaveGuest();
		WasmTrap trap = EngineFailures.trap(thrown);
		switch (trap.reason()) {
			case STACK_EXHAUSTED, INTERRUPTED, LIMIT, OTHER -> {
				if (this.failure == null) {
					this.failure = String.valueOf(trap.getMessage());
				}
			}
			default -> {
				// the guest stopped at an instruction of its own
			}
		}
		return trap;
	}

}
