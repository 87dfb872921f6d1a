package dev.theater.test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import dev.theater.actor.StepExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Has a runtime do one thing at a time, when the test says so, in an order that is the
 * same in every run: give it to {@code TheaterRuntime.builder().steps(…)}.
 *
 * <p>
 * Everything is a step: what supervisors do, loading, commits, what listeners and futures
 * are told, and each turn of an actor until it ends or waits. Steps run in the order they
 * came, on the thread that has made this dispatch or taken it over. There, blocking calls
 * into the runtime run steps until they are done; on any other thread they wait until
 * they are.
 *
 * <p>
 * A guest that runs without end would hold up everything after it. One that has used more
 * than its patience of processor time is left to itself: steps go on without it until its
 * deadline, which is the clock's, or a stop ends it.
 */
public final class ManualDispatch implements StepExecutor {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	private static final int MAX_STEPS = 1_000_000;

	private static final Duration LONGEST = Duration.ofSeconds(10);

	private final ArrayDeque<Runnable> steps = new ArrayDeque<>();

	private final Map<Thread, Running> guests = new HashMap<>();

	private volatile Thread owner = Thread.currentThread();

	private final long patienceNanos;

	@SuppressWarnings("ThreadLocalUsage") // each dispatch asks for its own threads
	private final ThreadLocal<@Nullable CountDownLatch> begun = new ThreadLocal<>();

	/** A guest's turn and what its thread had used when it was first looked at. */
	private record Running(long since, long processorNanos) {
	}

	/** A dispatch for the current thread, with half a second of patience. */
	public ManualDispatch() {
		this(Duration.ofMillis(500));
	}

	/**
	 * A dispatch for the current thread.
	 * @param patience processor time after which a guest is taken to run without end
	 */
	public ManualDispatch(Duration patience) {
		if (!patience.isPositive()) {
			throw new IllegalArgumentException(
					"patience is " + patience + "; it must be longer than zero, such as PT0.5S");
		}
		this.patienceNanos = patience.toNanos();
	}

	/**
	 * Has the current thread run the steps from now on. The other must not be running
	 * one.
	 */
	public void takeOver() {
		this.owner = Thread.currentThread();
	}

	@Override
	public void execute(Runnable step) {
		synchronized (this.steps) {
			this.steps.add(step);
		}
	}

	/** Steps that wait. */
	public int waiting() {
		synchronized (this.steps) {
			return this.steps.size();
		}
	}

	/**
	 * Runs the next step.
	 * @return false if there is none
	 * @throws IllegalStateException on another thread than the one whose dispatch this is
	 */
	public boolean runNext() {
		requireOwner();
		Runnable step;
		synchronized (this.steps) {
			step = this.steps.poll();
		}
		if (step == null) {
			return false;
		}
		step.run();
		return true;
	}

	/**
	 * Runs steps until none is left: all actors are idle, wait for time to pass, or hang.
	 * @return how many steps were run
	 * @throws AssertionError if there is no end to it
	 */
	public int runAll() {
		int count = 0;
		while (runNext()) {
			count++;
			requireEnd(count);
		}
		return count;
	}

	private static void requireEnd(int count) {
		if (count > MAX_STEPS) {
			throw new AssertionError("still not at rest after " + MAX_STEPS
					+ " steps: some actors keep each other busy; run single steps with runNext()");
		}
	}

	@Override
	public boolean runUntil(CompletableFuture<?> future) {
		if (Thread.currentThread() != this.owner) {
			CountDownLatch latch = this.begun.get();
			if (latch != null) {
				latch.countDown();
			}
			future.handle((value, failure) -> true).join();
			return true;
		}
		int count = 0;
		while (!future.isDone() && runNext()) {
			count++;
			requireEnd(count);
		}
		return future.isDone();
	}

	/**
	 * Begins a blocking call into the runtime on a thread of its own, for calls that need
	 * time to pass before they are done, such as the stop of an actor that hangs.
	 * @return what comes of it; returns once the call waits or is done
	 */
	public <T extends @Nullable Object> CompletableFuture<T> begin(Callable<T> call) {
		CompletableFuture<T> result = new CompletableFuture<>();
		CountDownLatch latch = new CountDownLatch(1);
		Thread.ofVirtual().name("theater-test-call").start(() -> {
			this.begun.set(latch);
			try {
				result.complete(call.call());
			}
			catch (Exception | AssertionError ex) {
				result.completeExceptionally(ex);
			}
			finally {
				latch.countDown();
			}
		});
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted while a call began", ex);
		}
		return result;
	}

	private void requireOwner() {
		if (Thread.currentThread() != this.owner) {
			throw new IllegalStateException("steps run on " + this.owner.getName()
					+ ", which has made this dispatch or taken it over, not on " + Thread.currentThread().getName());
		}
	}

	@Override
	public boolean hangs(Thread guest, long since) {
		long elapsed = System.nanoTime() - since;
		long used = THREADS.isThreadCpuTimeSupported() ? THREADS.getThreadCpuTime(guest.threadId()) : elapsed;
		Running turn = this.guests.get(guest);
		if (turn == null || turn.since() != since) {
			turn = new Running(since, used);
			this.guests.put(guest, turn);
		}
		return used - turn.processorNanos() > this.patienceNanos || elapsed > LONGEST.toNanos();
	}

}
