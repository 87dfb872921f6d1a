package dev.theater.host;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.theater.actor.ActorId;

/** A call of a guest to a function of the host. */
public interface HostCall {

	/** The calling actor. */
	ActorId caller();

	/** Its name among its siblings. */
	String callerName();

	/** Its path from the root. */
	String callerPath();

	/** The headers of the message that it handles. */
	Map<String, String> headers();

	/**
	 * The keys beside {@code type} of the {@code [[handler]]} section that granted the
	 * handler: with what each key has read, or what holds where it is absent, if
	 * {@linkplain HostHandler#grantKeys() the handler declares them}; else as they stand
	 * in the manifest.
	 */
	Map<String, Object> grant();

	/** The value of a key that the handler declares. */
	@SuppressWarnings("unchecked")
	default <T> T grant(GrantKey<T> key) {
		Object value = grant().get(key.name());
		return (value != null) ? (T) value : key.absent();
	}

	/** What is left of the call's time for waiting. */
	Duration remaining();

	/**
	 * Waits for a result without keeping other actors from running.
	 * @throws dev.theater.actor.HostWaitException if the time for waiting is over, the
	 * actor is stopped, no thread can be spared for the wait, or others need the thread
	 * of the wait that has lasted longest
	 */
	<T> T await(CompletionStage<T> stage);

}
