package dev.theater.chain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** What a store has of one actor at one moment; immutable. */
public final class StoredActor {

	private final UUID actor;

	private final List<ChainEvent> events;

	private final ChainCut cut;

	private final StateChange.@Nullable Set state;

	/**
	 * A snapshot.
	 * @param actor whose it is
	 * @param events the events kept, oldest first
	 * @param cut where they begin
	 * @param state the last committed state, which is copied; null if there is none
	 */
	public StoredActor(UUID actor, List<ChainEvent> events, ChainCut cut, byte @Nullable [] state) {
		this(actor, (state != null) ? new StateChange.Set(state) : null, events, cut);
	}

	/** A snapshot that shares a state which is kept elsewhere. */
	StoredActor(UUID actor, StateChange.@Nullable Set state, List<ChainEvent> events, ChainCut cut) {
		this.actor = Objects.requireNonNull(actor, "actor");
		this.events = List.copyOf(events);
		this.cut = Objects.requireNonNull(cut, "cut");
		this.state = state;
	}

	/** Whose snapshot this is. */
	public UUID actor() {
		return this.actor;
	}

	/** The events kept, oldest first; unmodifiable. */
	public List<ChainEvent> events() {
		return this.events;
	}

	/** Where the events kept begin. */
	public ChainCut cut() {
		return this.cut;
	}

	/** How many events the chain has had, those cut off included. */
	public long length() {
		return this.cut.sequence() + this.events.size();
	}

	/** The hash of the last event; absent if the chain never had one. */
	public Optional<EventHash> head() {
		return this.events.isEmpty() ? Optional.ofNullable(this.cut.parentHash())
				: Optional.of(this.events.getLast().hash());
	}

	/** A copy of the last committed state, if there is one. */
	public Optional<byte[]> state() {
		return Optional.ofNullable(this.state).map(StateChange.Set::bytes);
	}

	/** Checks the events kept, from the cut on. */
	public ChainVerification verify() {
		return ChainVerification.verify(this.actor, this.events, this.cut, Optional.empty());
	}

	@Override
	public String toString() {
		return "StoredActor[" + this.actor + ", " + length() + " events, kept from " + this.cut.sequence() + "]";
	}

}
