package dev.theater.chain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The SPI of stores: keeps each actor's chain and last state, written together. Must be
 * thread-safe. The runtime never has two commits for one actor under way at a time, but
 * two nodes may, which is what the expected sequence is for.
 */
public interface EventStore extends AutoCloseable {

	/** The store's name for endpoint and log, such as {@code memory}. */
	String name();

	/**
	 * Takes a call's events and state: all of it, or nothing and an exception.
	 * @throws EventStoreException if the store could not, or if the commit does not
	 * continue what it has
	 */
	void commit(Commit commit);

	/**
	 * What the store has of an actor, at one moment; empty if it has nothing.
	 * @throws EventStoreException if the store could not be read
	 */
	Optional<StoredActor> read(UUID actor);

	/**
	 * Drops all there is of an actor; does nothing if there is nothing.
	 * @throws EventStoreException if the store could not
	 */
	void forget(UUID actor);

	/**
	 * Whether calls may wait, for a disk or a network: then the runtime makes them only
	 * on threads that may.
	 */
	default boolean blocking() {
		return true;
	}

	/** Gives back what the store holds; nothing by default. */
	@Override
	default void close() {
	}

	/**
	 * What one call leaves behind.
	 *
	 * @param actor whose call it was
	 * @param expectedSequence how many events the store should have of the actor so far
	 * @param events the call's events, oldest first; they must continue one another from
	 * {@code expectedSequence}
	 * @param state what becomes of the state
	 */
	record Commit(UUID actor, long expectedSequence, List<ChainEvent> events, StateChange state) {

		public Commit {
			Objects.requireNonNull(actor, "actor");
			Objects.requireNonNull(state, "state");
			if (expectedSequence < 0) {
				throw new IllegalArgumentException("expected sequence is " + expectedSequence + "; it is 0 or more");
			}
			events = List.copyOf(events);
			for (int i = 0; i < events.size(); i++) {
				requireLink(expectedSequence + i, (i > 0) ? events.get(i - 1) : null, events.get(i));
			}
		}

		private static void requireLink(long sequence, @Nullable ChainEvent before, ChainEvent event) {
			boolean linked = (before != null) ? Objects.equals(before.hash(), event.parent())
					: (sequence == 0) == (event.parent() == null);
			if (event.sequence() != sequence || !linked) {
				throw new IllegalArgumentException("events of a commit must follow one another: event " + sequence
						+ " should come after " + ((before != null) ? before : "what is stored") + ", not " + event
						+ " with parent " + event.parent());
			}
		}
	}

}
