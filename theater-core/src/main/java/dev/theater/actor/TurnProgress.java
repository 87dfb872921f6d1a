package dev.theater.actor;

import java.util.concurrent.CompletableFuture;

/**
 * What becomes of turns, step by step. A dispatcher says so; only one that lets turns go
 * on one at a time has to know.
 */
abstract class TurnProgress {

	/** A turn is ready to begin; holds the lock. */
	void isReady() {
	}

	/** A thread runs a turn from now on; holds the lock. */
	void goesOn(GuestThread thread) {
	}

	/**
	 * Whether what comes of a turn may be done by its thread once the turn is over.
	 */
	boolean mayFollow() {
		return true;
	}

	/** A thread runs no turn any longer, or not for now; holds the lock. */
	void rests(GuestThread thread) {
	}

	/** A thread's wait is over, and it wants its place; holds the lock. */
	void isBack(GuestThread thread) {
	}

	/**
	 * A thread that has left its place is going to wait for something.
	 * @return what it must wait for instead, which is done when that is and this knows
	 */
	CompletableFuture<?> isGoingToWait(GuestThread thread, CompletableFuture<?> future, boolean endsByKill) {
		return future;
	}

	/** A thread was called back from whatever it waits for. */
	void isCalledBack(GuestThread thread) {
	}

	/** A thread whose guest runs without end was interrupted. */
	void wasInterrupted(GuestThread thread) {
	}

	/**
	 * A thread that is none of its own is going to wait for something that its actors do.
	 */
	void awaitOutside(CompletableFuture<?> future) {
	}

}
