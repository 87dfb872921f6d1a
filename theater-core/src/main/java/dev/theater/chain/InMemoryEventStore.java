package dev.theater.chain;

import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the newest events and the last state of each actor in memory; what it drops of a
 * chain it remembers the hash of, so that the rest still verifies.
 * <p>
 * Two bounds hold once the commits under way have returned: an actor keeps at most so
 * many events, and all actors together at most so many bytes of events. When the second
 * is exceeded, the commit that notices sweeps over the actors: each that holds more than
 * an equal share of seven eighths of the bound loses its oldest events until it does not.
 * So an actor that writes much cannot push out what a quiet one has, and the sweep, which
 * visits every actor, comes once per eighth of the bound that is written.
 * <p>
 * How it works: each actor's entry has its own monitor, held for a few steps; the map is
 * concurrent; the bytes in all are a {@link LongAdder}. The one lock for all belongs to
 * the sweep and is only ever tried, never waited for.
 */
public final class InMemoryEventStore implements EventStore {

	private final int retainedEventsPerActor;

	private final long retainedBytesInAll;

	private final ConcurrentHashMap<UUID, StoreEntry> actors = new ConcurrentHashMap<>();

	private final LongAdder bytes = new LongAdder();

	private final ReentrantLock sweep = new ReentrantLock();

	/**
	 * An empty store.
	 * @param retainedEventsPerActor events kept of one actor, 1 or more
	 * @param retainedBytesInAll bytes of events kept in all, 1 or more; an event counts
	 * with its payload, its type and a fixed part for the rest
	 */
	public InMemoryEventStore(int retainedEventsPerActor, long retainedBytesInAll) {
		if (retainedEventsPerActor < 1) {
			throw new IllegalArgumentException(
					"retained events per actor is " + retainedEventsPerActor + "; it must be 1 or more");
		}
		if (retainedBytesInAll < 1) {
			throw new IllegalArgumentException(
					"retained bytes in all is " + retainedBytesInAll + "; it must be 1 or more");
		}
		this.retainedEventsPerActor = retainedEventsPerActor;
		this.retainedBytesInAll = retainedBytesInAll;
	}

	@Override
	public String name() {
		return "memory";
	}

	@Override
	public boolean blocking() {
		return false;
	}

	@Override
	public void commit(Commit commit) {
		StoreEntry entry = entryFor(commit);
		while (!entry.commit(commit, this.retainedEventsPerActor, this.bytes)) {
			// forgotten between finding and locking it
			entry = entryFor(commit);
		}
		while (this.bytes.sum() > this.retainedBytesInAll && this.sweep.tryLock()) {
			try {
				sweep();
			}
			finally {
				this.sweep.unlock();
			}
			// looks again: a commit that did not get the lock meanwhile relies on it
		}
	}

	private StoreEntry entryFor(Commit commit) {
		StoreEntry known = this.actors.get(commit.actor());
		if (known != null) {
			return known;
		}
		if (commit.expectedSequence() != 0) {
			throw EventStoreException.wrongSequence(commit.actor(), commit.expectedSequence(), 0);
		}
		return this.actors.computeIfAbsent(commit.actor(), (id) -> new StoreEntry());
	}

	private void sweep() {
		long share = (this.retainedBytesInAll - this.retainedBytesInAll / 8) / Math.max(1, this.actors.size());
		Iterator<StoreEntry> entries = this.actors.values().iterator();
		while (entries.hasNext()) {
			entries.next().shrinkTo(share, this.bytes);
		}
	}

	@Override
	public Optional<StoredActor> read(UUID actor) {
		StoreEntry entry = this.actors.get(actor);
		return (entry != null) ? entry.read(actor) : Optional.empty();
	}

	@Override
	public void forget(UUID actor) {
		StoreEntry entry = this.actors.remove(actor);
		if (entry != null) {
			entry.forget(this.bytes);
		}
	}

	/** Bytes of events kept in all, as they count against the bound. */
	public long retainedBytes() {
		return this.bytes.sum();
	}

	/** Actors of whom anything is kept. */
	public int actorCount() {
		return this.actors.size();
	}

	@Override
	public String toString() {
		return "InMemoryEventStore[" + this.actors.size() + " actors, " + this.bytes.sum() + " of "
				+ this.retainedBytesInAll + " bytes]";
	}

}
