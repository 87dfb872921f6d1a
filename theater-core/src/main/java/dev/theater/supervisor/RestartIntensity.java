package dev.theater.supervisor;

import java.time.Duration;

/**
 * How many restarts a supervisor allows in a sliding window; the next one means giving
 * up. An entry aged exactly {@code within} still counts (OTP {@code supervisor}, maximum
 * restart intensity).
 *
 * @param maxRestarts restarts allowed in the window, 0 or more
 * @param within length of the window, more than zero
 */
public record RestartIntensity(int maxRestarts, Duration within) {

	/** Three restarts in five seconds. */
	public static final RestartIntensity DEFAULT = new RestartIntensity(3, Duration.ofSeconds(5));

	public RestartIntensity {
		if (maxRestarts < 0) {
			throw new IllegalArgumentException("max restarts is " + maxRestarts + "; it must be 0 or more");
		}
		if (!within.isPositive()) {
			throw new IllegalArgumentException("restart window is " + within + "; it must be longer than zero");
		}
	}
}
