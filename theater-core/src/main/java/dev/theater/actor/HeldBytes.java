package dev.theater.actor;

import dev.theater.component.wasm.MemoryBudget;

/** Bytes that are kept for an actor until others take their place, or it is gone. */
public final class HeldBytes {

	private final MemoryBudget account;

	private long bytes;

	private boolean closed;

	public HeldBytes(MemoryBudget account) {
		this.account = account;
	}

	/**
	 * Counts so many instead of those before, which are not kept any more.
	 * @return false if there is no room for them, or the actor is gone; then none are
	 * counted
	 */
	public synchronized boolean replace(long bytes) {
		this.account.giveBack(this.bytes);
		this.bytes = 0;
		if (this.closed || !this.account.tryTake(bytes)) {
			return false;
		}
		this.bytes = bytes;
		return true;
	}

	/** The actor is gone, and what was kept with it. */
	public synchronized void close() {
		this.account.giveBack(this.bytes);
		this.bytes = 0;
		this.closed = true;
	}

}
