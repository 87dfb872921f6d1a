package dev.theater.chain;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** A store could not do what it was asked; then it has done nothing of it. */
public final class EventStoreException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final UUID actor;

	private final boolean conflict;

	/**
	 * The store failed.
	 * @param actor on whose behalf
	 * @param message what happened and what would be right
	 * @param cause why, if another exception says so
	 */
	public EventStoreException(UUID actor, String message, @Nullable Throwable cause) {
		this(actor, message, cause, false);
	}

	private EventStoreException(UUID actor, String message, @Nullable Throwable cause, boolean conflict) {
		super(message, cause);
		this.actor = actor;
		this.conflict = conflict;
	}

	/**
	 * Somebody else has written, or a commit came twice.
	 * @param actor whose chain it is
	 * @param expected the sequence the commit expected to write next
	 * @param actual the sequence that comes next
	 */
	public static EventStoreException wrongSequence(UUID actor, long expected, long actual) {
		return new EventStoreException(actor, "commit for actor " + actor + " expects event " + expected
				+ " to come next, but the store's next is " + actual, null, true);
	}

	/**
	 * The events do not continue the chain that the store has.
	 * @param actor whose chain it is
	 * @param parent what the first event names as its parent
	 * @param head what the store has as the last hash
	 */
	public static EventStoreException wrongParent(UUID actor, @Nullable EventHash parent, @Nullable EventHash head) {
		return new EventStoreException(actor, "commit for actor " + actor + " continues a chain that ends at " + parent
				+ ", but the store's ends at " + head, null, true);
	}

	/** The actor on whose behalf the store was asked. */
	public UUID actor() {
		return this.actor;
	}

	/**
	 * Whether the commit did not fit what is stored; trying it again cannot help.
	 */
	public boolean conflict() {
		return this.conflict;
	}

}
