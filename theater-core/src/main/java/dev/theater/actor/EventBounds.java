package dev.theater.actor;

/**
 * Room that one call of a guest has for the events of its host calls, two each: the call,
 * and what became of it. A host call that finds no room is not made, and the guest's call
 * fails with cause {@code limit}; so what is on the chain is all that was done.
 *
 * @param count events, 0 or more
 * @param size bytes of their data, 1 or more
 */
public record EventBounds(int count, long size) {

	/** 10,000 events, 4 MB. */
	public static final EventBounds DEFAULT = new EventBounds(10_000, 4L << 20);

	public EventBounds {
		LogBounds.atLeast("max_events", count, 0);
		LogBounds.atLeast("max_events_size", size, 1);
	}

	/** The smaller of each. */
	public EventBounds atMost(EventBounds other) {
		return new EventBounds(Math.min(this.count, other.count), Math.min(this.size, other.size));
	}

}
