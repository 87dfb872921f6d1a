package dev.theater.component.wasm;

import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Heap that many guests share. Of memories and tables it counts what they really take:
 * pages that a guest has written to, and the tables that hold pages and entries, not the
 * sizes that modules declare. Whoever keeps other bytes for guests counts them here too.
 *
 * <p>
 * Each holder takes from an account of its own. The last quarter is kept for accounts
 * that hold little, and its second half for those whose number the host decides: so a few
 * large holders do not keep the small ones from anything, nor do many small ones that
 * guests have made keep those that the host has. Thread-safe.
 */
public final class MemoryBudget {

	/** Lets stores hold as much as their own limits allow. */
	public static final MemoryBudget UNLIMITED = new MemoryBudget("no limit", Long.MAX_VALUE);

	/** Bytes up to which an account holds little. */
	static final int LITTLE = 64 << 10;

	private final String name;

	private final long maxBytes;

	/** What this is an account of. */
	private final @Nullable MemoryBudget whole;

	/** How full the whole may be for an account that holds little. */
	private final long mostIfLittle;

	private final AtomicLong held = new AtomicLong();

	/**
	 * A budget of which nothing is used.
	 * @param name what errors call it, such as the setting that it comes from
	 * @param maxBytes bytes that all stores together may hold
	 * @throws IllegalArgumentException if that is negative
	 */
	public MemoryBudget(String name, long maxBytes) {
		this(name, maxBytes, null, maxBytes);
		if (maxBytes < 0) {
			throw new IllegalArgumentException(name + " is " + maxBytes + " bytes, must be 0 or more");
		}
	}

	private MemoryBudget(String name, long maxBytes, @Nullable MemoryBudget whole, long mostIfLittle) {
		this.name = name;
		this.maxBytes = maxBytes;
		this.whole = whole;
		this.mostIfLittle = mostIfLittle;
	}

	/**
	 * An account for one holder, of which nothing is used. What it takes is taken from
	 * this.
	 * @param ofHost whether the host decides how many such accounts there are, and no
	 * guest does
	 * @return this budget, as one of its holders sees it
	 */
	public MemoryBudget account(boolean ofHost) {
		return isUnlimited() ? this
				: new MemoryBudget(this.name, this.maxBytes, this, ofHost ? this.maxBytes : allBut(8));
	}

	private long allBut(int part) {
		return this.maxBytes - this.maxBytes / part;
	}

	/**
	 * What is in use.
	 * @return bytes that all holders together hold, or those of this account
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
		long mine = this.held.addAndGet(bytes);
		if ((this.whole != null) ? this.whole.tryTake(bytes, most(mine)) : mine <= this.maxBytes) {
			return true;
		}
		this.held.addAndGet(-bytes);
		return false;
	}

	private boolean tryTake(long bytes, long most) {
		if (this.held.addAndGet(bytes) <= most) {
			return true;
		}
		this.held.addAndGet(-bytes);
		return false;
	}

	/** How full the whole may be for an account that holds so much. */
	private long most(long mine) {
		return (mine <= LITTLE) ? this.mostIfLittle : allBut(4);
	}

	/**
	 * Whether {@link #tryTake} would take so much now.
	 * @param bytes how much
	 * @return true if there is room
	 */
	public boolean hasRoomFor(long bytes) {
		if (bytes <= 0 || isUnlimited()) {
			return true;
		}
		long mine = this.held.get() + bytes;
		return (this.whole != null) ? this.whole.held.get() + bytes <= most(mine) : mine <= this.maxBytes;
	}

	/**
	 * Counts what is there already, whether there is room for it or not.
	 * @param bytes how much, 0 or more
	 */
	public void take(long bytes) {
		if (!isUnlimited()) {
			this.held.addAndGet(bytes);
			if (this.whole != null) {
				this.whole.take(bytes);
			}
		}
	}

	/**
	 * Gives back what was taken.
	 * @param bytes how much, 0 or more
	 */
	public void giveBack(long bytes) {
		take(-bytes);
	}

	/** So that those who share nothing do not meet at a counter. */
	private boolean isUnlimited() {
		return this.maxBytes == Long.MAX_VALUE;
	}

	@Override
	public String toString() {
		return ((this.whole != null) ? this.whole.held : this.held) + " of the " + this.maxBytes + " bytes of "
				+ this.name;
	}

}
