package dev.theater.component.abi;

import dev.theater.component.wasm.WasmTrap;

/**
 * What the canonical ABI keeps of a component instance: whether it may be entered and
 * left, and whether a trap has ended it. Belongs to one thread at a time.
 */
public final class InstanceState {

	private final TransferBudget budget;

	private boolean mayEnter = true;

	private boolean mayLeave = true;

	private boolean trapped;

	/**
	 * A fresh instance.
	 * @param budget shared by all component instances that are called together
	 */
	public InstanceState(TransferBudget budget) {
		this.budget = budget;
	}

	/**
	 * Whether a trap has ended the instance; it refuses entry from then on.
	 * @return true after a trap
	 */
	public boolean hasTrapped() {
		return this.trapped;
	}

	TransferBudget budget() {
		return this.budget;
	}

	void enter() {
		if (this.trapped) {
			throw new WasmTrap(WasmTrap.Reason.REENTRY, "cannot enter component instance: it has trapped before");
		}
		if (!this.mayEnter) {
			// a host function may keep quiet about the trap; the call under way is over
			// all the same
			this.trapped = true;
			throw new WasmTrap(WasmTrap.Reason.REENTRY, "cannot enter component instance: a call of it is under way");
		}
		this.mayEnter = false;
	}

	void exit() {
		this.mayEnter = true;
	}

	void trap() {
		this.trapped = true;
	}

	/** Before {@code realloc} and {@code post-return}, which must not call imports. */
	void forbidLeaving() {
		this.mayLeave = false;
	}

	void allowLeaving() {
		this.mayLeave = true;
	}

	/** Before a host function's answer goes back to its caller. */
	void resume() {
		if (this.trapped) {
			throw new WasmTrap(WasmTrap.Reason.REENTRY,
					"cannot go back into component instance: it was entered, and trapped, during its own call");
		}
	}

	void leave() {
		if (!this.mayLeave) {
			throw new WasmTrap(WasmTrap.Reason.ABI,
					"cannot leave component instance: an import was called by realloc or post-return");
		}
	}

}
