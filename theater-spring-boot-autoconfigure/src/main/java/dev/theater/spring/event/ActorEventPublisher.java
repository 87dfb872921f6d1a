package dev.theater.spring.event;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import dev.theater.runtime.TheaterListener;
import dev.theater.supervisor.SupervisorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what the runtime tells as application events, in order, from one thread of
 * its own, so that a slow listener holds up neither the runtime nor the application's
 * futures. What does not fit the queue is dropped and counted: the newest, so that what
 * is told stays in order.
 */
public final class ActorEventPublisher implements TheaterListener, AutoCloseable {

	/** Events waiting at most. */
	public static final int CAPACITY = 10_000;

	private static final Logger logger = LoggerFactory.getLogger(ActorEventPublisher.class);

	private final ApplicationEventPublisher publisher;

	private final int capacity;

	private final ReentrantLock lock = new ReentrantLock();

	/** Signalled for a new event, an empty queue and the end. */
	private final Condition changed = this.lock.newCondition();

	private final Deque<ActorLifecycleEvent> queue = new ArrayDeque<>();

	private @Nullable Thread thread;

	private boolean publishing;

	private boolean closed;

	private long dropped;

	private boolean dropping;

	/** Publishes through this one, which is usually the application context. */
	public ActorEventPublisher(ApplicationEventPublisher publisher) {
		this(publisher, CAPACITY);
	}

	ActorEventPublisher(ApplicationEventPublisher publisher, int capacity) {
		this.publisher = publisher;
		this.capacity = capacity;
	}

	/** Takes an event; never waits for listeners. */
	@Override
	public void onEvent(SupervisorEvent event) {
		this.lock.lock();
		try {
			if (this.closed || this.queue.size() >= this.capacity) {
				drop(event);
				return;
			}
			this.dropping = false;
			this.queue.add(ActorLifecycleEvent.of(event));
			this.changed.signalAll();
			if (this.thread == null) {
				this.thread = Thread.ofPlatform().daemon().name("theater-events").start(this::publishAll);
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Events that were dropped because the queue was full, or came after the end. */
	public long dropped() {
		this.lock.lock();
		try {
			return this.dropped;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Logged once for each time that the queue runs full, not for each event. */
	private void drop(SupervisorEvent event) {
		this.dropped++;
		if (!this.dropping && !this.closed) {
			this.dropping = true;
			logger.warn(
					"Listeners to actors' events are too slow: {} events wait, so {} of {} and those that follow "
							+ "are dropped until there is room",
					this.capacity, event.getClass().getSimpleName(), event.subject().path());
		}
	}

	private void publishAll() {
		for (ActorLifecycleEvent event = next(); event != null; event = next()) {
			try {
				this.publisher.publishEvent(event);
			}
			catch (RuntimeException | LinkageError | AssertionError | StackOverflowError ex) {
				logger.warn("A listener to {} of {} failed", event.getClass().getSimpleName(), event.path(), ex);
			}
		}
	}

	private @Nullable ActorLifecycleEvent next() {
		this.lock.lock();
		try {
			this.publishing = false;
			this.changed.signalAll();
			while (this.queue.isEmpty() && !this.closed) {
				this.changed.awaitUninterruptibly();
			}
			ActorLifecycleEvent event = this.queue.poll();
			this.publishing = event != null;
			return event;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Takes no more events and waits until those taken are published.
	 * @param timeout at most this long; what is left then is dropped
	 */
	public void close(Duration timeout) {
		this.lock.lock();
		try {
			this.closed = true;
			this.changed.signalAll();
			long left = timeout.toNanos();
			while ((this.publishing || !this.queue.isEmpty()) && left > 0) {
				left = this.changed.awaitNanos(left);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.dropped += this.queue.size();
			this.queue.clear();
			this.lock.unlock();
		}
	}

	/** Drops what is not published after a second. */
	@Override
	public void close() {
		close(Duration.ofSeconds(1));
	}

}
