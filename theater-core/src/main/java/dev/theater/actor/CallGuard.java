package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of one incarnation's calls: how long guest code may still run, how long
 * the call may still wait, and whether it was killed. The deadline is state; an interrupt
 * is only its messenger and reaches guest code alone.
 *
 * <p>
 * How it works: the calling thread moves the phase between HOST and GUEST; the rival is
 * the dispatcher's timer, or whoever kills the call. The rival may interrupt only after it
 * has moved GUEST to INTERRUPTING; the thread that wants to leave the guest then waits for
 * INTERRUPTED (a few instructions away) and clears the flag. So no interrupt outlives the
 * guest code that it was meant for.
 */
final class CallGuard implements GuestWatch {

	private static final int IDLE = 0;

	private static final int HOST = 1;

	private static final int GUEST = 2;

	private static final int INTERRUPTING = 3;

	private static final int INTERRUPTED = 4;

	private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

	private final RuntimeClock clock;

	private final Runnable onAbandoned;

	private final AtomicInteger phase = new AtomicInteger(IDLE);

	private volatile @Nullable GuestThread thread;

	/** When guest code must stop (in GUEST), as nanoTime. */
	private volatile long guestDeadline;

	/** When the host call must be over (in HOST), as nanoTime. */
	private volatile long hostDeadline;

	private long guestLeft;

	private long hostLeft;

	private volatile long interruptedAt;

	private volatile boolean killed;

	private volatile long killedAt;

	private volatile boolean overran;

	/** Why the present wait was refused from outside, if it was. */
	private volatile @Nullable RuntimeException waitRefused;

	CallGuard(RuntimeClock clock, Runnable onAbandoned) {
		this.clock = clock;
		this.onAbandoned = onAbandoned;
	}

	/** Begins a call on the current thread. */
	void begin(Duration guestTime, Duration hostTime) {
		GuestThread current = GuestThread.current();
		this.thread = current;
		this.guestLeft = guestTime.toNanos();
		this.hostLeft = hostTime.toNanos();
		this.overran = false;
		this.waitRefused = null;
		this.hostDeadline = this.clock.nanoTime() + this.hostLeft;
		this.phase.set(HOST);
		if (current != null) {
			current.guard = this;
		}
	}

	/** Ends the call, on the same thread. */
	void end() {
		this.phase.set(IDLE);
		GuestThread current = this.thread;
		if (current != null) {
			current.guard = null;
		}
		this.thread = null;
	}

	/** Whether the call ended because its time in guest code was over. */
	boolean overran() {
		return this.overran;
	}

	boolean killed() {
		return this.killed;
	}

	@Override
	public void enterGuest() {
		long now = this.clock.nanoTime();
		this.hostLeft = this.hostDeadline - now;
		if (this.killed) {
			throw new WasmTrap(WasmTrap.Reason.INTERRUPTED, "the actor is being stopped");
		}
		if (this.guestLeft <= 0) {
			this.overran = true;
			throw new WasmTrap(WasmTrap.Reason.INTERRUPTED, "the call's time is over");
		}
		this.guestDeadline = now + this.guestLeft;
		this.phase.set(GUEST);
	}

	@Override
	public void leaveGuest() {
		if (!this.phase.compareAndSet(GUEST, HOST)) {
			while (this.phase.get() == INTERRUPTING) {
				Thread.onSpinWait();
			}
			Thread.interrupted();
			this.phase.set(HOST);
		}
		long now = this.clock.nanoTime();
		this.guestLeft = this.guestDeadline - now;
		this.hostDeadline = now + this.hostLeft;
	}

	/** Stops the call as soon as it can be stopped; any thread. */
	void kill() {
		this.killedAt = this.clock.nanoTime();
		this.killed = true;
		interrupt(this.killedAt);
		GuestThread current = this.thread;
		if (current != null) {
			LockSupport.unpark(current);
		}
	}

	/** Ends the present wait with an error; any thread. */
	void refuseWait(RuntimeException reason) {
		this.waitRefused = reason;
		GuestThread current = this.thread;
		if (current != null) {
			LockSupport.unpark(current);
		}
	}

	/**
	 * Looks at the time; called by the dispatcher's timer.
	 * @return whether the call is so late that its thread must be given up
	 */
	boolean check(long now) {
		int seen = this.phase.get();
		if (seen == GUEST && (this.killed || now - this.guestDeadline >= 0)) {
			interrupt(now);
			return false;
		}
		if (seen == INTERRUPTED) {
			return now - this.interruptedAt > GRACE_NANOS;
		}
		return seen == HOST && ((this.killed && now - this.killedAt > GRACE_NANOS)
				|| now - this.hostDeadline > GRACE_NANOS);
	}

	private void interrupt(long now) {
		GuestThread current = this.thread;
		if (current != null && this.phase.compareAndSet(GUEST, INTERRUPTING)) {
			this.overran = !this.killed;
			this.interruptedAt = now;
			current.interrupt();
			this.phase.set(INTERRUPTED);
		}
	}

	/** Says that the thread was given up; called outside of any lock. */
	void abandon() {
		this.killed = true;
		this.onAbandoned.run();
	}

	/** What is left for waiting in this call. */
	Duration remaining() {
		return Duration.ofNanos(Math.max(0, this.hostDeadline - this.clock.nanoTime()));
	}

	/**
	 * Waits on the calling thread, in a host call, without its place.
	 * @throws HostWaitException if the wait is refused, out of time or ended from outside
	 */
	<T> T await(CompletionStage<T> stage) {
		CompletableFuture<T> future = stage.toCompletableFuture();
		GuestThread current = this.thread;
		if (!future.isDone() && current != null) {
			GuestDispatcher dispatcher = current.dispatcher();
			if (!dispatcher.leavePlace(current)) {
				throw new HostWaitException("no thread is left to wait on: theater.dispatcher.max-threads is "
						+ dispatcher.maxThreads());
			}
			try {
				park(future, current);
			}
			finally {
				dispatcher.retakePlace(current);
			}
		}
		return result(future);
	}

	private void park(CompletableFuture<?> future, GuestThread current) {
		future.whenComplete((value, failure) -> LockSupport.unpark(current));
		while (!future.isDone() && !this.killed && this.waitRefused == null) {
			long left = this.hostDeadline - this.clock.nanoTime();
			if (left <= 0) {
				return;
			}
			LockSupport.parkNanos(this, left);
		}
	}

	private <T> T result(CompletableFuture<T> future) {
		RuntimeException refused = this.waitRefused;
		if (!future.isDone()) {
			if (refused != null) {
				this.waitRefused = null;
				throw refused;
			}
			throw new HostWaitException(this.killed ? "the actor is being stopped"
					: "the call has waited longer than theater.limits.host-call-timeout");
		}
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
