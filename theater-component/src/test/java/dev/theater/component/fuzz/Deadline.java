package dev.theater.component.fuzz;

import java.util.concurrent.TimeUnit;

import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.WasmTrap;

/**
 * Stops the guests of one case after a while, as the product does: the deadline is state,
 * and an interrupt only tells running guest code of it.
 */
final class Deadline implements GuestWatch {

	private final Thread thread = Thread.currentThread();

	private final long end;

	private boolean inGuest;

	private boolean interrupted;

	private boolean over;

	Deadline(long millis) {
		this.end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
	}

	@Override
	public synchronized void enterGuest() {
		if (this.over || System.nanoTime() - this.end > 0) {
			throw new WasmTrap(WasmTrap.Reason.INTERRUPTED, "the call's time is over");
		}
		this.inGuest = true;
	}

	@Override
	public synchronized void leaveGuest() {
		this.inGuest = false;
		if (this.interrupted) {
			this.interrupted = false;
			Thread.interrupted();
		}
	}

	/** Looks at the time; called by another thread every few milliseconds. */
	synchronized void check() {
		if (System.nanoTime() - this.end > 0) {
			this.over = true;
			if (this.inGuest && !this.interrupted) {
				this.interrupted = true;
				this.thread.interrupt();
			}
		}
	}

}
