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
 * Behind both stand actors whose turns have used much time: of theirs as many go on at a
 * time as there are places, and half as many where others have had a turn of late. So
 * however many compute without end, some processor is left to the others. Actors that
 * have overrun a deadline stand behind all, a few of their turns go on at a time, and
 * after a long one comes a pause that is longer. Now and then one of either comes first,
 * so that each is heard. A turn that waits in a host call does not count.
 */
final class ReadyTurns {

	/** Of so many turns one may be of a line behind others, where others wait. */
	private static final int ONE_OF = 32;

	/** A pause is so many times as long as the turn before it. */
	private static final int PAUSE = 4;

	/** After so long without a turn of others, nobody needs what they leave. */
	private static final long QUIET_NANOS = Duration.ofMillis(500).toNanos();

	private static final long LONGEST_PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

	private final ArrayDeque<Runnable> calls = new ArrayDeque<>();

	private final ArrayDeque<Runnable> starts = new ArrayDeque<>();

	private final ArrayDeque<Runnable> heavy = new ArrayDeque<>();

	private final ArrayDeque<Runnable> late = new ArrayDeque<>();

	private final boolean apart;

	private final int places;

	private final int mostLate;

	/** A turn of an actor that has overrun is long if it takes longer. */
	private final long sliceNanos;

	private final RuntimeClock clock;

	private int heavyUnderWay;

	private int lateUnderWay;

	private boolean startIsNext;

	private int sinceHeavy;

	/** When a turn of neither kind began. */
	private long lastOther;

	private int sinceLate;

	private boolean pauses;

	private long pauseEnds;

	/** The line a turn waits in. */
	enum Line {

		/** A call of an instance that has started. */
		CALLS,
		/** The first turn of an instance. */
		STARTS,
		/** A turn of an actor whose turns have used much time. */
		HEAVY,
		/** A turn of an actor that has overrun. */
		LATE

	}

	/**
	 * @param apart whether there are several lines; otherwise all go in the order they
	 * came
	 * @param places how many turns run at a time
	 * @param mostLate how many turns of actors that have overrun go on at a time
	 * @param sliceNanos how long one of them goes on without a pause behind it
	 */
	ReadyTurns(boolean apart, int places, int mostLate, long sliceNanos, RuntimeClock clock) {
		this.apart = apart;
		this.places = places;
		this.lastOther = clock.nanoTime() - QUIET_NANOS;
		this.mostLate = mostLate;
		this.sliceNanos = sliceNanos;
		this.clock = clock;
	}

	void add(Runnable turn, Line line) {
		switch (this.apart ? line : Line.CALLS) {
			case CALLS -> this.calls.add(turn);
			case STARTS -> this.starts.add(turn);
			case HEAVY -> this.heavy.add(turn);
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
		return this.calls.size() + this.starts.size() + this.heavy.size() + this.late.size();
	}

	/** Whether there is one that may begin. */
	boolean hasNext() {
		return !this.calls.isEmpty() || !this.starts.isEmpty() || mayBeHeavy() || mayBeLate();
	}

	private boolean mayBeHeavy() {
		if (this.heavy.isEmpty() || this.heavyUnderWay >= this.places) {
			return false;
		}
		return this.heavyUnderWay < Math.max(1, this.places / 2)
				|| this.clock.nanoTime() - this.lastOther > QUIET_NANOS;
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
		if (mayBeLate() && ((!othersWait && !mayBeHeavy()) || ++this.sinceLate >= ONE_OF)) {
			this.sinceLate = 0;
			begins(thread, Line.LATE);
			return this.late.remove();
		}
		if (mayBeHeavy() && (!othersWait || ++this.sinceHeavy >= ONE_OF)) {
			this.sinceHeavy = 0;
			begins(thread, Line.HEAVY);
			return this.heavy.remove();
		}
		this.lastOther = this.clock.nanoTime();
		boolean start = !this.starts.isEmpty() && (this.startIsNext || this.calls.isEmpty());
		this.startIsNext = !start;
		return (start ? this.starts : this.calls).remove();
	}

	private void begins(GuestThread thread, Line line) {
		thread.line = line;
		goesOn(thread);
	}

	/** The turn that a thread took has come back from a wait. */
	void goesOn(GuestThread thread) {
		if (!thread.counted && thread.line != Line.CALLS) {
			count(thread, 1);
			thread.countedSince = this.clock.nanoTime();
		}
	}

	/** The turn that a thread took is going to wait. */
	void waits(GuestThread thread) {
		if (thread.counted) {
			count(thread, -1);
			pauseAfter(thread);
		}
	}

	private void count(GuestThread thread, int one) {
		thread.counted = one > 0;
		if (thread.line == Line.LATE) {
			this.lateUnderWay += one;
		}
		else {
			this.heavyUnderWay += one;
		}
	}

	private void pauseAfter(GuestThread thread) {
		long now = this.clock.nanoTime();
		long took = now - thread.countedSince;
		if (thread.line == Line.LATE && took > this.sliceNanos) {
			this.pauses = true;
			this.pauseEnds = now + Math.min(PAUSE * took, LONGEST_PAUSE_NANOS);
		}
	}

	/** The turn that a thread took is over, or given up. */
	void over(GuestThread thread) {
		waits(thread);
		thread.line = Line.CALLS;
	}

	void clear() {
		this.calls.clear();
		this.starts.clear();
		this.heavy.clear();
		this.late.clear();
	}

}
