package dev.theater.runtime;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;

import dev.theater.supervisor.LaneExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs lanes on a pool, and on threads that are lent. What a lane's step hands on first
 * is run next by the same thread while nothing else waits for one: an operation that goes
 * from lane to lane, as most do, need not wake a thread for each of its steps.
 */
final class LaneThreads implements LaneExecutor {

	/** Tasks that a lent thread runs at most. */
	private static final int LENT = 16;

	private final ThreadPoolExecutor pool;

	/** Of this runtime alone: a step may well hand something to another's lane. */
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Next> current = new ThreadLocal<>();

	LaneThreads(ThreadPoolExecutor pool) {
		this.pool = pool;
	}

	/** What a thread runs next; for that thread alone. */
	private static final class Next {

		@Nullable Runnable task;

	}

	@Override
	public void execute(Runnable task) {
		Next next = this.current.get();
		if (next != null && next.task == null && this.pool.getQueue().isEmpty()) {
			next.task = task;
		}
		else {
			this.pool.execute(() -> run(task, Integer.MAX_VALUE));
		}
	}

	@Override
	public void lend(Runnable action) {
		if (this.current.get() != null) {
			action.run();
		}
		else {
			run(action, LENT);
		}
	}

	private void run(Runnable first, int most) {
		Next next = new Next();
		this.current.set(next);
		try {
			first.run();
			for (int i = 0; i < most && next.task != null; i++) {
				Runnable task = next.task;
				next.task = null;
				task.run();
			}
		}
		finally {
			this.current.remove();
			if (next.task != null) {
				// the step has thrown, or the lent thread has done enough
				handOver(next.task);
			}
		}
	}

	/** A lane waits for its task whatever becomes of the pool. */
	private void handOver(Runnable task) {
		try {
			this.pool.execute(() -> run(task, Integer.MAX_VALUE));
		}
		catch (RejectedExecutionException ex) {
			// the runtime has been closed, and there is nobody else to do it
			run(task, Integer.MAX_VALUE);
		}
	}

}
