package dev.theater.supervisor;

import java.time.Duration;
import java.util.List;

/**
 * The restarts of the recent past; immutable. An entry counts as long as it is not older
 * than the window (OTP {@code supervisor}, {@code add_restart}).
 *
 * @param restarts times of the restarts, as monotonic nanoseconds, oldest first
 */
record RestartWindow(List<Long> restarts) {

	static final RestartWindow EMPTY = new RestartWindow(List.of());

	RestartWindow {
		restarts = Times.of(restarts);
	}

	/** Whether one more restart is within the intensity. */
	boolean allows(RestartIntensity intensity, long now) {
		return this.restarts.size() - old(intensity.within(), now) < intensity.maxRestarts();
	}

	/** This window with one more restart. */
	RestartWindow with(RestartIntensity intensity, long now) {
		return new RestartWindow(Times.of(this.restarts).without(old(intensity.within(), now)).with(now));
	}

	/** How many are older than the window. */
	private int old(Duration within, long now) {
		long nanos = within.toNanos();
		int old = 0;
		while (old < this.restarts.size() && now - this.restarts.get(old) > nanos) {
			old++;
		}
		return old;
	}
}
