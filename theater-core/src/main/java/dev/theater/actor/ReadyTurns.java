package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayDeque;

/**
 * Turns that have not begun, in their order. First turns of instances, which take long,
 * wait in a line of their own, and the two take it in turns where there are both: so a
 * thousand actors that fail and start again all the time keep nobody else's messages
 * waiting, nor do messages keep those from starting.
 *
 * <p>
 * Actors that have overrun a deadline stand behind both, only so many of their turns go
 * on at a time, and after a long one comes a pause that is longer: however many loop, and
 * are sent the next message, most of the machine is left to the others. Now and then one
 * of theirs comes first, so that each is heard.
 */
final class ReadyTurns {

	/** Of so many turns one may be of an actor that has overrun, where others wait. */
	private static final int ONE_LATE_OF = 32;

	/** A pause is so many times as long as the turn before it. */
	private static final int PAUSE = 4;

	private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

	private final ArrayDeque<Runnable> calls = new ArrayDeque<>();

	private final ArrayDeque<Runnable> starts = new ArrayDeque<>();

	private final ArrayDeque<Runnable> late = new ArrayDeque<>();

	private final boolean apart;

	private final int mostLate;

	/** A turn of an actor that has overrun is long if it takes longer. */
	private final long sliceNanos;

	private final RuntimeClock clock;

	private int lateUnderWay;

	private boolean startIsNext;

	private int sinceLate;

	private boolean pauses;

	private long pauseEnds;

	/** The line a turn waits in. */
	enum Line {

		/** A call of an instance that has started. */
		CALLS,
		/** The first turn of an instance. */
		STARTS,
		/** A turn of an actor that has overrun. */
		LATE

	}

	/**
	 * @param apart whether there are several lines; otherwise all go in the order they
	 * came
	 * @param mostLate how many turns of actors that have overrun go on at a time
	 * @param sliceNanos how long one of them goes on without a pause behind it
	 */
	ReadyTurns(boolean apart, int mostLate, long sliceNanos, RuntimeClock clock) {
		this.apart = apart;
		this.mostLate = mostLate;
		this.sliceNanos = sliceNanos;
		this.clock = clock;
	}

	void add(Runnable turn, Line line) {
		switch (this.apart ? line : Line.CALLS) {
			case CALLS -> this.calls.add(turn);
			case STARTS -> this.starts.add(turn);
			case LATE -> this.late.add(turn);
		}
	}

	/** Takes a turn back that could not begin: it is the next. */
	void putBack(Runnable turn) {
		this.calls.addFirst(turn);
		this.startIsNext = false;
	}

	boolean isEmpty() {
		return size() == 0;
	}

	int size() {
		return this.calls.size() + this.starts.size() + this.late.size();
	}

	/** Whether there is one that may begin. */
	boolean hasNext() {
		return !this.calls.isEmpty() || !this.starts.isEmpty() || mayBeLate();
	}

	private boolean mayBeLate() {
		if (this.late.isEmpty() || this.lateUnderWay >= this.mostLate) {
			return false;
		}
		this.pauses = this.pauses && this.clock.nanoTime() - this.pauseEnds < 0;
		return !this.pauses;
	}

	/** Takes the next, for a thread to run; there is one. */
	Runnable remove(GuestThread thread) {
		boolean othersWait = !this.calls.isEmpty() || !this.starts.isEmpty();
		if (mayBeLate() && (!othersWait || ++this.sinceLate >= ONE_LATE_OF)) {
			this.sinceLate = 0;
			this.lateUnderWay++;
			thread.runsLate = true;
			thread.lateSince = this.clock.nanoTime();
			return this.late.remove();
		}
		boolean start = !this.starts.isEmpty() && (this.startIsNext || this.calls.isEmpty());
		this.startIsNext = !start;
		return (start ? this.starts : this.calls).remove();
	}

	/** The turn that a thread took is over, or given up. */
	void over(GuestThread thread) {
		if (thread.runsLate) {
			thread.runsLate = false;
			this.lateUnderWay--;
			long now = this.clock.nanoTime();
			long took = now - thread.lateSince;
			if (took > this.sliceNanos) {
				this.pauses = true;
				this.pauseEnds = now + Math.min(PAUSE * took, LONGEST_PAUSE_NANOS);
			}
		}
	}

	void clear() {
		this.calls.clear();
		this.starts.clear();
		this.late.clear();
	}

}
