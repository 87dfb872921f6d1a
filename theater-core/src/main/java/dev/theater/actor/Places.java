package dev.theater.actor;

/**
 * The places of a dispatcher: a turn begins with one, and goes on without where it waits
 * or has overrun its slice. Guarded by the dispatcher's lock.
 */
final class Places {

	private final int count;

	private final int spareThreads;

	/** Threads with a place. */
	private int taken;

	/** Threads whose turn goes on without one. */
	private int without;

	Places(int count, int maxThreads) {
		this.count = count;
		this.spareThreads = maxThreads - count;
	}

	boolean isFree() {
		return this.taken < this.count;
	}

	/** Whether any turn goes on, with a place or without. */
	boolean areUsed() {
		return this.taken > 0 || this.without > 0;
	}

	/** A thread begins a turn. */
	void take(GuestThread thread) {
		thread.place = true;
		this.taken++;
	}

	/**
	 * A thread goes on without its place.
	 * @return false if that would leave no thread to use it, so that nothing has changed
	 */
	boolean leave(GuestThread thread) {
		if (this.without >= this.spareThreads) {
			return false;
		}
		thread.place = false;
		this.taken--;
		this.without++;
		return true;
	}

	/** A thread that has gone on without a place has one again. */
	void retake(GuestThread thread) {
		this.without--;
		take(thread);
	}

	/** A thread's turn is over, or given up. */
	void end(GuestThread thread) {
		if (thread.place) {
			thread.place = false;
			this.taken--;
		}
		else {
			this.without--;
		}
	}

}
