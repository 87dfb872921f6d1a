package dev.theater.actor;

import java.time.Duration;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * What ends a wait of a call from outside, before its result is there: that it closes a
 * circle, or that others need its thread. After the latter the call may not wait again.
 */
final class EarlyWaitEnd {

	private final Consumer<Duration> onEndForOthers;

	private Duration guestTime = Duration.ZERO;

	private volatile @Nullable RuntimeException refusal;

	private volatile boolean forOthers;

	/** Whether a wait of the present call was ended for others. */
	private volatile boolean noMore;

	/**
	 * @param onEndForOthers is told, on the call's thread, how long the call may run when
	 * a wait of its was ended for others
	 */
	EarlyWaitEnd(Consumer<Duration> onEndForOthers) {
		this.onEndForOthers = onEndForOthers;
	}

	void callBegins(Duration guestTime) {
		this.guestTime = guestTime;
		this.refusal = null;
		this.forOthers = false;
		this.noMore = false;
	}

	/**
	 * Leaves the place of the calling thread, which is going to wait.
	 * @throws HostWaitException if it may not
	 */
	void leavePlace(GuestThread thread, CallGuard guard) {
		GuestDispatcher dispatcher = thread.dispatcher();
		if (this.noMore) {
			throw new HostWaitException(
					"the call may not wait again: a wait of its was ended, " + threadsUsedUp(dispatcher));
		}
		// a refusal may have come for this wait already, and this cannot
		this.forOthers = false;
		if (!dispatcher.leavePlace(thread, guard)) {
			throw new HostWaitException(
					"no thread is left to wait on: theater.dispatcher.max-threads is " + dispatcher.maxThreads());
		}
	}

	private static String threadsUsedUp(GuestDispatcher dispatcher) {
		return "since actors that wait use up the runtime's threads: theater.dispatcher.max-threads is "
				+ dispatcher.maxThreads();
	}

	/** Whether the present call may wait no more. */
	boolean noMoreWaits() {
		return this.noMore;
	}

	/** Ends the present wait with an error; any thread. */
	void refuse(RuntimeException reason) {
		this.refusal = reason;
	}

	/** Forgets a refusal that came too late for the wait that it was meant for. */
	void clearRefusal() {
		this.refusal = null;
	}

	/** Ends the present wait since others need its thread; any thread. */
	void endForOthers() {
		this.forOthers = true;
	}

	/** Whether the present wait is to end. */
	boolean hasCome() {
		return this.refusal != null || this.forOthers;
	}

	/**
	 * The error of a wait for which no time is left.
	 * @param killed whether the call was killed
	 */
	static HostWaitException noTimeLeft(boolean killed) {
		return new HostWaitException(killed ? "the actor is being stopped"
				: "the call has waited longer than theater.limits.host-call-timeout");
	}

	/**
	 * The error of a wait that has ended without its result, on the call's thread.
	 * @param thread that has waited
	 * @param killed whether the call was killed
	 */
	RuntimeException failure(GuestThread thread, boolean killed) {
		RuntimeException refused = this.refusal;
		if (refused != null) {
			this.refusal = null;
			return refused;
		}
		if (killed || !this.forOthers) {
			return noTimeLeft(killed);
		}
		this.noMore = true;
		this.onEndForOthers.accept(this.guestTime);
		return new HostWaitException("the wait was ended, " + threadsUsedUp(thread.dispatcher()));
	}

}
