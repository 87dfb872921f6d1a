package dev.theater.actor;

import java.util.Map;

/** What others hold of an actor: who it is, and a way to its mailbox. */
public interface ActorHandle {

	ActorId id();

	/** Its name among its siblings. */
	String name();

	/** Its path from the root. */
	String path();

	/**
	 * Hands a message to the mailbox, as {@link ActorMessaging#send} does.
	 * @param headers beside the payload; the guest does not see them
	 */
	void send(byte[] message, Map<String, String> headers);

}
