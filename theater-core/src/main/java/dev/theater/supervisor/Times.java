package dev.theater.supervisor;

import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Points in time, oldest first; immutable. What is made from another by leaving out the
 * oldest or adding one shares its array, so that a window of very many restarts is not
 * copied at each of them.
 */
final class Times extends AbstractList<Long> implements RandomAccess {

	private final Tape tape;

	private final int from;

	private final int to;

	private Times(Tape tape, int from, int to) {
		this.tape = tape;
		this.from = from;
		this.to = to;
	}

	/** An array that is only ever written behind what anybody looks at. */
	private static final class Tape {

		private final long[] times;

		private int written;

		Tape(int length) {
			this.times = new long[length];
		}

		/**
		 * Writes at a place unless that, or the end of the array, has been reached
		 * before.
		 */
		synchronized boolean write(int at, long time) {
			if (at != this.written || at == this.times.length) {
				return false;
			}
			this.times[this.written++] = time;
			return true;
		}

	}

	static Times of(List<Long> times) {
		if (times instanceof Times known) {
			return known;
		}
		Tape tape = new Tape(times.size());
		times.forEach((time) -> tape.write(tape.written, time));
		return new Times(tape, 0, times.size());
	}

	/** These without the oldest so many. */
	Times without(int oldest) {
		return new Times(this.tape, this.from + Objects.checkIndex(oldest, size() + 1), this.to);
	}

	/** These and a newer one. */
	Times with(long newer) {
		if (this.tape.write(this.to, newer)) {
			return new Times(this.tape, this.from, this.to + 1);
		}
		Tape longer = new Tape(2 * size() + 4);
		System.arraycopy(this.tape.times, this.from, longer.times, 0, size());
		longer.written = size();
		longer.write(size(), newer);
		return new Times(longer, 0, size() + 1);
	}

	@Override
	public Long get(int index) {
		return this.tape.times[this.from + Objects.checkIndex(index, size())];
	}

	@Override
	public int size() {
		return this.to - this.from;
	}

}
