package dev.theater.supervisor;

/**
 * How a supervisor treats children that end; immutable.
 *
 * @param strategy which children are restarted
 * @param intensity how many restarts in which time
 * @param backoff delays before restarts
 * @param maxConsecutive restarts of one child in a row, without
 * {@code backoff.resetAfter} of health in between, after which the supervisor gives up
 * even if the window never fills
 */
public record SupervisionPolicy(RestartStrategy strategy, RestartIntensity intensity, Backoff backoff,
		int maxConsecutive) {

	/** One-for-one, three restarts in five seconds, no backoff. */
	public static final SupervisionPolicy DEFAULT = new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE,
			RestartIntensity.DEFAULT, Backoff.NONE, 10);

	public SupervisionPolicy {
		if (maxConsecutive < 1) {
			throw new IllegalArgumentException("max consecutive is " + maxConsecutive + "; it must be 1 or more");
		}
	}
}
