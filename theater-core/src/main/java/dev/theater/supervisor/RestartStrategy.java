package dev.theater.supervisor;

import java.util.Locale;

/**
 * Which children are restarted when one fails (OTP {@code supervisor}, restart strategy).
 */
public enum RestartStrategy {

	/** Only the child that failed. */
	ONE_FOR_ONE,
	/** All children. */
	ONE_FOR_ALL,
	/** The child that failed and those started after it. */
	REST_FOR_ONE;

	/** This strategy as manifests, properties and metrics spell it. */
	public String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
