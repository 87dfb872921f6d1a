package dev.theater.actor;

import org.jspecify.annotations.Nullable;

/**
 * The lines that an actor may still log: a bucket that fills with time.
 *
 * <p>
 * One that a guest started begins with an empty bucket, and where its own does not do it
 * takes from that of its parent. So its first lines are heard, and yet nobody gets more
 * lines by starting children, logging in them, and stopping them.
 */
final class LineBudget {

	/** What a line costs, so that a nanosecond brings as much as the rate says. */
	private static final long LINE = 1_000_000_000;

	private int rate;

	private long full;

	private final @Nullable LineBudget lender;

	private final RuntimeClock clock;

	private long credit;

	private long filledAt;

	/**
	 * @param lender the parent's, for an actor that a guest started; null for others
	 */
	LineBudget(LogBounds bounds, @Nullable LineBudget lender, RuntimeClock clock) {
		this.rate = bounds.rate();
		this.full = bounds.burst() * LINE;
		this.lender = lender;
		this.clock = clock;
		this.credit = (lender != null) ? 0 : this.full;
		this.filledAt = clock.nanoTime();
	}

	/** Fills otherwise from now on. */
	synchronized void adopt(LogBounds bounds) {
		fill();
		this.rate = bounds.rate();
		this.full = bounds.burst() * LINE;
		this.credit = Math.min(this.credit, this.full);
	}

	/** Takes as many lines, all or none. Never waits for more than a lock. */
	boolean take(int lines) {
		return takeOwn(lines * LINE) || (this.lender != null && this.lender.take(lines));
	}

	private synchronized boolean takeOwn(long cost) {
		fill();
		if (this.credit < cost) {
			return false;
		}
		this.credit -= cost;
		return true;
	}

	private void fill() {
		long now = this.clock.nanoTime();
		long passed = Math.max(0, now - this.filledAt);
		this.filledAt = now;
		// multiplied only where it cannot overflow
		boolean fills = this.rate > 0 && passed > (this.full - this.credit) / this.rate;
		this.credit = fills ? this.full : this.credit + passed * this.rate;
	}

}
