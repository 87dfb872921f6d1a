package dev.theater.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machine's clock, with one timer thread. */
public final class SystemClock implements RuntimeClock {

	private static final Logger logger = LoggerFactory.getLogger(SystemClock.class);

	/** A century: more nanoseconds than that may not fit into a number. */
	private static final Duration LONGEST = Duration.ofDays(36_500);

	private final ScheduledThreadPoolExecutor timers;

	public SystemClock() {
		this.timers = new ScheduledThreadPoolExecutor(1,
				Thread.ofPlatform().name("theater-timer").daemon(true).factory());
		this.timers.setRemoveOnCancelPolicy(true);
		this.timers.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

	@Override
	public Timer schedule(Duration delay, Runnable task) {
		if (this.timers.isShutdown()) {
			return () -> {
			};
		}
		Duration bounded = (delay.compareTo(LONGEST) > 0) ? LONGEST : delay;
		ScheduledFuture<?> future = this.timers.schedule(() -> run(task), bounded.toNanos(), TimeUnit.NANOSECONDS);
		return () -> future.cancel(false);
	}

	private static void run(Runnable task) {
		try {
			task.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A timer task failed", ex);
		}
	}

	@Override
	public void close() {
		this.timers.shutdownNow();
	}

}
