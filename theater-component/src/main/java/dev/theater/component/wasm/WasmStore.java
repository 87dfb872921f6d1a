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

	private final MemoryBudget shared;

	private final GuestWatch watch;

	private final FunctionHandles handles = new FunctionHandles();

	private long memoryBytes;

	private long tableEntries;

	/** Bytes of the shared budget. */
	private long held;

	private boolean closed;

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
		this(limits, MemoryBudget.UNLIMITED, watch);
	}

	/**
	 * An empty store that shares a budget with others; it must be closed.
	 * @param limits the budget
	 * @param shared what it has in common with others
	 * @param watch who is told when guest code runs
	 */
	public WasmStore(WasmLimits limits, MemoryBudget shared, GuestWatch watch) {
		this.limits = limits;
		this.shared = shared;
		this.watch = watch;
	}

	/**
	 * Gives back what it holds of the shared budget. Nothing more can be held; guests are
	 * not entered again. Called when no guest of it runs.
	 */
	public void close() {
		if (!this.closed) {
			this.closed = true;
			this.shared.giveBack(this.held);
			this.held = 0;
		}
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

	/**
	 * Counts what a memory has more than before.
	 * @param heap bytes that this takes at once, whether it is written to or not
	 */
	boolean chargeMemory(long bytes, long heap) {
		if (bytes > this.limits.maxMemoryBytes() - this.memoryBytes || !tryHold(heap)) {
			return false;
		}
		this.memoryBytes += bytes;
		return true;
	}

	boolean chargeTable(long entries, long heap) {
		if (entries > this.limits.maxTableEntries() - this.tableEntries || !tryHold(heap)) {
			return false;
		}
		this.tableEntries += entries;
		return true;
	}

	private boolean tryHold(long bytes) {
		if (this.closed || !this.shared.tryTake(bytes)) {
			return false;
		}
		this.held += bytes;
		return true;
	}

	/**
	 * Takes heap from the shared budget, before it is allocated.
	 * @throws WasmTrap if there is not so much left
	 */
	void hold(long bytes) {
		if (!tryHold(bytes)) {
			throw new WasmTrap(WasmTrap.Reason.LIMIT, "no memory is left for " + bytes + " bytes: "
					+ (this.closed ? "the instance is closed" : "all guests together hold " + this.shared));
		}
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
		if (this.closed) {
			throw new WasmTrap(WasmTrap.Reason.REENTRY, "cannot enter component instance: it is closed");
		}
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
