package dev.theater.actor;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Threads whose turn waits in a host call, in the order in which they began to. Each
 * keeps its thread, and there are only so many: where none is left for others, the wait
 * that has lasted longest ends. Guarded by the dispatcher's lock.
 */
final class HostWaits {

	private static final Logger logger = LoggerFactory.getLogger(HostWaits.class);

	private static final long TELL_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

	private final Map<GuestThread, CallGuard> waits = new LinkedHashMap<>();

	private final RuntimeClock clock;

	private long ended;

	private long toldAt;

	HostWaits(RuntimeClock clock) {
		this.clock = clock;
	}

	/** A thread without a place is going to wait. */
	void begin(GuestThread thread, CallGuard guard) {
		this.waits.put(thread, guard);
	}

	/** It waits no longer, or was given up. */
	void end(GuestThread thread) {
		this.waits.remove(thread);
	}

	/**
	 * Ends the wait that has lasted longest. Its thread still has no place, and needs one
	 * to come back.
	 * @return the thread; null if none waits for anything that may be ended
	 */
	@Nullable GuestThread endLongest(int maxThreads) {
		var waiting = this.waits.entrySet().iterator();
		if (!waiting.hasNext()) {
			return null;
		}
		Map.Entry<GuestThread, CallGuard> longest = waiting.next();
		GuestThread thread = longest.getKey();
		CallGuard guard = longest.getValue();
		waiting.remove();
		// its next call belongs behind those of others
		thread.yield = true;
		guard.endWaitForOthers();
		tell(maxThreads);
		return thread;
	}

	private void tell(int maxThreads) {
		long now = this.clock.nanoTime();
		if (this.ended++ == 0 || now - this.toldAt > TELL_EVERY_NANOS) {
			this.toldAt = now;
			logger.warn(
					"Actors that wait use up the threads: theater.dispatcher.max-threads is {}. Those that wait "
							+ "longest have their waits ended so that others can run; {} so far",
					maxThreads, this.ended);
		}
	}

}
