package dev.theater.supervisor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.theater.actor.ActorId;

/**
 * The last ids that a supervisor has forgotten, so that stopping them again is no error.
 */
final class ForgottenIds {

	private static final int KEPT = 1_000;

	private final Set<ActorId> ids = Collections
		.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<ActorId, Boolean>() {

			private static final long serialVersionUID = 1L;

			@Override
			protected boolean removeEldestEntry(Map.Entry<ActorId, Boolean> eldest) {
				return size() > KEPT;
			}
		}));

	void add(ActorId id) {
		this.ids.add(id);
	}

	boolean contains(ActorId id) {
		return this.ids.contains(id);
	}

}
