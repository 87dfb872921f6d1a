package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs turns on platform threads. There are a fixed number of <em>places</em>: so many
 * turns run at a time. A turn that waits in a host call leaves its place, and one that
 * has run longer than a slice loses it, so that a spare thread can take it, up to a fixed
 * number of threads. A turn that comes back from waiting goes before turns that have not
 * begun. Where there is no spare thread, a turn hands its place to one that comes back;
 * if there is none, the wait that has lasted longest is ended to have one.
 *
 * <p>
 * How it works: one lock guards the queue of ready turns, the queue of threads that want
 * their place back, and the counts; it is held for a few assignments only. While any turn
 * runs, a timer looks every few milliseconds for turns that overran their slice, calls
 * that overran their deadline, and threads that do not come back; the last are abandoned
 * and replaced.
 */
public sealed class GuestDispatcher extends TurnProgress implements AutoCloseable permits SteppedDispatcher {

	private static final Logger logger = LoggerFactory.getLogger(GuestDispatcher.class);

	private static final Duration TICK = Duration.ofMillis(10);

	private final long sliceNanos;

	private final RuntimeClock clock;

	final ReentrantLock lock = new ReentrantLock();

	/** Turns that have not begun (lock). */
	final ReadyTurns ready;

	private final IdleThreads idle = new IdleThreads(this.lock);

	/** All threads but those that were given up (lock). */
	private final GuestThreads threads;

	/** Who holds a place, and who wants one again (lock). */
	final Places places;

	private boolean watching;

	/** Whether no turn begins any more (lock). */
	boolean closed;

	/**
	 * @param places turns that run at a time
	 * @param maxThreads threads at most, more than places
	 * @param slice how long a turn keeps its place
	 * @param stackSize of each thread in bytes
	 */
	public GuestDispatcher(int places, int maxThreads, Duration slice, long stackSize, RuntimeClock clock) {
		this.places = new Places(places, maxThreads, clock);
		// step by step, nothing is to overtake anything
		this.ready = new ReadyTurns(places > 0, places, Math.max(1, places / 4), slice.toNanos(), clock);
		this.threads = new GuestThreads(this, maxThreads, stackSize);
		this.sliceNanos = slice.toNanos();
		this.clock = clock;
	}

	/**
	 * A dispatcher that lets turns go on one at a time, in an order that can be repeated:
	 * for tests.
	 * @param steps is handed all that turns do
	 * @param slice how long a turn may run calls before it lets others run
	 * @param stackSize of each thread in bytes
	 */
	public static GuestDispatcher stepped(StepExecutor steps, Duration slice, long stackSize, RuntimeClock clock) {
		return new SteppedDispatcher(steps, slice, stackSize, clock);
	}

	/** How long a turn may run calls before it lets others run. */
	long sliceNanos() {
		return this.sliceNanos;
	}

	int maxThreads() {
		return this.threads.most();
	}

	/** Runs a turn when there is a place. */
	void execute(Runnable turn) {
		execute(turn, ReadyTurns.Line.CALLS);
	}

	/**
	 * Runs a turn when there is a place.
	 * @param line where it waits
	 */
	void execute(Runnable turn, ReadyTurns.Line line) {
		locked(() -> {
			if (!this.closed) {
				boolean taken = !this.ready.hasNext() && isFollowing(GuestThread.current());
				this.ready.add(turn, line);
				isReady();
				if (!taken) {
					fill();
				}
				watch();
			}
		});
	}

	/** Whether a thread is about to look for its next turn. */
	private boolean isFollowing(@Nullable GuestThread thread) {
		return thread != null && !thread.inTurn && !thread.abandoned && thread.dispatcher() == this;
	}

	/**
	 * Does something once the turn that the calling thread runs is over, on that thread
	 * before it takes another.
	 * @return false if the thread runs no turn, such as the timer, so that this is left
	 * to others
	 */
	public boolean afterTurn(Runnable action) {
		GuestThread thread = GuestThread.current();
		if (thread == null || !thread.inTurn || thread.dispatcher() != this || !mayFollow()) {
			return false;
		}
		thread.follow(action);
		return true;
	}

	/**
	 * Leaves the current thread's place before a wait of a host call. Where that would
	 * leave no thread to run anything, the wait that has lasted longest is ended for it.
	 * @param guard is told if that is this wait
	 * @return false if there is no such wait, so that this one must not begin
	 */
	boolean leavePlace(GuestThread thread, CallGuard guard) {
		return locked(() -> {
			boolean left = !thread.place || release(thread) || this.places.handOver(thread);
			if (left && !thread.abandoned) {
				this.places.waits(thread, guard);
				this.ready.waits(thread);
				fill();
			}
			return left;
		});
	}

	/**
	 * Leaves the current thread's place before a wait that is short and is never ended.
	 * @return false if there would be no thread left to run anything, so that the thread
	 * keeps its place
	 */
	boolean leavePlace(GuestThread thread) {
		return locked(() -> !thread.place || release(thread));
	}

	/** Takes a place again after a wait. */
	void retakePlace(GuestThread thread) {
		this.lock.lock();
		try {
			this.ready.goesOn(thread);
			if (this.places.comesBack(thread)) {
				isBack(thread);
				fill();
				// not for its place: by the time it wakes it may have lost it again
				while (thread.queued && !thread.abandoned && !this.closed) {
					thread.wake.awaitUninterruptibly();
				}
			}
			thread.sliceStarted = this.clock.nanoTime();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** The loop of a thread. */
	void work(GuestThread thread) {
		boolean afterTurn = false;
		while (runNext(thread, afterTurn)) {
			afterTurn = true;
		}
	}

	/** In a frame of its own: an idle thread must not keep the actor that it ran last. */
	private boolean runNext(GuestThread thread, boolean afterTurn) {
		Runnable task = next(thread, afterTurn);
		if (task == null) {
			return false;
		}
		try {
			thread.run(task);
		}
		catch (RuntimeException | Error ex) {
			logger.error("A turn failed outside of any call", ex);
		}
		return true;
	}

	/** Ends a turn, if there was one, and waits for the next; null if there is none. */
	private @Nullable Runnable next(GuestThread thread, boolean afterTurn) {
		this.lock.lock();
		try {
			if (afterTurn && !finished(thread)) {
				return null;
			}
			if (thread.task == null && this.places.returning() == 0 && this.ready.hasNext() && this.places.isFree()) {
				assign(thread, this.ready.remove(thread));
			}
			fill();
			if (thread.task == null && !this.idle.awaitTask(thread, () -> this.closed)) {
				this.threads.remove(thread);
				return null;
			}
			Runnable task = thread.task;
			thread.task = null;
			thread.sliceBegins(this.clock.nanoTime());
			return task;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Gives the place of a turn that has ended back; holds the lock. */
	private boolean finished(GuestThread thread) {
		rests(thread);
		this.ready.over(thread);
		if (thread.abandoned) {
			return false;
		}
		this.places.end(thread);
		return true;
	}

	/** Gives free places away; holds the lock. */
	private void fill() {
		while (this.places.isFree() && !this.closed) {
			if (!this.places.giveBack() && (!this.ready.hasNext() || !startNext())) {
				return;
			}
		}
	}

	/**
	 * Begins the turn that has been ready longest, if a thread is to be had; holds the
	 * lock.
	 */
	final boolean startNext() {
		GuestThread thread = this.idle.poll();
		if (thread != null) {
			assign(thread, this.ready.remove(thread));
			thread.wake.signal();
			return true;
		}
		GuestThread fresh = this.threads.create();
		if (fresh == null) {
			return false;
		}
		Runnable task = this.ready.remove(fresh);
		assign(fresh, task);
		try {
			fresh.start();
			return true;
		}
		catch (OutOfMemoryError ex) {
			logger.error("No thread could be started for a turn; it waits", ex);
			this.threads.remove(fresh);
			this.places.end(fresh);
			this.ready.over(fresh);
			rests(fresh);
			this.ready.putBack(task);
			return false;
		}
	}

	private void assign(GuestThread thread, Runnable task) {
		thread.task = task;
		this.places.take(thread);
		goesOn(thread);
	}

	/** Takes a thread's place away if that leaves a thread to use it; holds the lock. */
	private boolean release(GuestThread thread) {
		boolean left = this.places.mayBeLeft();
		if (left) {
			this.places.leave(thread);
			fill();
		}
		return left;
	}

	/**
	 * Takes the place of a turn that has overrun its slice; holds the lock.
	 * @param most how many waits may be ended for turns that are ready
	 * @return whether one of them was
	 */
	private boolean takeAway(GuestThread thread, int most) {
		thread.sliceEnds();
		if (release(thread)) {
			return false;
		}
		boolean back = this.places.returning() > 0;
		return (back || (most > 0 && this.ready.hasNext())) && this.places.handOver(thread) && !back;
	}

	private void watch() {
		if (!this.watching) {
			this.watching = true;
			this.clock.schedule(TICK, this::tick);
		}
	}

	private void tick() {
		List<CallGuard> overdue = new ArrayList<>();
		this.lock.lock();
		try {
			long now = this.clock.nanoTime();
			int most = this.ready.size();
			for (GuestThread thread : this.threads.all()) {
				if (thread.place && thread.task == null && now - thread.sliceStarted > this.sliceNanos
						&& takeAway(thread, most)) {
					most--;
				}
				CallGuard guard = thread.guard;
				if (guard != null && guard.check(now)) {
					abandon(thread);
					overdue.add(guard);
				}
			}
			this.watching = false;
			fill();
			if (!this.closed && (this.places.areUsed() || !this.ready.isEmpty())) {
				watch();
			}
		}
		finally {
			this.lock.unlock();
		}
		overdue.forEach(CallGuard::abandon);
	}

	private void abandon(GuestThread thread) {
		thread.abandoned = true;
		this.threads.remove(thread);
		this.places.giveUp(thread);
		thread.wake.signal();
		this.ready.over(thread);
		rests(thread);
		fill();
		logger.warn("Thread {} did not come back from a call whose time was over; it is replaced", thread.getName());
	}

	/** Threads that have waited and want a place. */
	int returningCount() {
		return locked(this.places::returning);
	}

	/** Threads at present, those included that wait. */
	int threadCount() {
		return locked(this.threads::count);
	}

	/** Lets no further turn begin and idle threads end. */
	@Override
	public void close() {
		locked(() -> {
			this.closed = true;
			this.ready.clear();
			this.threads.all().forEach((thread) -> thread.wake.signal());
		});
	}

	final void locked(Runnable action) {
		locked(() -> {
			action.run();
			return true;
		});
	}

	private <T> T locked(Supplier<T> action) {
		this.lock.lock();
		try {
			return action.get();
		}
		finally {
			this.lock.unlock();
		}
	}

}
