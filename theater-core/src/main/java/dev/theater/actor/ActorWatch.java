package dev.theater.actor;

/** A watch on the end of an actor and its subtree; see {@link ActorMessaging#watch}. */
public interface ActorWatch extends AutoCloseable {

	/** Ends the watch; its callback is not called any more. */
	@Override
	void close();

}
