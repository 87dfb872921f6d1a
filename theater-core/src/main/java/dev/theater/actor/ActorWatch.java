package dev.theater.actor;

/** A watch on the end of an actor and its subtree; see {@link ActorMessaging#watch}. */
public interface ActorWatch extends AutoCloseable {

	/**
	 * Ends the watch; its callback is not called any more. Waits for a callback that is
	 * running, unless it is called from there.
	 */
	@Override
	void close();

}
