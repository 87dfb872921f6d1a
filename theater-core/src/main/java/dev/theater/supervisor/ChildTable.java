package dev.theater.supervisor;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

	/** The static ones by what they were started from. */
	private final IdentityHashMap<ActorSpec, ChildRow> fixed = new IdentityHashMap<>();

	private final SiblingNames names = new SiblingNames();

	private final ForgottenIds forgotten = new ForgottenIds();

	private long places;

	/** The place of the next child. */
	long nextPlace() {
		return this.places++;
	}

	void add(ChildRow row) {
		this.byId.put(row.id, row);
		this.byPlace.put(row.place, row);
		if (row.fixed) {
			this.fixed.put(row.spec, row);
		}
	}

	/** Forgets a row but for its id. Returns false if that had been done before. */
	boolean remove(ChildRow row) {
		if (this.byId.remove(row.id) == null) {
			return false;
		}
		this.byPlace.remove(row.place);
		this.fixed.remove(row.spec, row);
		if (row.takenName != null) {
			this.names.free(row.takenName);
		}
		this.forgotten.add(row.id);
		return true;
	}

	@Nullable ChildRow get(ActorId id) {
		return this.byId.get(id);
	}

	/** The row of a static child, on the lane. */
	@Nullable ChildRow fixed(ActorSpec spec) {
		return this.fixed.get(spec);
	}

	/** Has a static child known by what its parent's manifest says now. */
	void refit(ChildRow row, ActorSpec spec) {
		this.fixed.remove(row.spec, row);
		row.spec = spec;
		this.fixed.put(spec, row);
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
		if (given && !this.names.take(wanted)) {
			throw new HandlerErrorException(SupervisorException.Reason.LOAD,
					"the name '" + wanted + "' is taken by another child; names are unique among siblings");
		}
		SiblingNames.Taken name = given ? new SiblingNames.Taken(wanted, null, 0) : this.names.takeOrNumber(wanted);
		row.name = name.name();
		row.takenName = name;
	}

}
