package dev.theater.actor;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;

import org.jspecify.annotations.Nullable;

/**
 * A platform thread that runs guests. Fields marked so belong to the dispatcher's lock.
 */
final class GuestThread extends Thread {

	private static final ThreadMXBean TIMES = ManagementFactory.getThreadMXBean();

	private final GuestDispatcher dispatcher;

	/** Signalled when a task or a place is given to this thread. */
	final Condition wake;

	/** Whether one of the running places is this thread's (dispatcher's lock). */
	boolean place;

	/** Whether its turn never ended and it was replaced (dispatcher's lock). */
	boolean abandoned;

	/** Whether it waits for a place (dispatcher's lock). */
	boolean queued;

	/** Which line of those that are counted its turn came from (dispatcher's lock). */
	ReadyTurns.Line line = ReadyTurns.Line.CALLS;

	/** Whether its turn is among those of that line that go on (dispatcher's lock). */
	boolean counted;

	/** Since when it is, as the clock's nanoTime (dispatcher's lock). */
	long countedSince;

	/** What it waits for, until somebody says that the wait is over (steps alone). */
	final AtomicReference<@Nullable Wait> waiting = new AtomicReference<>();

	/** What to run next (dispatcher's lock; the thread itself looks without it). */
	volatile @Nullable Runnable task;

	/** Whether it runs a turn and not what follows it (the thread itself). */
	boolean inTurn;

	/** What it does when the turn is over (the thread itself). */
	private final ArrayDeque<Runnable> following = new ArrayDeque<>(2);

	/** When the turn began or got its place back, as the clock's nanoTime. */
	volatile long sliceStarted;

	/** Processor time at the end of the turn's slice; negative if it has not ended. */
	private volatile long timeAtSlice = -1;

	/** Whether the turn should end after the running call. */
	volatile boolean yield;

	/** The call that runs on this thread. */
	volatile @Nullable CallGuard guard;

	/**
	 * A wait of a thread that has left its place; told apart by identity.
	 *
	 * @param endsByKill whether the thread also comes back when its call is killed
	 */
	record Wait(boolean endsByKill) {
	}

	GuestThread(GuestDispatcher dispatcher, Condition wake, String name, long stackSize) {
		super(null, null, name, stackSize, false);
		this.dispatcher = dispatcher;
		this.wake = wake;
		setDaemon(true);
	}

	@Override
	public void run() {
		this.dispatcher.work(this);
	}

	/** A turn begins, with a slice of its own. */
	void sliceBegins(long now) {
		this.sliceStarted = now;
		this.yield = false;
		this.timeAtSlice = -1;
	}

	/** The turn has been longer than its slice: it is to end soon; any thread. */
	void sliceEnds() {
		this.yield = true;
		if (this.timeAtSlice < 0) {
			this.timeAtSlice = TIMES.getThreadCpuTime(threadId());
		}
	}

	/**
	 * The time that a processor has worked for the turn since its slice was over, in
	 * nanoseconds; on this thread.
	 */
	long timeAfterSlice() {
		long before = this.timeAtSlice;
		return (before < 0) ? 0 : TIMES.getCurrentThreadCpuTime() - before;
	}

	/** Has something done on this thread, which calls this, when its turn is over. */
	void follow(Runnable action) {
		this.following.add(action);
	}

	/** Runs a turn and what follows it. */
	void run(Runnable turn) {
		this.inTurn = true;
		try {
			turn.run();
		}
		finally {
			this.inTurn = false;
			runFollowing();
		}
	}

	private void runFollowing() {
		Runnable action = this.following.poll();
		if (action != null) {
			try {
				action.run();
			}
			finally {
				runFollowing();
			}
		}
	}

	GuestDispatcher dispatcher() {
		return this.dispatcher;
	}

	static @Nullable GuestThread current() {
		return (Thread.currentThread() instanceof GuestThread thread) ? thread : null;
	}

}
