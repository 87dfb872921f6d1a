package dev.theater.runtime;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.StepExecutor;

/** One of a runtime's executors where all of them hand their tasks to a test. */
final class SteppedService extends AbstractExecutorService {

	private final StepExecutor steps;

	private final AtomicInteger waiting = new AtomicInteger();

	private volatile boolean shutdown;

	private volatile boolean dropped;

	SteppedService(StepExecutor steps) {
		this.steps = steps;
	}

	@Override
	public void execute(Runnable task) {
		if (this.shutdown) {
			throw new RejectedExecutionException("the runtime has been closed");
		}
		this.waiting.incrementAndGet();
		this.steps.execute(() -> run(task));
	}

	private void run(Runnable task) {
		try {
			if (!this.dropped) {
				task.run();
			}
		}
		finally {
			this.waiting.decrementAndGet();
		}
	}

	@Override
	public void shutdown() {
		this.shutdown = true;
	}

	@Override
	public List<Runnable> shutdownNow() {
		this.shutdown = true;
		this.dropped = true;
		return List.of();
	}

	@Override
	public boolean isShutdown() {
		return this.shutdown;
	}

	@Override
	public boolean isTerminated() {
		return this.shutdown && this.waiting.get() == 0;
	}

	/** Runs what is left on the calling thread: nobody else may be there to do it. */
	@Override
	public boolean awaitTermination(long timeout, TimeUnit unit) {
		this.steps.runUntil(new CompletableFuture<>());
		return isTerminated();
	}

}
