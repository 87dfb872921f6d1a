package dev.theater.chain;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/** What the memory store has of one actor; guarded by its own monitor. */
final class StoreEntry {

	/** Objects, hashes and timestamp of an event, roughly, on a 64-bit JVM. */
	static final int FIXED_BYTES = 192;

	private final ArrayDeque<ChainEvent> events = new ArrayDeque<>(4);

	private ChainCut cut = ChainCut.NONE;

	private long length;

	private @Nullable EventHash head;

	private StateChange.@Nullable Set state;

	private long bytes;

	/** False from creation until the first commit: so long there is nothing to read. */
	private boolean present;

	private boolean forgotten;

	/**
	 * Takes a commit, or throws with nothing changed.
	 * @return false if this entry has been forgotten and another must be used
	 */
	synchronized boolean commit(EventStore.Commit commit, int retained, LongAdder total) {
		if (this.forgotten) {
			return false;
		}
		requireContinuation(commit);
		long before = this.bytes;
		for (ChainEvent event : commit.events()) {
			this.events.addLast(event);
			this.bytes += sizeOf(event);
			this.length++;
			this.head = event.hash();
		}
		while (this.events.size() > retained) {
			dropOldest();
		}
		this.state = stateAfter(commit.state());
		this.present = true;
		total.add(this.bytes - before);
		return true;
	}

	private void requireContinuation(EventStore.Commit commit) {
		if (commit.expectedSequence() != this.length) {
			throw EventStoreException.wrongSequence(commit.actor(), commit.expectedSequence(), this.length);
		}
		if (!commit.events().isEmpty()) {
			EventHash parent = commit.events().getFirst().parent();
			if (!Objects.equals(parent, this.head)) {
				throw EventStoreException.wrongParent(commit.actor(), parent, this.head);
			}
		}
	}

	private StateChange.@Nullable Set stateAfter(StateChange change) {
		return switch (change) {
			case StateChange.Keep() -> this.state;
			case StateChange.Clear() -> null;
			case StateChange.Set set -> set;
		};
	}

	private void dropOldest() {
		ChainEvent oldest = this.events.removeFirst();
		this.bytes -= sizeOf(oldest);
		this.cut = new ChainCut(oldest.sequence() + 1, oldest.hash());
	}

	synchronized void shrinkTo(long share, LongAdder total) {
		long before = this.bytes;
		while (this.bytes > share) {
			dropOldest();
		}
		total.add(this.bytes - before);
	}

	synchronized Optional<StoredActor> read(UUID actor) {
		return (this.present && !this.forgotten)
				? Optional.of(new StoredActor(actor, this.state, List.copyOf(this.events), this.cut))
				: Optional.empty();
	}

	synchronized void forget(LongAdder total) {
		this.forgotten = true;
		total.add(-this.bytes);
		this.bytes = 0;
	}

	private static long sizeOf(ChainEvent event) {
		return (long) FIXED_BYTES + event.dataLength() + event.eventType().length();
	}

}
