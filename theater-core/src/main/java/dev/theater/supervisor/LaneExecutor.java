package dev.theater.supervisor;

import java.util.concurrent.Executor;

/** Runs the lanes of supervisors. */
@FunctionalInterface
public interface LaneExecutor extends Executor {

	/**
	 * Has the calling thread do something and then, for a moment, the steps that come of
	 * it: who is going to wait for them, or has nothing else to do, need not wake another
	 * thread.
	 */
	default void lend(Runnable action) {
		action.run();
	}

}
