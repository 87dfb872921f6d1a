package dev.theater.chain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * The writer's end of one actor's chain: knows where it ends and makes the next event.
 * Not thread-safe; it belongs to whoever runs the actor's current call.
 */
public final class EventChain {

	private final UUID actor;

	private long length;

	private @Nullable EventHash head;

	/** A chain that has no events yet. */
	public EventChain(UUID actor) {
		this(actor, 0, null);
	}

	/**
	 * A chain that goes on where it was left.
	 * @param actor whose chain it is
	 * @param length events it has, which is the next one's sequence
	 * @param head hash of its last event; null exactly if it has none
	 * @throws IllegalArgumentException if length and head do not agree
	 */
	public EventChain(UUID actor, long length, @Nullable EventHash head) {
		this.actor = Objects.requireNonNull(actor, "actor");
		requireAgreement(length, head);
		this.length = length;
		this.head = head;
	}

	/**
	 * Makes the next event and moves on to it.
	 * @param eventType not empty
	 * @param data the payload, which is copied
	 * @param timestamp cut to whole milliseconds
	 * @throws IllegalArgumentException if the type is empty or not well-formed Unicode,
	 * or the time does not fit 64 bits of milliseconds; the chain is as it was
	 */
	public ChainEvent append(String eventType, byte[] data, Instant timestamp) {
		Instant exact = EventScheme.toMillis(timestamp);
		byte[] copy = data.clone();
		EventHash hash = EventScheme.hash(this.actor, this.length, this.head, eventType, copy, exact.toEpochMilli());
		ChainEvent event = new ChainEvent(hash, this.head, this.length, eventType, copy, exact);
		this.head = hash;
		this.length++;
		return event;
	}

	/**
	 * Forgets what was appended after this point, because the store did not take it.
	 * @param committedLength events the store has
	 * @param committedHead hash of the last of them; null exactly if there is none
	 * @throws IllegalArgumentException if the point lies ahead, or length and head do not
	 * agree
	 */
	public void rewindTo(long committedLength, @Nullable EventHash committedHead) {
		requireAgreement(committedLength, committedHead);
		if (committedLength > this.length) {
			throw new IllegalArgumentException("chain of " + this.actor + " has " + this.length
					+ " events; it can only go back, not to " + committedLength);
		}
		this.length = committedLength;
		this.head = committedHead;
	}

	private static void requireAgreement(long length, @Nullable EventHash head) {
		if (length < 0 || (length == 0) != (head == null)) {
			throw new IllegalArgumentException(
					"a chain of " + length + " events " + ((head != null) ? "with" : "without") + " a head: "
							+ "the length must be 0 or more, and there is a head exactly if it is not 0");
		}
	}

	/** Whose chain this is. */
	public UUID actor() {
		return this.actor;
	}

	/** How many events the chain has had; the sequence of the next one. */
	public long length() {
		return this.length;
	}

	/** The hash of the last event; absent while there is none. */
	public Optional<EventHash> head() {
		return Optional.ofNullable(this.head);
	}

}
