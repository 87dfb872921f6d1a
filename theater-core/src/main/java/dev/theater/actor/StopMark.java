package dev.theater.actor;

import org.jspecify.annotations.Nullable;

/**
 * Says that an actor is on its way to its end. A mark counts for the whole subtree at
 * once, since those below look up through their parents' marks.
 */
public final class StopMark {

	private final @Nullable StopMark parent;

	private volatile boolean set;

	public StopMark(@Nullable StopMark parent) {
		this.parent = parent;
	}

	/** Marks this actor and everything below it. */
	public void set() {
		this.set = true;
	}

	/** Takes this actor's own mark away again: its place is started anew. */
	public void clear() {
		this.set = false;
	}

	/** Whether this actor or one above it is marked. */
	public boolean isSet() {
		for (StopMark mark = this; mark != null; mark = mark.parent) {
			if (mark.set) {
				return true;
			}
		}
		return false;
	}

}
