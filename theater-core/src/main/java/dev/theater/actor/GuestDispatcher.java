package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs turns on platform threads. There are a fixed number of <em>places</em>: so many
 * turns run at a time. A turn that waits in a host call leaves its place, and one that
 * has run longer than a slice loses it, so that a spare thread can take it, up to a fixed
 * number of threads. A turn that comes back from waiting goes before turns that have not
 * begun.
 *
 * <p>
 * How it works: one lock guards the queue of ready turns, the queue of threads that want
 * their place back, and the counts; it is held for a few assignments only. While any turn
 * runs, a timer looks every few milliseconds for turns that overran their slice, calls
 * that overran their deadline, and threads that do not come back; the last are abandoned
 * and replaced.
 */
public final class GuestDispatcher implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(GuestDispatcher.class);

	private static final long IDLE_SECONDS = 10;

	private static final Duration TICK = Duration.ofMillis(10);

	private final int places;

	private final int maxThreads;

	private final long sliceNanos;

	private final long stackSize;

	private final RuntimeClock clock;

	/** Who says when a turn goes on, in tests; null where places alone decide. */
	private final @Nullable SteppedTurns stepped;

	private final ReentrantLock lock = new ReentrantLock();

	private final ArrayDeque<Runnable> ready = new ArrayDeque<>();

	private final ArrayDeque<GuestThread> returning = new ArrayDeque<>();

	private final ArrayDeque<GuestThread> idle = new ArrayDeque<>();

	private final List<GuestThread> threads = new ArrayList<>();

	private int running;

	private int withoutPlace;

	private int created;

	private boolean watching;

	private boolean closed;

	/**
	 * @param places turns that run at a time
	 * @param maxThreads threads at most, more than places
	 * @param slice how long a turn keeps its place
	 * @param stackSize of each thread in bytes
	 */
	public GuestDispatcher(int places, int maxThreads, Duration slice, long stackSize, RuntimeClock clock) {
		this(places, maxThreads, slice, stackSize, clock, null);
	}

	/**
	 * @param places turns that run at a time, where there are no steps
	 * @param maxThreads threads at most, more than places
	 * @param slice how long a turn keeps its place
	 * @param stackSize of each thread in bytes
	 * @param steps lets turns go on one at a time, for tests; null to let them run
	 */
	public GuestDispatcher(int places, int maxThreads, Duration slice, long stackSize, RuntimeClock clock,
			@Nullable StepExecutor steps) {
		this.stepped = (steps != null) ? new SteppedTurns(steps, this.lock) : null;
		this.places = places;
		this.maxThreads = maxThreads;
		this.sliceNanos = slice.toNanos();
		this.stackSize = stackSize;
		this.clock = clock;
	}

	/** How long a turn may run calls before it lets others run. */
	long sliceNanos() {
		return this.sliceNanos;
	}

	int maxThreads() {
		return this.maxThreads;
	}

	/** Runs a turn when there is a place. */
	void execute(Runnable turn) {
		this.lock.lock();
		try {
			if (this.closed) {
				return;
			}
			this.ready.add(turn);
			if (this.stepped != null) {
				this.stepped.execute(this::stepTurn);
			}
			fill();
			watch();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Leaves the current thread's place before a wait.
	 * @return false if there would be no thread left to run anything, so that the wait
	 * must not begin
	 */
	boolean leavePlace(GuestThread thread) {
		this.lock.lock();
		try {
			return !thread.place || release(thread);
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Takes a place again after a wait. */
	void retakePlace(GuestThread thread) {
		this.lock.lock();
		try {
			if (!thread.place && !thread.abandoned) {
				thread.queued = true;
				this.returning.add(thread);
				if (this.stepped != null) {
					this.stepped.isBack(thread, () -> stepReturn(thread));
				}
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
		for (Runnable task = next(thread); task != null; task = next(thread)) {
			try {
				task.run();
			}
			catch (RuntimeException | Error ex) {
				logger.error("A turn failed outside of any call", ex);
			}
			if (!finished(thread)) {
				return;
			}
		}
	}

	private boolean finished(GuestThread thread) {
		this.lock.lock();
		try {
			if (this.stepped != null) {
				this.stepped.rests(thread);
			}
			if (thread.abandoned) {
				return false;
			}
			if (thread.place) {
				thread.place = false;
				this.running--;
			}
			else {
				this.withoutPlace--;
			}
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	private @Nullable Runnable next(GuestThread thread) {
		this.lock.lock();
		try {
			if (this.stepped == null && thread.task == null && this.returning.isEmpty() && !this.ready.isEmpty()
					&& this.running < this.places) {
				assign(thread, this.ready.remove());
			}
			fill();
			if (thread.task == null && !awaitTask(thread)) {
				this.threads.remove(thread);
				return null;
			}
			Runnable task = thread.task;
			thread.task = null;
			thread.sliceStarted = this.clock.nanoTime();
			thread.yield = false;
			return task;
		}
		finally {
			this.lock.unlock();
		}
	}

	private boolean awaitTask(GuestThread thread) {
		this.idle.add(thread);
		long left = TimeUnit.SECONDS.toNanos(IDLE_SECONDS);
		while (thread.task == null && left > 0 && !this.closed) {
			try {
				left = thread.wake.awaitNanos(left);
			}
			catch (InterruptedException ex) {
				// only a guest's deadline interrupts, and it has passed: go on waiting
				left = Math.max(left, 1);
			}
		}
		if (thread.task == null) {
			this.idle.remove(thread);
		}
		return thread.task != null;
	}

	/** Gives free places away; holds the lock. */
	private void fill() {
		while (this.stepped == null && this.running < this.places && !this.closed) {
			GuestThread back = this.returning.poll();
			if (back != null) {
				givePlaceBack(back);
			}
			else if (this.ready.isEmpty() || !startNext()) {
				return;
			}
		}
	}

	private void givePlaceBack(GuestThread back) {
		back.place = true;
		back.queued = false;
		back.sliceStarted = this.clock.nanoTime();
		this.running++;
		this.withoutPlace--;
		back.wake.signal();
	}

	/** Lets the next turn go and waits until it rests: a step. */
	private void stepTurn() {
		this.lock.lock();
		try {
			if (!this.closed && !this.ready.isEmpty()) {
				startNext();
			}
			stepped().awaitRest();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets a turn that has waited go on, and waits until it rests again: a step. */
	private void stepReturn(GuestThread thread) {
		this.lock.lock();
		try {
			while (!thread.queued && !thread.abandoned && !this.closed) {
				stepped().awaitChange();
			}
			if (this.returning.remove(thread)) {
				givePlaceBack(thread);
				stepped().goesOn(thread);
			}
			stepped().awaitRest();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Waits until whatever runs has come to rest: a step. */
	void restStep() {
		this.lock.lock();
		try {
			stepped().awaitRest();
		}
		finally {
			this.lock.unlock();
		}
	}

	private SteppedTurns stepped() {
		return Objects.requireNonNull(this.stepped);
	}

	/**
	 * Says that a thread that has left its place is going to wait for this, which is the
	 * last it does; nothing where turns are not stepped.
	 */
	void isGoingToWait(GuestThread thread, CompletableFuture<?> future, boolean endsByKill) {
		if (this.stepped == null) {
			return;
		}
		// a late end of this wait must not be taken for the end of the next
		GuestThread.Wait wait = new GuestThread.Wait(endsByKill);
		thread.waiting.set(wait);
		future.whenComplete((value, failure) -> comesBack(thread, wait));
		this.lock.lock();
		try {
			this.stepped.rests(thread);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Says that a thread was called back from whatever it waits for; nothing where turns
	 * are not stepped.
	 */
	void isCalledBack(GuestThread thread) {
		GuestThread.Wait wait = thread.waiting.get();
		if (wait != null && wait.endsByKill()) {
			comesBack(thread, wait);
		}
	}

	private void comesBack(GuestThread thread, GuestThread.Wait wait) {
		if (this.stepped != null && thread.waiting.compareAndSet(wait, null)) {
			this.stepped.execute(() -> stepReturn(thread));
		}
	}

	/** Says that a hanging guest was interrupted; nothing where turns are not stepped. */
	void wasInterrupted(GuestThread thread) {
		if (this.stepped == null) {
			return;
		}
		this.lock.lock();
		try {
			this.stepped.wasInterrupted(thread);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits, on a thread that is none of its own, for something that its actors do. Where
	 * turns are stepped, that thread steps.
	 */
	void awaitOutside(CompletableFuture<?> future) {
		if (this.stepped != null && !this.stepped.runUntil(future)) {
			throw new IllegalStateException("nothing is left to run, and what was asked for is not done; "
					+ "let time pass, or ask from another thread");
		}
	}

	private boolean startNext() {
		GuestThread thread = this.idle.pollLast();
		if (thread != null) {
			assign(thread, this.ready.remove());
			thread.wake.signal();
			return true;
		}
		if (this.threads.size() >= this.maxThreads && this.stepped == null) {
			return false;
		}
		this.created++;
		GuestThread fresh = new GuestThread(this, this.lock.newCondition(), "theater-guest-" + this.created,
				this.stackSize);
		Runnable task = this.ready.remove();
		this.threads.add(fresh);
		assign(fresh, task);
		try {
			fresh.start();
			return true;
		}
		catch (OutOfMemoryError ex) {
			logger.error("No thread could be started for a turn; it waits", ex);
			this.threads.remove(fresh);
			this.running--;
			this.ready.addFirst(task);
			return false;
		}
	}

	private void assign(GuestThread thread, Runnable task) {
		thread.task = task;
		thread.place = true;
		this.running++;
		if (this.stepped != null) {
			this.stepped.goesOn(thread);
		}
	}

	/** Takes a thread's place away if that leaves a thread to use it; holds the lock. */
	private boolean release(GuestThread thread) {
		if (this.withoutPlace >= this.maxThreads - this.places && this.stepped == null) {
			return false;
		}
		thread.place = false;
		this.running--;
		this.withoutPlace++;
		fill();
		return true;
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
			for (GuestThread thread : List.copyOf(this.threads)) {
				if (thread.place && thread.task == null && now - thread.sliceStarted > this.sliceNanos) {
					thread.yield = true;
					release(thread);
				}
				CallGuard guard = thread.guard;
				if (guard != null && guard.check(now)) {
					abandon(thread);
					overdue.add(guard);
				}
			}
			this.watching = false;
			fill();
			if (!this.closed && (this.running > 0 || this.withoutPlace > 0 || !this.ready.isEmpty())) {
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
		if (thread.place) {
			thread.place = false;
			this.running--;
		}
		else {
			this.withoutPlace--;
			this.returning.remove(thread);
		}
		thread.wake.signal();
		if (this.stepped != null) {
			this.stepped.rests(thread);
		}
		fill();
		logger.warn("Thread {} did not come back from a call whose time was over; it is replaced", thread.getName());
	}

	/** Threads that have waited and want a place. */
	int returningCount() {
		this.lock.lock();
		try {
			return this.returning.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Threads at present, those included that wait. */
	int threadCount() {
		this.lock.lock();
		try {
			return this.threads.size();
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets no further turn begin and idle threads end. */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.closed = true;
			this.ready.clear();
			this.threads.forEach((thread) -> thread.wake.signal());
			if (this.stepped != null) {
				this.stepped.close();
			}
		}
		finally {
			this.lock.unlock();
		}
	}

}
