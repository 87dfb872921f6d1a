package dev.theater.actor;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Threads without a turn. One of them stays awake for a moment: who is answered often
 * sends the next message, and to wake a thread takes longer than most calls. Guarded by
 * the dispatcher's lock, which threads leave while they wait.
 */
final class IdleThreads {

	private static final long END_NANOS = TimeUnit.SECONDS.toNanos(10);

	/** How long a thread looks for a turn before it sleeps: to wake it takes as long. */
	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

	private static final boolean SEVERAL_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

	private final ReentrantLock lock;

	private final ArrayDeque<GuestThread> threads = new ArrayDeque<>();

	private boolean looking;

	IdleThreads(ReentrantLock lock) {
		this.lock = lock;
	}

	/** Takes the one that was the last to run, whose caches are warm; null if none. */
	@Nullable GuestThread poll() {
		return this.threads.pollLast();
	}

	/**
	 * Has the calling thread wait for a task.
	 * @param closed whether none comes any more
	 * @return false if none has come for long, so that the thread may end
	 */
	boolean awaitTask(GuestThread thread, BooleanSupplier closed) {
		this.threads.add(thread);
		if (SEVERAL_PROCESSORS && !this.looking) {
			look(thread);
		}
		long left = END_NANOS;
		while (thread.task == null && left > 0 && !closed.getAsBoolean()) {
			try {
				left = thread.wake.awaitNanos(left);
			}
			catch (InterruptedException ex) {
				// only a guest's deadline interrupts, and it has passed: go on waiting
				left = Math.max(left, 1);
			}
		}
		if (thread.task == null) {
			this.threads.remove(thread);
		}
		return thread.task != null;
	}

	/** Stays awake for a moment, without the lock. */
	private void look(GuestThread thread) {
		this.looking = true;
		this.lock.unlock();
		try {
			long since = System.nanoTime();
			while (thread.task == null && System.nanoTime() - since < LOOK_NANOS) {
				Thread.onSpinWait();
			}
		}
		finally {
			this.lock.lock();
			this.looking = false;
		}
	}

}
