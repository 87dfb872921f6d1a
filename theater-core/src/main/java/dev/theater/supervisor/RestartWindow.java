package dev.theater.supervisor;

import java.time.Duration;
import java.util.ArrayList;
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
		restarts = List.copyOf(restarts);
	}

	/** Whether one more restart is within the intensity. */
	boolean allows(RestartIntensity intensity, long now) {
		return recent(intensity.within(), now).size() < intensity.maxRestarts();
	}

	/** This window with one more restart. */
	RestartWindow with(RestartIntensity intensity, long now) {
		List<Long> recent = new ArrayList<>(recent(intensity.within(), now));
		recent.add(now);
		return new RestartWindow(recent);
	}

	private List<Long> recent(Duration within, long now) {
		long nanos = within.toNanos();
		return this.restarts.stream().filter((at) -> now - at <= nanos).toList();
	}
}
