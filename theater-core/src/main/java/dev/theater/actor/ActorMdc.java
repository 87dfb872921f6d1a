package dev.theater.actor;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Who an actor is, in the MDC of log lines that its guest writes, or that handlers of the
 * application write on its behalf. Holds what was there before, and puts that back on the
 * same thread.
 */
public final class ActorMdc {

	/** Its id's key. */
	public static final String ID = "theater.actor.id";

	/** Its name among its siblings. */
	public static final String NAME = "theater.actor.name";

	/** Its path from the root. */
	public static final String PATH = "theater.actor.path";

	private final @Nullable String id = MDC.get(ID);

	private final @Nullable String name = MDC.get(NAME);

	private final @Nullable String path = MDC.get(PATH);

	private ActorMdc() {
	}

	/** Puts an actor into the calling thread's MDC until that is restored. */
	public static ActorMdc put(ActorHandle actor) {
		return put(actor.id(), actor.name(), actor.path());
	}

	/** The same for one of which no more is known. */
	public static ActorMdc put(ActorId id, String name, String path) {
		ActorMdc before = new ActorMdc();
		MDC.put(ID, id.toString());
		MDC.put(NAME, name);
		MDC.put(PATH, path);
		return before;
	}

	/** Puts back what was there before. */
	public void restore() {
		restore(ID, this.id);
		restore(NAME, this.name);
		restore(PATH, this.path);
	}

	private static void restore(String key, @Nullable String value) {
		if (value != null) {
			MDC.put(key, value);
		}
		else {
			MDC.remove(key);
		}
	}

}
