package dev.theater.storm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.theater.chain.ChainCut;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.chain.EventStore;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StoredActor;

/**
 * A store that keeps the chains of those who are gone, each event with its place in the
 * order of all commits.
 */
final class Chronicle implements EventStore {

	private final InMemoryEventStore living = new InMemoryEventStore(100_000, 1L << 30);

	private final AtomicLong commits = new AtomicLong();

	private final Map<UUID, List<Entry>> chains = new ConcurrentHashMap<>();

	/**
	 * An event.
	 *
	 * @param place of its commit among all
	 */
	record Entry(long place, ChainEvent event) {
	}

	@Override
	public String name() {
		return "chronicle";
	}

	@Override
	public boolean blocking() {
		return false;
	}

	@Override
	public void commit(Commit commit) {
		long place = this.commits.incrementAndGet();
		this.living.commit(commit);
		// an actor's commits come one after the other
		List<Entry> chain = this.chains.computeIfAbsent(commit.actor(), (id) -> new ArrayList<>());
		commit.events().forEach((event) -> chain.add(new Entry(place, event)));
	}

	@Override
	public Optional<StoredActor> read(UUID actor) {
		return this.living.read(actor);
	}

	@Override
	public void forget(UUID actor) {
		this.living.forget(actor);
	}

	/** Actors of whom the living store still keeps anything. */
	int kept() {
		return this.living.actorCount();
	}

	/** All that ever happened, by actor. */
	Map<UUID, List<Entry>> chains() {
		return this.chains;
	}

	/** Forgets what was told of those who are gone. */
	void clear() {
		this.chains.clear();
	}

	/** Verifies all there ever was of an actor's chain. */
	ChainVerification verify(UUID actor) {
		return ChainVerification.verify(actor, this.chains.get(actor).stream().map(Entry::event).toList(),
				ChainCut.NONE, Optional.empty());
	}

}
