package dev.theater.spring.page;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

import dev.theater.runtime.TheaterListener;
import dev.theater.supervisor.SupervisorEvent;

/**
 * The latest life-cycle events, whether or not anybody watches, and the place where those
 * who watch wait for the next one.
 */
final class PageEvents implements TheaterListener {

	/** Events kept. */
	static final int KEPT = 200;

	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled for each event, and for whatever else ends somebody's waiting. */
	private final Condition news = this.lock.newCondition();

	/** Signalled for the latter alone: in a storm of events nobody wakes for each. */
	private final Condition end = this.lock.newCondition();

	private final Deque<PageEvent> events = new ArrayDeque<>(KEPT);

	private volatile long told;

	private volatile Runnable onEvent = () -> {
	};

	/** Has this called after each event, on the listeners' thread. */
	void onEvent(Runnable action) {
		this.onEvent = action;
	}

	@Override
	public void onEvent(SupervisorEvent event) {
		this.lock.lock();
		try {
			long number = this.told + 1;
			if (this.events.size() == KEPT) {
				this.events.removeFirst();
			}
			this.events.addLast(PageEvent.of(number, event));
			this.told = number;
			this.news.signalAll();
		}
		finally {
			this.lock.unlock();
		}
		this.onEvent.run();
	}

	/** The number of the latest event; 0 before the first. */
	long told() {
		return this.told;
	}

	/**
	 * The events that are kept with these numbers, oldest first.
	 * @param after the number before the first
	 * @param last the last number
	 */
	List<PageEvent> between(long after, long last) {
		this.lock.lock();
		try {
			return this.events.stream().filter((event) -> event.number() > after && event.number() <= last).toList();
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Waits until a condition holds, which is looked at after each event and each
	 * {@link #wake}.
	 * @param nanos at most this long
	 */
	void await(BooleanSupplier condition, long nanos) throws InterruptedException {
		await(this.news, condition, nanos);
	}

	/**
	 * Waits until a condition holds, which is looked at after each {@link #wake}.
	 * @param nanos at most this long
	 */
	void pause(BooleanSupplier condition, long nanos) throws InterruptedException {
		await(this.end, condition, nanos);
	}

	private void await(Condition signal, BooleanSupplier condition, long nanos) throws InterruptedException {
		this.lock.lock();
		try {
			long left = nanos;
			while (left > 0 && !condition.getAsBoolean()) {
				left = signal.awaitNanos(left);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Has everybody who waits look whether it is still to. */
	void wake() {
		this.lock.lock();
		try {
			this.news.signalAll();
			this.end.signalAll();
		}
		finally {
			this.lock.unlock();
		}
	}

}
