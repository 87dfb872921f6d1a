package dev.theater.chain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One link of an actor's chain: what happened, when, and the hash of the event before it.
 * Immutable; bytes are copied in and out; two events are equal when their hashes are.
 * <p>
 * An event says nothing of whether its hash is right: that is for
 * {@link ChainVerification} to find out.
 */
public final class ChainEvent {

	private final EventHash hash;

	private final @Nullable EventHash parentHash;

	private final long sequence;

	private final String eventType;

	private final byte[] data;

	private final Instant timestamp;

	/** Keeps the array: only for callers in this package that give theirs away. */
	ChainEvent(EventHash hash, @Nullable EventHash parentHash, long sequence, String eventType, byte[] data,
			Instant timestamp) {
		if (sequence < 0) {
			throw new IllegalArgumentException("an event's sequence is 0 or more, not " + sequence);
		}
		this.hash = Objects.requireNonNull(hash, "hash");
		this.parentHash = parentHash;
		this.sequence = sequence;
		this.eventType = EventScheme.requireType(eventType);
		this.data = data;
		this.timestamp = Objects.requireNonNull(timestamp, "timestamp");
	}

	/**
	 * An event as a store has kept it. Nothing is recomputed here.
	 * @param hash its hash
	 * @param parentHash the hash of the event before it; null for the first of a chain
	 * @param sequence its place in the chain, from 0
	 * @param eventType its type, not empty
	 * @param data its payload, which is copied
	 * @param timestamp when it happened
	 * @throws IllegalArgumentException if the sequence is negative or the type is empty
	 * or not well-formed Unicode
	 */
	public static ChainEvent of(EventHash hash, @Nullable EventHash parentHash, long sequence, String eventType,
			byte[] data, Instant timestamp) {
		return new ChainEvent(hash, parentHash, sequence, eventType, data.clone(), timestamp);
	}

	/** The hash over everything else here, the actor's id included. */
	public EventHash hash() {
		return this.hash;
	}

	/** The hash of the event before this one; absent for the first of a chain. */
	public Optional<EventHash> parentHash() {
		return Optional.ofNullable(this.parentHash);
	}

	/** Place in the chain, from 0, without gaps. */
	public long sequence() {
		return this.sequence;
	}

	/** What kind of event this is, such as {@code theater:simple/supervisor/spawn}. */
	public String eventType() {
		return this.eventType;
	}

	/** A copy of the payload: JSON with one key that names the event. */
	public byte[] data() {
		return this.data.clone();
	}

	/** Bytes of the payload. */
	public int dataLength() {
		return this.data.length;
	}

	/** When it happened, in whole milliseconds. */
	public Instant timestamp() {
		return this.timestamp;
	}

	/** The payload itself, for hashing. */
	byte[] unsafeData() {
		return this.data;
	}

	/** The parent's hash itself, for hashing. */
	@Nullable EventHash parent() {
		return this.parentHash;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ChainEvent that && this.hash.equals(that.hash);
	}

	@Override
	public int hashCode() {
		return this.hash.hashCode();
	}

	@Override
	public String toString() {
		return "ChainEvent[" + this.sequence + " " + this.eventType + " " + this.hash + "]";
	}

}
