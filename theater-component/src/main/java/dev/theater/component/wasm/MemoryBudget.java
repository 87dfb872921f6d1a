package dev.theater.component.wasm;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Heap that many guests share. Of memories and tables it counts what they really take:
 * pages that a guest has written to, and the tables that hold pages and entries, not the
 * sizes that modules declare. Whoever keeps other bytes for guests counts them here too.
 * Thread-safe.
 */
public final class MemoryBudget {

	/** Lets stores hold as much as their own limits allow. */
	public static final MemoryBudget UNLIMITED = new MemoryBudget("no limit", Long.MAX_VALUE);

	private final String name;

	private final long maxBytes;

	private final AtomicLong held = new AtomicLong();

	/**
	 * A budget of which nothing is used.
	 * @param name what errors call it, such as the setting that it comes from
	 * @param maxBytes bytes that all stores together may hold
	 * @throws IllegalArgumentException if that is negative
	 */
	public MemoryBudget(String name, long maxBytes) {
		if (maxBytes < 0) {
			throw new IllegalArgumentException(name + " is " + maxBytes + " bytes, must be 0 or more");
		}
		this.name = name;
		this.maxBytes = maxBytes;
	}

	/**
	 * What is in use.
	 * @return bytes that all stores together hold
	 */
	public long heldBytes() {
		return this.held.get();
	}

	/**
	 * What may be in use.
	 * @return bytes
	 */
	public long maxBytes() {
		return this.maxBytes;
	}

	/**
	 * Takes what is about to be allocated, if there is so much.
	 * @param bytes how much, 0 or more
	 * @return false if there is less left, and nothing was taken
	 */
	public boolean tryTake(long bytes) {
		if (bytes == 0 || isUnlimited()) {
			return true;
		}
		if (this.held.addAndGet(bytes) > this.maxBytes) {
			this.held.addAndGet(-bytes);
			return false;
		}
		return true;
	}

	/**
	 * Counts what is there already, whether there is room for it or not.
	 * @param bytes how much, 0 or more
	 */
	public void take(long bytes) {
		if (!isUnlimited()) {
			this.held.addAndGet(bytes);
		}
	}

	/**
	 * Gives back what was taken.
	 * @param bytes how much, 0 or more
	 */
	public void giveBack(long bytes) {
		if (!isUnlimited()) {
			this.held.addAndGet(-bytes);
		}
	}

	/** So that those who share nothing do not meet at a counter. */
	private boolean isUnlimited() {
		return this.maxBytes == Long.MAX_VALUE;
	}

	@Override
	public String toString() {
		return this.held + " of the " + this.maxBytes + " bytes of " + this.name;
	}

}
