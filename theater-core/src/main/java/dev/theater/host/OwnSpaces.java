package dev.theater.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import dev.theater.component.wasm.MemoryBudget;
import org.jspecify.annotations.Nullable;

/** The stores that one actor has made, which end with it. */
final class OwnSpaces {

	/** More are a guest's mistake: it forgot the id of the one that it has. */
	private static final int MAX_STORES = 16;

	private final ContentStore store;

	private final ContentUsage usage;

	private final Map<String, ContentSpace> spaces = new LinkedHashMap<>();

	private boolean ended;

	OwnSpaces(ContentStore store, MemoryBudget memory) {
		this.store = store;
		this.usage = new ContentUsage(memory.account(false), store.isInMemory());
	}

	synchronized String create() {
		if (this.spaces.size() == MAX_STORES || this.ended) {
			throw new ContentRefusal("the actor has made " + this.spaces.size() + " stores and may have no more than "
					+ MAX_STORES + "; keep the id of one in the state, which a restart does not lose");
		}
		String id = UUID.randomUUID().toString();
		this.spaces.put(id, new ContentSpace(this.store, ContentStore.OWN + id, this.usage, true));
		return id;
	}

	synchronized @Nullable ContentSpace space(String id) {
		return this.spaces.get(id);
	}

	/** The actor is gone for good. */
	void drop() {
		Map<String, ContentSpace> all;
		synchronized (this) {
			this.ended = true;
			all = Map.copyOf(this.spaces);
			this.spaces.clear();
		}
		try {
			dropAll(new ArrayDeque<>(all.values()));
		}
		finally {
			this.usage.close();
		}
	}

	/** Also the rest where the store cannot forget one. */
	private static void dropAll(Deque<ContentSpace> spaces) {
		ContentSpace space = spaces.poll();
		if (space != null) {
			try {
				space.drop();
			}
			finally {
				dropAll(spaces);
			}
		}
	}

}
