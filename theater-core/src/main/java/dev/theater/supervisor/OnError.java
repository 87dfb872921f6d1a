package dev.theater.supervisor;

/** What an {@code err} of a message handler means. */
public enum OnError {

	/** The call has failed, and with it the actor. */
	FAIL,
	/**
	 * It answers the caller; state and instance stay; it is recorded but does not count.
	 */
	RESUME

}
