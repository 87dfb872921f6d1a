package dev.theater.supervisor;

import java.time.Duration;

/**
 * How long to wait before a restart: {@code initial} before the first, {@code factor}
 * times more before each further one without {@code resetAfter} of health in between,
 * never more than {@code max}, each spread by up to {@code jitter} either way.
 *
 * @param initial first delay; zero means no delay at all
 * @param max longest delay
 * @param factor growth, 1 or more
 * @param jitter share of the delay by which it is spread, from 0 to 1
 * @param resetAfter time of health after which the delay is {@code initial} again
 */
public record Backoff(Duration initial, Duration max, double factor, double jitter, Duration resetAfter) {

	/** No delay. */
	public static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ofSeconds(10), 2.0, 0.2,
			Duration.ofSeconds(10));

	public Backoff {
		if (initial.isNegative() || max.compareTo(initial) < 0) {
			throw new IllegalArgumentException("backoff goes from " + initial + " to " + max
					+ "; initial must be zero or more and max at least initial");
		}
		if (!(factor >= 1.0) || Double.isInfinite(factor)) {
			throw new IllegalArgumentException("backoff factor is " + factor + "; it must be 1 or more");
		}
		if (!(jitter >= 0.0 && jitter <= 1.0)) {
			throw new IllegalArgumentException("backoff jitter is " + jitter + "; it must be from 0 to 1");
		}
		if (resetAfter.isNegative()) {
			throw new IllegalArgumentException("backoff reset-after is " + resetAfter + "; it must be zero or more");
		}
	}

	/**
	 * The delay before a restart.
	 * @param consecutive restarts since the child was last healthy, this one not included
	 * @param random a number from 0 (inclusive) to 1 (exclusive), for the jitter
	 */
	public Duration delay(int consecutive, double random) {
		if (this.initial.isZero()) {
			return Duration.ZERO;
		}
		double grown = (double) this.initial.toNanos() * Math.pow(this.factor, consecutive);
		double capped = Math.min(grown, (double) this.max.toNanos());
		double spread = capped * (1.0 + this.jitter * (2.0 * random - 1.0));
		return Duration.ofNanos((long) Math.min(spread, (double) this.max.toNanos()));
	}
}
