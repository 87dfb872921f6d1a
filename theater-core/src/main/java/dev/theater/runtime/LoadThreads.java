package dev.theater.runtime;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

import dev.theater.supervisor.LoadExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Runs loads on an executor: what the application asks for before what guests ask for,
 * and the oldest first. Guests have all threads but one, so that whatever they have
 * loaded keeps nobody else waiting.
 *
 * <p>
 * How it works: for each load the executor gets one turn, which takes whatever is next by
 * then. A turn that may not take a guest's load is put off until a guest's load is done.
 */
final class LoadThreads implements LoadExecutor {

	private final Executor executor;

	/** Loads of guests that may run at a time. */
	private final int mostOfGuests;

	/** Waiting (this). */
	private final Set<Runnable> ofApplication = new LinkedHashSet<>();

	/** Waiting (this). */
	private final Set<Runnable> ofGuests = new LinkedHashSet<>();

	/** Loads of guests that run (this). */
	private int running;

	/** Turns that came while guests had all the threads that they may have (this). */
	private int putOff;

	/**
	 * @param executor runs the loads
	 * @param threads how many of them at a time
	 */
	LoadThreads(Executor executor, int threads) {
		this.executor = executor;
		this.mostOfGuests = Math.max(1, threads - 1);
	}

	@Override
	public void execute(Runnable load, boolean fromGuest) {
		synchronized (this) {
			(fromGuest ? this.ofGuests : this.ofApplication).add(load);
		}
		try {
			this.executor.execute(this::turn);
		}
		catch (RejectedExecutionException ex) {
			cancel(load);
			throw ex;
		}
	}

	@Override
	public synchronized void cancel(Runnable load) {
		if (!this.ofGuests.remove(load)) {
			this.ofApplication.remove(load);
		}
	}

	/** How many loads have not begun. */
	synchronized int waiting() {
		return this.ofApplication.size() + this.ofGuests.size();
	}

	private void turn() {
		Runnable load = first(this.ofApplication);
		if (load != null) {
			load.run();
			return;
		}
		load = nextOfGuests();
		if (load != null) {
			try {
				load.run();
			}
			finally {
				guestIsDone();
			}
		}
	}

	private synchronized @Nullable Runnable nextOfGuests() {
		if (this.running == this.mostOfGuests) {
			this.putOff++;
			return null;
		}
		Runnable load = first(this.ofGuests);
		if (load != null) {
			this.running++;
		}
		return load;
	}

	private synchronized @Nullable Runnable first(Set<Runnable> waiting) {
		Iterator<Runnable> all = waiting.iterator();
		if (!all.hasNext()) {
			return null;
		}
		Runnable load = all.next();
		all.remove();
		return load;
	}

	private void guestIsDone() {
		synchronized (this) {
			this.running--;
			if (this.putOff == 0) {
				return;
			}
			this.putOff--;
		}
		try {
			this.executor.execute(this::turn);
		}
		catch (RejectedExecutionException ex) {
			// the runtime has been closed, and nobody waits any more
			cancelAll();
		}
	}

	private synchronized void cancelAll() {
		this.ofApplication.clear();
		this.ofGuests.clear();
	}

}
