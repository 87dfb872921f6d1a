package dev.theater.actor;

import java.util.ArrayDeque;

import org.jspecify.annotations.Nullable;

/**
 * The places of a dispatcher: a turn begins with one, goes on without where it waits or
 * has overrun its slice, and comes back for one after a wait. Guarded by the dispatcher's
 * lock.
 */
final class Places {

	private final int count;

	private final int maxThreads;

	private final RuntimeClock clock;

	/** Threads that have waited and want a place. */
	private final ArrayDeque<GuestThread> returning = new ArrayDeque<>();

	/** Threads that wait in a host call. */
	private final HostWaits waits;

	/** Threads with a place. */
	private int taken;

	/** Threads whose turn goes on without one. */
	private int without;

	Places(int count, int maxThreads, RuntimeClock clock) {
		this.count = count;
		this.maxThreads = maxThreads;
		this.clock = clock;
		this.waits = new HostWaits(clock);
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

	/** Whether there would be a thread to use a place that its own goes on without. */
	boolean mayBeLeft() {
		return this.without < this.maxThreads - this.count;
	}

	/** A thread goes on without its place. */
	void leave(GuestThread thread) {
		thread.place = false;
		this.taken--;
		this.without++;
	}

	/** A thread without a place waits in a host call. */
	void waits(GuestThread thread, CallGuard guard) {
		this.waits.begin(thread, guard);
	}

	/**
	 * A thread waits no longer.
	 * @return false if it has a place
	 */
	boolean comesBack(GuestThread thread) {
		this.waits.end(thread);
		if (thread.place || thread.abandoned) {
			return false;
		}
		thread.queued = true;
		this.returning.add(thread);
		return true;
	}

	/** How many threads want a place again. */
	int returning() {
		return this.returning.size();
	}

	/** Gives a place to the first that wants it again; false if none does. */
	boolean giveBack() {
		GuestThread back = this.returning.poll();
		if (back != null) {
			retake(back);
		}
		return back != null;
	}

	/** Gives a place to a thread if it wants it again. */
	boolean giveBack(GuestThread thread) {
		boolean wanted = this.returning.remove(thread);
		if (wanted) {
			retake(thread);
		}
		return wanted;
	}

	/**
	 * Gives a thread's place to one that comes back from a wait, and ends a wait to have
	 * one: so no thread more goes on without a place.
	 * @return false if none comes back and there is no wait that may be ended
	 */
	boolean handOver(GuestThread thread) {
		GuestThread back = next();
		if (back == null) {
			return false;
		}
		leave(thread);
		retake(back);
		return true;
	}

	private @Nullable GuestThread next() {
		GuestThread back = this.returning.poll();
		return (back != null) ? back : this.waits.endLongest(this.maxThreads);
	}

	private void retake(GuestThread back) {
		this.without--;
		take(back);
		back.queued = false;
		back.sliceStarted = this.clock.nanoTime();
		back.wake.signal();
	}

	/** A thread's turn is over. */
	void end(GuestThread thread) {
		if (thread.place) {
			thread.place = false;
			this.taken--;
		}
		else {
			this.without--;
		}
	}

	/** A thread's turn is given up, wherever it is. */
	void giveUp(GuestThread thread) {
		end(thread);
		this.returning.remove(thread);
		this.waits.end(thread);
	}

}
