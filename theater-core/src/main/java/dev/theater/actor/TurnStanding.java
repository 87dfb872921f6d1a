package dev.theater.actor;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Where the turns of an actor wait, by what its earlier ones have taken; kept across
 * restarts.
 */
final class TurnStanding {

	private static final int LATE_TIMES = 10;

	private static final int HEAVY_TIMES = 100;

	private final RuntimeClock clock;

	/** Until when they stand behind those of others, as nanoTime; null if not. */
	private volatile @Nullable Long lateUntil;

	/** Until when few of them go on at a time, as nanoTime; null if not. */
	private volatile @Nullable Long heavyUntil;

	TurnStanding(RuntimeClock clock) {
		this.clock = clock;
	}

	/**
	 * A call has overrun its deadline: for ten times as long, whatever comes in between,
	 * turns of this actor stand behind those of actors that have not.
	 * @param deadline of the call
	 */
	void overran(Duration deadline) {
		this.lateUntil = this.clock.nanoTime() + LATE_TIMES * deadline.toNanos();
	}

	/**
	 * A turn went on after its slice: the next share what the machine has with others of
	 * that kind, for a hundred times as long.
	 * @param nanos of a processor's time
	 */
	void usedMuch(long nanos) {
		this.heavyUntil = this.clock.nanoTime() + HEAVY_TIMES * nanos;
	}

	/** Which line they wait in, once the instance has started. */
	ReadyTurns.Line line() {
		if (isAhead(this.lateUntil)) {
			return ReadyTurns.Line.LATE;
		}
		return isAhead(this.heavyUntil) ? ReadyTurns.Line.HEAVY : ReadyTurns.Line.CALLS;
	}

	private boolean isAhead(@Nullable Long time) {
		return time != null && this.clock.nanoTime() - time < 0;
	}

}
