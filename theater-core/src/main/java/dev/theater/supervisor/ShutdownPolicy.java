package dev.theater.supervisor;

import java.time.Duration;

/** How long the running call of an actor that is stopped may still take. */
public sealed interface ShutdownPolicy {

	/** Five seconds. */
	ShutdownPolicy DEFAULT = new Within(Duration.ofSeconds(5));

	/** No time at all. */
	record BrutalKill() implements ShutdownPolicy {
	}

	/** As long as the call's own deadline lets it. */
	record Infinity() implements ShutdownPolicy {
	}

	/**
	 * At most this long.
	 *
	 * @param time zero or more
	 */
	record Within(Duration time) implements ShutdownPolicy {

		public Within {
			if (time.isNegative()) {
				throw new IllegalArgumentException("shutdown time is " + time + "; it must be zero or more");
			}
		}
	}

}
