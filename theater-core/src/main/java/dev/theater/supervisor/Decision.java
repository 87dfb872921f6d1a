package dev.theater.supervisor;

import java.time.Duration;

import dev.theater.actor.ExitReason;

/**
 * What a supervisor does about a child that has ended: a pure function of the policy, the
 * child and the time.
 */
sealed interface Decision {

	/** Start it again, after a delay. */
	record Restart(Duration delay, RestartWindow window) implements Decision {
	}

	/** It is down for good. */
	record End() implements Decision {
	}

	/** Leave it to the supervising guest. */
	record Ask() implements Decision {
	}

	/** Too many restarts. */
	record GiveUp(String why) implements Decision {
	}

	/**
	 * What is known about the child that ended.
	 *
	 * @param type when it is to be restarted
	 * @param reason why it ended
	 * @param window restarts that count together with the next
	 * @param consecutive restarts in a row without health in between
	 * @param guestDecides whether the parent decides about failures itself
	 * @param now monotonic nanoseconds
	 * @param random for the jitter of the backoff
	 */
	record Situation(RestartType type, ExitReason reason, RestartWindow window, int consecutive, boolean guestDecides,
			long now, double random) {
	}

	/** Decides. */
	static Decision of(SupervisionPolicy policy, Situation situation) {
		if (!comesBack(situation)) {
			return new End();
		}
		if (situation.reason().failure() && situation.guestDecides()) {
			return new Ask();
		}
		return restart(policy, situation);
	}

	private static boolean comesBack(Situation situation) {
		if (situation.reason() instanceof ExitReason.Normal normal && normal.duringInit()) {
			return false;
		}
		return switch (situation.type()) {
			case PERMANENT -> true;
			case TRANSIENT -> situation.reason().failure();
			case TEMPORARY -> false;
		};
	}

	/** Decides about a restart that is wanted, whoever wants it. */
	static Decision restart(SupervisionPolicy policy, Situation situation) {
		RestartIntensity intensity = policy.intensity();
		if (!situation.window().allows(intensity, situation.now())) {
			return new GiveUp("more than " + intensity.maxRestarts() + " restarts within "
					+ intensity.within().toMillis() + " ms; the last: " + situation.reason().describe());
		}
		if (situation.consecutive() >= policy.maxConsecutive()) {
			return new GiveUp(
					situation.consecutive() + " restarts in a row, as many as max_consecutive allows; the last: "
							+ situation.reason().describe());
		}
		return new Restart(policy.backoff().delay(situation.consecutive(), situation.random()),
				situation.window().with(intensity, situation.now()));
	}

}
