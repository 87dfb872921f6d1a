package dev.theater.hostile;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;

import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.GuestDispatcher;
import dev.theater.runtime.TheaterRuntime;

/** What a runtime holds on to inside, where nobody can see it from outside. */
final class Inside {

	private final ActorEnvironment environment;

	private final Map<?, ?> index;

	private final Map<?, ?> waits;

	Inside(TheaterRuntime runtime) {
		Object parts = field(runtime, "parts");
		this.environment = (ActorEnvironment) field(field(parts, "messenger"), "environment");
		this.index = (Map<?, ?>) field(parts, "index");
		this.waits = (Map<?, ?>) field(this.environment.waits(), "waits");
	}

	/**
	 * What is held on to at a time.
	 *
	 * @param cells actors that messages can reach
	 * @param rows rows of all child tables
	 * @param messages messages in all mailboxes
	 * @param bytes heap that guests' memories hold
	 * @param busy guest threads with a turn
	 * @param abandoned guest threads that were given up and still live
	 * @param timers timers that are set
	 * @param waits actors that wait for another
	 */
	record Holdings(int cells, int rows, long messages, long bytes, int busy, int abandoned, int timers, int waits) {

		/** Whether nobody does anything, but for a ping that is under way. */
		boolean isQuiet() {
			return this.messages == 0 && this.busy <= 1 && this.abandoned == 0 && this.waits == 0;
		}

		/**
		 * Whether this is quiet and no more than it was, but for what those who stay note
		 * in their states.
		 */
		boolean isBackAt(Holdings before) {
			return isQuiet() && this.cells == before.cells && this.rows == before.rows
					&& this.bytes <= before.bytes + 4_096 && this.timers <= before.timers + 2;
		}

	}

	private static Object field(Object of, String name) {
		try {
			Field field = of.getClass().getDeclaredField(name);
			field.setAccessible(true);
			return field.get(of);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	Holdings holdings() {
		GuestDispatcher dispatcher = this.environment.dispatcher();
		int threads = ((Collection<?>) field(field(dispatcher, "threads"), "threads")).size();
		int idle = ((Collection<?>) field(field(dispatcher, "idle"), "threads")).size();
		ScheduledThreadPoolExecutor timers = (ScheduledThreadPoolExecutor) field(this.environment.clock(), "timers");
		int waiting;
		synchronized (this.environment.waits()) {
			waiting = this.waits.size();
		}
		return new Holdings(this.environment.registry().size(), this.index.size(),
				this.environment.registry().all().stream().mapToLong((cell) -> cell.mailboxSize()).sum(),
				this.environment.memory().heldBytes(), threads - idle, Math.max(0, guestThreads(dispatcher) - threads),
				timers.getQueue().size(), waiting);
	}

	/** Those of this runtime alone: other tests leave some that hang. */
	private static int guestThreads(GuestDispatcher dispatcher) {
		return (int) Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("theater-guest-"))
			.filter((thread) -> field(thread, "dispatcher") == dispatcher)
			.count();
	}

}
