package dev.theater.actor;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** The threads of a dispatcher, up to a fixed number. Guarded by its lock. */
final class GuestThreads {

	private final GuestDispatcher dispatcher;

	private final int most;

	private final long stackSize;

	private final List<GuestThread> threads = new ArrayList<>();

	private int created;

	GuestThreads(GuestDispatcher dispatcher, int most, long stackSize) {
		this.dispatcher = dispatcher;
		this.most = most;
		this.stackSize = stackSize;
	}

	int most() {
		return this.most;
	}

	int count() {
		return this.threads.size();
	}

	/** A new one that has not been started; null if there are as many as there may be. */
	@Nullable GuestThread create() {
		if (this.threads.size() >= this.most) {
			return null;
		}
		this.created++;
		GuestThread fresh = new GuestThread(this.dispatcher, this.dispatcher.lock.newCondition(),
				"theater-guest-" + this.created, this.stackSize);
		this.threads.add(fresh);
		return fresh;
	}

	/** One of them ends, or is given up. */
	void remove(GuestThread thread) {
		this.threads.remove(thread);
	}

	/** Those there are now. */
	List<GuestThread> all() {
		return List.copyOf(this.threads);
	}

}
