package dev.theater.actor;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The actors that have a place in the tree, by id. */
public final class ActorRegistry {

	private final Map<ActorId, ActorCell> cells = new ConcurrentHashMap<>();

	public void add(ActorCell cell) {
		this.cells.put(cell.id(), cell);
	}

	public void remove(ActorId id) {
		this.cells.remove(id);
	}

	public Optional<ActorCell> find(ActorId id) {
		return Optional.ofNullable(this.cells.get(id));
	}

	public int size() {
		return this.cells.size();
	}

	public Collection<ActorCell> all() {
		return this.cells.values();
	}

}
