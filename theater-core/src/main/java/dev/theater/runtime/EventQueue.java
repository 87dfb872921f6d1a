package dev.theater.runtime;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.theater.actor.Counters;
import dev.theater.actor.StepExecutor;
import dev.theater.supervisor.SupervisorEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of events, in order, from one thread. The queue is bounded; what it
 * drops because a listener does not come along is counted.
 */
final class EventQueue implements Consumer<SupervisorEvent>, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EventQueue.class);

	private static final int CAPACITY = 10_000;

	private final List<TheaterListener> listeners;

	private final ExecutorService executor;

	/**
	 * @param steps tells the listeners, in tests; null for a thread of its own
	 */
	EventQueue(List<TheaterListener> listeners, Counters counters, @Nullable StepExecutor steps) {
		this.listeners = List.copyOf(listeners);
		this.executor = (steps != null) ? new SteppedService(steps) : thread(counters);
	}

	private static ExecutorService thread(Counters counters) {
		return new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(CAPACITY),
				Thread.ofPlatform().name("theater-listeners").daemon(true).factory(),
				(event, queue) -> counters.increment("theater.listener.events.dropped"));
	}

	@Override
	public void accept(SupervisorEvent event) {
		if (!this.listeners.isEmpty()) {
			this.executor.execute(() -> tell(event));
		}
	}

	private void tell(SupervisorEvent event) {
		for (TheaterListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException | Error ex) {
				logger.warn("Listener {} failed on {}", listener.getClass().getName(), event, ex);
			}
		}
	}

	/** Tells what is queued and ends. */
	@Override
	public void close() {
		this.executor.shutdown();
		try {
			if (!this.executor.awaitTermination(1, TimeUnit.SECONDS)) {
				this.executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			this.executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
