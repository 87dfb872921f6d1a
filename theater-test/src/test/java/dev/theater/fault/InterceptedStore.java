package dev.theater.fault;

import java.util.Optional;
import java.util.UUID;

import dev.theater.chain.EventStore;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StoredActor;

/** Chains in memory, behind code that may hold a commit up or refuse it. */
public abstract class InterceptedStore implements EventStore {

	private final InMemoryEventStore inner = new InMemoryEventStore(1_000, 1 << 20);

	/** Runs before a commit, which is not made if this throws. */
	protected abstract void before(Commit commit);

	@Override
	public String name() {
		return "intercepted";
	}

	@Override
	public void commit(Commit commit) {
		before(commit);
		this.inner.commit(commit);
	}

	@Override
	public Optional<StoredActor> read(UUID actor) {
		return this.inner.read(actor);
	}

	@Override
	public void forget(UUID actor) {
		this.inner.forget(actor);
	}

}
