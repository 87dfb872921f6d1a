package dev.theater.model;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventStore;
import dev.theater.chain.EventStoreException;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StateChange;
import dev.theater.chain.StoredActor;

/**
 * A store that tells the whole story afterwards: what has been committed of every actor,
 * those included that it was told to forget.
 */
final class StoryStore implements EventStore {

	private final InMemoryEventStore living = new InMemoryEventStore(100_000, 1L << 30);

	private final boolean slow;

	private final boolean failing;

	private final AtomicLong failures = new AtomicLong();

	private final AtomicLong position = new AtomicLong();

	private final Map<UUID, Book> books = new ConcurrentHashMap<>();

	private final Set<UUID> forgotten = ConcurrentHashMap.newKeySet();

	/**
	 * @param slow whether commits are made on threads of their own, and take a while
	 * @param failing whether one change of state in thirty is not stored
	 */
	StoryStore(boolean slow, boolean failing) {
		this.slow = slow;
		this.failing = failing;
	}

	/** What has been committed of one actor. */
	static final class Book {

		private final List<Entry> entries = new ArrayList<>();

		synchronized void add(Entry entry) {
			this.entries.add(entry);
		}

		/** What came after the first so many entries. */
		synchronized List<Entry> after(int read) {
			return List.copyOf(this.entries.subList(read, this.entries.size()));
		}

	}

	record Entry(long position, List<ChainEvent> events, StateChange state) {
	}

	@Override
	public String name() {
		return "story";
	}

	@Override
	public boolean blocking() {
		return this.slow;
	}

	@Override
	public void commit(Commit commit) {
		long at = this.position.incrementAndGet();
		if (this.slow && (commit.actor().getLeastSignificantBits() + at) % 8 == 0) {
			LockSupport.parkNanos(1_000_000);
		}
		if (this.failing && !(commit.state() instanceof StateChange.Keep)
				&& (commit.actor().getMostSignificantBits() + at) % 30 == 0) {
			this.failures.incrementAndGet();
			throw new EventStoreException(commit.actor(), "told to fail", null);
		}
		this.living.commit(commit);
		this.books.computeIfAbsent(commit.actor(), (id) -> new Book())
			.add(new Entry(at, commit.events(), commit.state()));
	}

	@Override
	public Optional<StoredActor> read(UUID actor) {
		return this.living.read(actor);
	}

	@Override
	public void forget(UUID actor) {
		this.forgotten.add(actor);
		this.living.forget(actor);
	}

	/** How many commits there have been. */
	long position() {
		return this.position.get();
	}

	/** How many commits have failed. */
	long failures() {
		return this.failures.get();
	}

	Map<UUID, Book> books() {
		return this.books;
	}

	boolean hasForgotten(UUID actor) {
		return this.forgotten.contains(actor);
	}

	/** Actors of whom anything is kept. */
	int kept() {
		return this.living.actorCount();
	}

	/** A state as events show it. */
	static String shown(byte[] state) {
		if (state == null) {
			return "none";
		}
		return (state.length > 1024) ? "length " + state.length : Base64.getEncoder().encodeToString(state);
	}

}
