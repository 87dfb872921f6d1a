package dev.theater.runtime;

import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;

import org.jspecify.annotations.Nullable;

/**
 * Runs lanes on a pool. What a lane's step hands on first is run next by the same thread
 * while nothing else waits for one: an operation that goes from lane to lane, as most do,
 * need not wake a thread for each of its steps.
 */
final class LaneThreads implements Executor {

	private final ThreadPoolExecutor pool;

	/** Of this runtime alone: a step may well hand something to another's lane. */
	@SuppressWarnings("ThreadLocalUsage")
	private final ThreadLocal<@Nullable Next> current = new ThreadLocal<>();

	LaneThreads(ThreadPoolExecutor pool) {
		this.pool = pool;
	}

	/** What a thread of the pool runs next; for that thread alone. */
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
			this.pool.execute(() -> run(task));
		}
	}

	private void run(Runnable first) {
		Next next = new Next();
		this.current.set(next);
		try {
			for (Runnable task = first; task != null; task = next.task) {
				next.task = null;
				task.run();
			}
		}
		finally {
			this.current.remove();
			if (next.task != null) {
				// the step has thrown
				execute(next.task);
			}
		}
	}

}
