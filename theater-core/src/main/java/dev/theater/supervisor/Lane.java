package dev.theater.supervisor;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one supervisor's steps one after the other on an executor that all lanes share. A
 * step never waits. The lane gives the executor back after each batch, so that a busy
 * supervisor does not keep the others waiting.
 */
final class Lane {

	private static final Logger logger = LoggerFactory.getLogger(Lane.class);

	private static final int BATCH = 32;

	private static final ThreadLocal<@Nullable Lane> CURRENT = new ThreadLocal<>();

	private final Executor executor;

	private final ArrayDeque<Runnable> steps = new ArrayDeque<>();

	private boolean scheduled;

	Lane(Executor executor) {
		this.executor = executor;
	}

	/** Whether the current thread runs a step of any lane. */
	static boolean isCurrent() {
		return CURRENT.get() != null;
	}

	/** Runs a step later; once the executor has been shut down, in the calling thread. */
	void execute(Runnable step) {
		synchronized (this.steps) {
			this.steps.add(step);
			if (this.scheduled) {
				return;
			}
			this.scheduled = true;
		}
		handOn();
	}

	private void handOn() {
		try {
			this.executor.execute(this::run);
		}
		catch (RejectedExecutionException ex) {
			// what comes after the end is still to be answered, and there is nobody else
			// to do it
			run();
		}
	}

	private void run() {
		if (runBatch()) {
			handOn();
		}
	}

	/** Returns whether there may be more. */
	private boolean runBatch() {
		Lane around = CURRENT.get();
		CURRENT.set(this);
		try {
			for (int i = 0; i < BATCH; i++) {
				Runnable step = next();
				if (step == null) {
					return false;
				}
				runStep(step);
			}
			return true;
		}
		finally {
			CURRENT.set(around);
		}
	}

	private @Nullable Runnable next() {
		synchronized (this.steps) {
			Runnable step = this.steps.poll();
			if (step == null) {
				this.scheduled = false;
			}
			return step;
		}
	}

	private static void runStep(Runnable step) {
		try {
			step.run();
		}
		catch (RuntimeException | Error ex) {
			logger.error("A step of a supervisor failed", ex);
		}
	}

}
