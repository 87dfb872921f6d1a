package dev.theater.actor;

import java.util.ArrayDeque;

/**
 * Turns that have not begun, in their order. First turns of instances, which take long,
 * wait in a line of their own, and the two take it in turns where there are both: so a
 * thousand actors that fail and start again all the time keep nobody else's messages
 * waiting, nor do messages keep those from starting.
 */
final class ReadyTurns {

	private final ArrayDeque<Runnable> calls = new ArrayDeque<>();

	private final ArrayDeque<Runnable> starts = new ArrayDeque<>();

	private final boolean apart;

	private boolean startIsNext;

	/**
	 * @param apart whether there are two lines; otherwise all go in the order they came
	 */
	ReadyTurns(boolean apart) {
		this.apart = apart;
	}

	void add(Runnable turn, boolean start) {
		((start && this.apart) ? this.starts : this.calls).add(turn);
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
		return this.calls.size() + this.starts.size();
	}

	/** Takes the next; there is one. */
	Runnable remove() {
		boolean start = !this.starts.isEmpty() && (this.startIsNext || this.calls.isEmpty());
		this.startIsNext = !start;
		return (start ? this.starts : this.calls).remove();
	}

	void clear() {
		this.calls.clear();
		this.starts.clear();
	}

}
