package dev.theater.supervisor;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

import dev.theater.actor.ActorId;
import org.jspecify.annotations.Nullable;

/**
 * The children of one supervisor, by id and in start order. Changed on its lane only; ids
 * and order may be read from anywhere.
 */
final class ChildTable {

	private final Map<ActorId, ChildRow> byId = new ConcurrentHashMap<>();

	private final ConcurrentSkipListMap<Long, ChildRow> byPlace = new ConcurrentSkipListMap<>();

	private final Set<String> names = new HashSet<>();

	private final ForgottenIds forgotten = new ForgottenIds();

	private long places;

	/** The place of the next child. */
	long nextPlace() {
		return this.places++;
	}

	void add(ChildRow row) {
		this.byId.put(row.id, row);
		this.byPlace.put(row.place, row);
	}

	/** Forgets a row but for its id. Returns false if that had been done before. */
	boolean remove(ChildRow row) {
		if (this.byId.remove(row.id) == null) {
			return false;
		}
		this.byPlace.remove(row.place);
		if (row.named) {
			this.names.remove(row.name);
		}
		this.forgotten.add(row.id);
		return true;
	}

	@Nullable ChildRow get(ActorId id) {
		return this.byId.get(id);
	}

	/**
	 * The row of a direct child.
	 * @throws HandlerErrorException the same for every id that is not one
	 */
	ChildRow require(ActorId id) {
		ChildRow row = this.byId.get(id);
		if (row == null) {
			throw notAChild(id);
		}
		return row;
	}

	static HandlerErrorException notAChild(ActorId id) {
		return new HandlerErrorException(SupervisorException.Reason.NOT_A_CHILD,
				id + " is not a child of this supervisor; list-children names those that are");
	}

	/** The rows in start order. */
	List<ChildRow> rows() {
		return List.copyOf(this.byPlace.values());
	}

	int size() {
		return this.byId.size();
	}

	boolean isForgotten(ActorId id) {
		return this.forgotten.contains(id);
	}

	/**
	 * Gives a child its name: a wanted one that was given as it is, another with a number
	 * if it is taken.
	 * @throws HandlerErrorException if a name that was given is taken
	 */
	void name(ChildRow row, String wanted, boolean given) {
		String name = wanted;
		for (int i = 2; !this.names.add(name); i++) {
			if (given) {
				throw new HandlerErrorException(SupervisorException.Reason.LOAD,
						"the name '" + wanted + "' is taken by another child; names are unique among siblings");
			}
			name = wanted + "-" + i;
		}
		row.name = name;
		row.named = true;
	}

}
