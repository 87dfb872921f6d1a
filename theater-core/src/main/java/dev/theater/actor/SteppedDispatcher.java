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

/**
 * Lets turns go on one at a time, for tests. It has no places to give away, so nothing
 * begins or goes on but by a step, and any number of threads may wait. It knows which
 * threads run, so that a step can wait until all have come to rest: have ended their
 * turn, wait for something, or hang. The lock guards everything here.
 */
final class SteppedDispatcher extends GuestDispatcher {

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

	private final StepExecutor steps;

	private final Condition change = this.lock.newCondition();

	private final Map<GuestThread, Long> runningSince = new HashMap<>();

	private final Set<GuestThread> hanging = new HashSet<>();

	SteppedDispatcher(StepExecutor steps, Duration slice, long stackSize, RuntimeClock clock) {
		super(0, Integer.MAX_VALUE, slice, stackSize, clock);
		this.steps = steps;
	}

	@Override
	void isReady() {
		this.steps.execute(this::stepTurn);
	}

	@Override
	void goesOn(GuestThread thread) {
		this.runningSince.put(thread, System.nanoTime());
	}

	/** What comes of a turn is a step like all others. */
	@Override
	boolean mayFollow() {
		return false;
	}

	@Override
	void rests(GuestThread thread) {
		this.runningSince.remove(thread);
		this.hanging.remove(thread);
		this.change.signalAll();
	}

	@Override
	void isBack(GuestThread thread) {
		if (thread.waiting.getAndSet(null) != null) {
			// its time was over, and nobody has said so
			this.steps.execute(() -> stepReturn(thread));
		}
		this.change.signalAll();
	}

	@Override
	CompletableFuture<?> isGoingToWait(GuestThread thread, CompletableFuture<?> future, boolean endsByKill) {
		// a late end of this wait must not be taken for the end of the next
		GuestThread.Wait wait = new GuestThread.Wait(endsByKill);
		thread.waiting.set(wait);
		// who ends the wait has queued the step before the thread wakes, and goes on with
		// it
		CompletableFuture<?> told = future.whenComplete((value, failure) -> comesBack(thread, wait));
		locked(() -> rests(thread));
		return told;
	}

	@Override
	void isCalledBack(GuestThread thread) {
		GuestThread.Wait wait = thread.waiting.get();
		if (wait != null && wait.endsByKill()) {
			comesBack(thread, wait);
		}
	}

	private void comesBack(GuestThread thread, GuestThread.Wait wait) {
		locked(() -> {
			if (thread.waiting.compareAndSet(wait, null)) {
				this.steps.execute(() -> stepReturn(thread));
			}
		});
	}

	/** The thread may now end its turn; who steps waits for that. */
	@Override
	void wasInterrupted(GuestThread thread) {
		locked(() -> {
			if (this.hanging.remove(thread)) {
				goesOn(thread);
				this.steps.execute(() -> locked(this::awaitRest));
			}
		});
	}

	/** The waiting thread steps. */
	@Override
	void awaitOutside(CompletableFuture<?> future) {
		if (!this.steps.runUntil(future)) {
			throw new IllegalStateException("nothing is left to run, and what was asked for is not done; "
					+ "let time pass, or ask from another thread");
		}
	}

	/** Lets the next turn go and waits until it rests: a step. */
	private void stepTurn() {
		locked(() -> {
			if (!this.closed && !this.ready.isEmpty()) {
				startNext();
			}
			awaitRest();
		});
	}

	/** Lets a turn that has waited go on, and waits until it rests again: a step. */
	private void stepReturn(GuestThread thread) {
		locked(() -> {
			while (!thread.queued && !thread.abandoned && !this.closed) {
				awaitChange();
			}
			if (this.places.giveBack(thread)) {
				goesOn(thread);
			}
			awaitRest();
		});
	}

	private void awaitRest() {
		while (!this.runningSince.isEmpty() && !this.closed) {
			awaitChange();
			List<GuestThread> hung = new ArrayList<>();
			this.runningSince.forEach((thread, since) -> {
				if (this.steps.hangs(thread, since)) {
					hung.add(thread);
				}
			});
			hung.forEach(this.runningSince::remove);
			this.hanging.addAll(hung);
		}
	}

	/** Waits for a thread to rest or come back, or a little: callers look again. */
	@SuppressWarnings("WaitNotInLoop")
	private void awaitChange() {
		try {
			this.change.awaitNanos(LOOK_NANOS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while a turn ran", ex);
		}
	}

	@Override
	public void close() {
		super.close();
		locked(this.change::signalAll);
	}

}
