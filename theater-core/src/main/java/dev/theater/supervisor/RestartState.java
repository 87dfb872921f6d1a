package dev.theater.supervisor;

/** The state that a restarted actor's {@code init} gets. */
public enum RestartState {

	/** The last committed state. */
	LAST_KNOWN,
	/** What the first {@code init} got. */
	INITIAL

}
