package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The dispatcher's part that lets turns go on one at a time, for tests. It knows which
 * threads run, so that a step can wait until all have come to rest: have ended their
 * turn, wait for something, or hang. The dispatcher's lock guards everything here.
 */
final class SteppedTurns {

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final StepExecutor steps;

	private final Condition change;

	private final Map<GuestThread, Long> running = new HashMap<>();

	private final Set<GuestThread> hanging = new HashSet<>();

	private boolean closed;

	SteppedTurns(StepExecutor steps, ReentrantLock lock) {
		this.steps = steps;
		this.change = lock.newCondition();
	}

	void execute(Runnable step) {
		this.steps.execute(step);
	}

	boolean runUntil(CompletableFuture<?> future) {
		return this.steps.runUntil(future);
	}

	/** A thread runs from now on. */
	void goesOn(GuestThread thread) {
		this.running.put(thread, System.nanoTime());
	}

	/** A thread has ended its turn or is about to wait. */
	void rests(GuestThread thread) {
		this.running.remove(thread);
		this.hanging.remove(thread);
		this.change.signalAll();
	}

	/** A thread's wait is over, and it wants its place. */
	void isBack(GuestThread thread, Runnable step) {
		if (thread.waiting.getAndSet(null) != null) {
			// its time was over, and nobody has said so
			this.steps.execute(step);
		}
		this.change.signalAll();
	}

	/** A thread that hangs may now end its turn; who steps waits for that. */
	void wasInterrupted(GuestThread thread) {
		if (this.hanging.remove(thread)) {
			goesOn(thread);
			this.steps.execute(() -> thread.dispatcher().restStep());
		}
	}

	void awaitRest() {
		while (!this.running.isEmpty() && !this.closed) {
			awaitChange();
			long now = System.nanoTime();
			List<GuestThread> hung = new ArrayList<>();
			this.running.forEach((thread, since) -> {
				if (this.steps.hangs(thread, Duration.ofNanos(now - since))) {
					hung.add(thread);
				}
			});
			hung.forEach(this.running::remove);
			this.hanging.addAll(hung);
		}
	}

	/** Waits for a thread to rest or come back, or a little: callers look again. */
	@SuppressWarnings("WaitNotInLoop")
	void awaitChange() {
		try {
			this.change.awaitNanos(LOOK_NANOS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while a turn ran", ex);
		}
	}

	void close() {
		this.closed = true;
		this.change.signalAll();
	}

}
