package dev.theater.model;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Waits for as long as anything moves. Time is counted in looks and not by a clock, so
 * that a machine which stands still for a minute costs one look, and only what hangs by
 * itself uses patience up.
 */
final class Patience {

	private static final long LOOK_MILLIS = 20;

	private final LongSupplier progress;

	private final int looks;

	/**
	 * @param progress a number that changes when anything moves
	 * @param seconds how long nothing may have moved; on a machine that never stalls
	 */
	Patience(LongSupplier progress, int seconds) {
		this.progress = progress;
		this.looks = (int) (seconds * 1_000 / LOOK_MILLIS);
	}

	/** Returns whether something comes to be before nothing moves any more. */
	boolean await(Callable<Boolean> condition) throws Exception {
		long before = this.progress.getAsLong();
		for (int look = 0; look < this.looks; look++) {
			if (condition.call()) {
				return true;
			}
			TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
			long now = this.progress.getAsLong();
			look = (now == before) ? look : -1;
			before = now;
		}
		return condition.call();
	}

}
