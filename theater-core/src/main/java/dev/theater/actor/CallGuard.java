package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of one incarnation's calls: how long a call may still go on, how long it
 * may still wait, and whether it was killed. The deadline is state; an interrupt is only
 * its messenger and reaches guest code alone.
 *
 * <p>
 * A call's time is its own in guest code and in what it has the host do, but not
 * {@linkplain #aside aside}: there its time for waiting runs instead.
 *
 * <p>
 * How it works: the calling thread moves the phase between HOST and GUEST; the rival is
 * the dispatcher's timer, or whoever kills the call. The rival may interrupt only after
 * it has moved GUEST to INTERRUPTING; the thread that wants to leave the guest then waits
 * for INTERRUPTED (a few instructions away) and clears the flag. So no interrupt outlives
 * the guest code that it was meant for. Giving a thread up is the rival's move to
 * ABANDONED, from which nobody moves it again.
 */
final class CallGuard implements GuestWatch {

	private static final int IDLE = 0;

	private static final int HOST = 1;

	private static final int GUEST = 2;

	private static final int INTERRUPTING = 3;

	private static final int INTERRUPTED = 4;

	/** Done waiting, but there is no place yet: no time runs. */
	private static final int RETAKING = 5;

	/** Its thread was given up; for good. */
	private static final int ABANDONED = 6;

	private static final Duration UNLIMITED = Duration.ofDays(3650);

	private static final long GRACE_NANOS = Duration.ofSeconds(1).toNanos();

	private final RuntimeClock clock;

	private final Runnable onAbandoned;

	private final AtomicInteger phase = new AtomicInteger(IDLE);

	private volatile @Nullable GuestThread thread;

	/** When the call must be over, as nanoTime; guest code is stopped then. */
	private volatile long guestDeadline;

	/** When the host call must be over (in HOST), as nanoTime. */
	private volatile long hostDeadline;

	private long hostLeft;

	/** Whether the time that runs is the call's time for waiting. */
	private boolean isAside;

	/** What leaveGuest has to undo; a stack overflow may cut it off and call it again. */
	private boolean inGuest;

	private volatile long interruptedAt;

	private volatile boolean killed;

	private volatile long killedAt;

	private volatile boolean overran;

	private final EarlyWaitEnd earlyEnd;

	CallGuard(RuntimeClock clock, Runnable onAbandoned) {
		this(clock, onAbandoned, (guestTime) -> {
		});
	}

	/**
	 * @param onAbandoned runs when a thread is given up
	 * @param onWaitEnded is told, on the call's thread, how long its guest code may run
	 * when a wait was ended since others needed the thread
	 */
	CallGuard(RuntimeClock clock, Runnable onAbandoned, Consumer<Duration> onWaitEnded) {
		this.clock = clock;
		this.onAbandoned = onAbandoned;
		this.earlyEnd = new EarlyWaitEnd(onWaitEnded);
	}

	/** Begins a call on the current thread. */
	void begin(Duration guestTime, Duration hostTime) {
		GuestThread current = GuestThread.current();
		this.thread = current;
		long now = this.clock.nanoTime();
		this.guestDeadline = now + guestTime.toNanos();
		this.hostLeft = hostTime.toNanos();
		this.isAside = false;
		this.overran = false;
		this.earlyEnd.callBegins(guestTime);
		this.inGuest = false;
		this.hostDeadline = now + this.hostLeft;
		// what host code may have left behind is not meant for this guest
		Thread.interrupted();
		this.phase.compareAndSet(IDLE, HOST);
		if (current != null) {
			current.guard = this;
		}
	}

	/** Begins a wait that ends by itself or by a kill, on the current thread. */
	void beginWait() {
		begin(Duration.ZERO, UNLIMITED);
	}

	/** Ends the call, on the same thread. */
	void end() {
		leaveGuest();
		this.phase.compareAndSet(HOST, IDLE);
		GuestThread current = this.thread;
		if (current != null) {
			current.guard = null;
		}
		this.thread = null;
	}

	/** Whether the call ended because its time was over. */
	boolean overran() {
		return this.overran;
	}

	boolean killed() {
		return this.killed;
	}

	/** Whether the thread was given up, so that nothing it does counts any more. */
	boolean abandoned() {
		return this.phase.get() == ABANDONED;
	}

	@Override
	public void enterGuest() {
		if (this.killed) {
			throw new WasmTrap(WasmTrap.Reason.INTERRUPTED, "the actor is being stopped");
		}
		if (this.clock.nanoTime() - this.guestDeadline >= 0) {
			this.overran = true;
			throw new WasmTrap(WasmTrap.Reason.INTERRUPTED, "the call's time is over");
		}
		this.inGuest = true;
		if (!this.phase.compareAndSet(HOST, GUEST)) {
			this.inGuest = false;
			throw new WasmTrap(WasmTrap.Reason.INTERRUPTED, "the call was given up");
		}
	}

	@Override
	public void leaveGuest() {
		if (!this.inGuest) {
			return;
		}
		// before HOST can be seen: the timer must not judge by the last deadline
		this.hostDeadline = this.clock.nanoTime() + this.hostLeft;
		while (!this.phase.compareAndSet(GUEST, HOST)) {
			int seen = this.phase.get();
			if (seen == INTERRUPTED || seen == ABANDONED) {
				Thread.interrupted();
				this.phase.compareAndSet(INTERRUPTED, HOST);
				break;
			}
			if (seen == HOST) {
				break;
			}
			Thread.onSpinWait();
		}
		this.inGuest = false;
	}

	/** Stops the call as soon as it can be stopped; any thread. */
	void kill() {
		this.killedAt = this.clock.nanoTime();
		this.killed = true;
		interrupt(this.killedAt);
		unpark();
	}

	/** Ends the present wait with an error; any thread. */
	void refuseWait(RuntimeException reason) {
		this.earlyEnd.refuse(reason);
		unpark();
	}

	/**
	 * Ends the present wait, and all further ones of the call, since others need the
	 * thread; called by the dispatcher, under its lock, while the call waits.
	 */
	void endWaitForOthers() {
		this.earlyEnd.endForOthers();
		unpark();
	}

	/** Forgets a refusal that came too late for the wait that it was meant for. */
	void clearRefusal() {
		this.earlyEnd.clearRefusal();
	}

	private void unpark() {
		GuestThread current = this.thread;
		if (current != null) {
			current.dispatcher().isCalledBack(current);
			LockSupport.unpark(current);
		}
	}

	/**
	 * Looks at the time; called by the dispatcher's timer.
	 * @return whether the call is so late that its thread must be given up; no other call
	 * says so again
	 */
	boolean check(long now) {
		int seen = this.phase.get();
		return switch (seen) {
			case GUEST -> {
				if (overdue(now)) {
					interrupt(now);
				}
				yield false;
			}
			case INTERRUPTED -> now - this.interruptedAt > GRACE_NANOS && giveUp(seen);
			case HOST -> {
				if (now - this.hostDeadline >= 0) {
					// who waits measures by the machine's clock, which may be another
					unpark();
				}
				yield (killedLongAgo(now) || now - this.hostDeadline > GRACE_NANOS) && giveUp(seen);
			}
			case RETAKING -> killedLongAgo(now) && giveUp(seen);
			default -> false;
		};
	}

	private boolean overdue(long now) {
		return this.killed || now - this.guestDeadline >= 0;
	}

	private boolean killedLongAgo(long now) {
		return this.killed && now - this.killedAt > GRACE_NANOS;
	}

	private boolean giveUp(int seen) {
		return this.phase.compareAndSet(seen, ABANDONED);
	}

	private void interrupt(long now) {
		if (!this.phase.compareAndSet(GUEST, INTERRUPTING)) {
			return;
		}
		// the thread cannot leave the guest now: this is the call's thread and deadline
		GuestThread current = this.thread;
		if (current == null || !overdue(now)) {
			this.phase.set(GUEST);
			return;
		}
		this.overran = !this.killed;
		this.interruptedAt = now;
		current.interrupt();
		this.phase.set(INTERRUPTED);
		current.dispatcher().wasInterrupted(current);
	}

	/** Says that the thread was given up; called outside of any lock. */
	void abandon() {
		this.killed = true;
		unpark();
		this.onAbandoned.run();
	}

	/** What is left for waiting in this call. */
	Duration remaining() {
		return this.earlyEnd.noMoreWaits() ? Duration.ZERO
				: Duration.ofNanos(Math.max(0, this.hostDeadline - this.clock.nanoTime()));
	}

	/**
	 * Does something in a host call, on the calling thread, that the call's time for
	 * waiting counts for. Once that is used up, the rest is the call's own time again.
	 */
	<T extends @Nullable Object> T aside(Supplier<T> action) {
		if (this.isAside) {
			return action.get();
		}
		long since = this.clock.nanoTime();
		this.hostDeadline = since + this.hostLeft;
		this.isAside = true;
		try {
			return action.get();
		}
		finally {
			long now = this.clock.nanoTime();
			long until = this.hostDeadline;
			this.hostLeft = Math.max(0, until - now);
			long deadline = this.guestDeadline;
			this.guestDeadline = deadline + Math.min(now, until) - since;
			this.isAside = false;
		}
	}

	/**
	 * Waits on the calling thread, in a host call, without its place.
	 * @throws HostWaitException if the wait is refused, out of time or ended from outside
	 */
	<T> T await(CompletionStage<T> stage) {
		CompletableFuture<T> future = stage.toCompletableFuture();
		return future.isDone() ? result(future) : await(() -> future);
	}

	/**
	 * Leaves the place, then begins something and waits for it: what cannot be waited
	 * for, be it that no time is left for that, is not begun.
	 * @throws HostWaitException if the wait is refused, out of time or ended from outside
	 */
	<T> T await(Supplier<? extends CompletionStage<T>> begin) {
		GuestThread current = this.thread;
		if (current == null || Thread.currentThread() != current) {
			throw new IllegalStateException("a host call can wait only on the thread of the guest that made it, not on "
					+ Thread.currentThread().getName());
		}
		return aside(() -> await(begin, current));
	}

	private <T> T await(Supplier<? extends CompletionStage<T>> begin, GuestThread current) {
		if (this.killed || this.hostDeadline - this.clock.nanoTime() <= 0) {
			throw EarlyWaitEnd.noTimeLeft(this.killed);
		}
		GuestDispatcher dispatcher = current.dispatcher();
		this.earlyEnd.leavePlace(current, this);
		CompletableFuture<T> future;
		try {
			future = begin.get().toCompletableFuture();
			park(dispatcher.isGoingToWait(current, future, true), current);
		}
		finally {
			comeBack(dispatcher, current);
		}
		if (!future.isDone()) {
			throw this.earlyEnd.failure(current, this.killed);
		}
		return result(future);
	}

	/** Takes a place again; how long that takes is not the call's fault. */
	private void comeBack(GuestDispatcher dispatcher, GuestThread current) {
		long deadline = this.hostDeadline;
		long since = this.clock.nanoTime();
		this.phase.compareAndSet(HOST, RETAKING);
		dispatcher.retakePlace(current);
		this.hostDeadline = deadline + (this.clock.nanoTime() - since);
		this.phase.compareAndSet(RETAKING, HOST);
	}

	private void park(CompletableFuture<?> future, GuestThread current) {
		future.whenComplete((value, failure) -> LockSupport.unpark(current));
		while (!future.isDone() && !this.killed && !this.earlyEnd.hasCome()) {
			long left = this.hostDeadline - this.clock.nanoTime();
			if (left <= 0) {
				return;
			}
			LockSupport.parkNanos(this, left);
			// with the flag set, parking would not wait
			Thread.interrupted();
		}
	}

	private static <T> T result(CompletableFuture<T> future) {
		try {
			return future.join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

}
