package dev.theater.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Has a runtime do one thing at a time, in an order that can be repeated. Meant for tests
 * only, which have one in {@code theater-test}: {@code ManualDispatch}.
 *
 * <p>
 * Steps of supervisors, loading, commits and callbacks are handed to it and run on
 * whatever thread it runs them. A turn is handed to it as well, as a step that lets the
 * turn go on a thread for guests and comes back when the turn has ended, waits, or
 * {@linkplain #hangs hangs}.
 */
public interface StepExecutor extends Executor {

	/** Takes a step that is to be run after those that it has taken before. */
	@Override
	void execute(Runnable step);

	/**
	 * Runs steps on the calling thread until a future is done, or until nothing is left
	 * to run.
	 * @return whether the future is done
	 */
	boolean runUntil(CompletableFuture<?> future);

	/**
	 * Whether a guest that runs will not come to rest by itself, so that the steps after
	 * it go on without it.
	 * @param guest its thread
	 * @param since when its turn began or went on, as {@link System#nanoTime()} tells
	 */
	boolean hangs(Thread guest, long since);

}
