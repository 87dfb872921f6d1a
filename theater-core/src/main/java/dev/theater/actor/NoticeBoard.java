package dev.theater.actor;

import java.util.LinkedHashMap;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * The notices that wait for a supervising guest, at most one per child, in the order of
 * the exits. The parent's lane puts and withdraws, the parent's turn takes.
 */
public final class NoticeBoard {

	private final LinkedHashMap<ActorId, Notice> notices = new LinkedHashMap<>();

	private final Consumer<Notice> onHandled;

	private final Consumer<Notice> onUnhandled;

	private volatile boolean waiting;

	/**
	 * @param onHandled told after a notice's handler has returned
	 * @param onUnhandled told if what it returned could not be stored
	 */
	public NoticeBoard(Consumer<Notice> onHandled, Consumer<Notice> onUnhandled) {
		this.onHandled = onHandled;
		this.onUnhandled = onUnhandled;
	}

	public synchronized void put(Notice notice) {
		this.notices.remove(notice.child());
		this.notices.put(notice.child(), notice);
		this.waiting = true;
	}

	/** Takes back what has not been told yet. */
	public synchronized boolean withdraw(ActorId child) {
		boolean withdrawn = this.notices.remove(child) != null;
		this.waiting = !this.notices.isEmpty();
		return withdrawn;
	}

	public synchronized void clear() {
		this.notices.clear();
		this.waiting = false;
	}

	boolean isWaiting() {
		return this.waiting;
	}

	synchronized @Nullable Notice poll() {
		if (this.notices.isEmpty()) {
			return null;
		}
		Notice first = this.notices.sequencedValues().getFirst();
		withdraw(first.child());
		return first;
	}

	/**
	 * Takes a notice again whose handling could not be stored, unless there is a newer
	 * one of the child: it goes before those that came after it.
	 */
	public synchronized void putBack(Notice notice) {
		if (this.notices.containsKey(notice.child())) {
			return;
		}
		this.notices.putFirst(notice.child(), notice);
		this.waiting = true;
	}

	void unhandled(Notice notice) {
		this.onUnhandled.accept(notice);
	}

	void handled(Notice notice) {
		this.onHandled.accept(notice);
	}

}
