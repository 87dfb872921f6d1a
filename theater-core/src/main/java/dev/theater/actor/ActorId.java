package dev.theater.actor;

import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The identity of an actor: a random UUID (RFC 9562, version 4), always written in lower
 * case with hyphens. It stays the same across restarts.
 */
public final class ActorId implements Comparable<ActorId> {

	private static final Pattern FORM = Pattern
		.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

	private final UUID uuid;

	private ActorId(UUID uuid) {
		this.uuid = uuid;
	}

	/** A new, random id. */
	public static ActorId random() {
		return new ActorId(UUID.randomUUID());
	}

	/**
	 * Reads an id strictly: version 4, lower case, hyphenated.
	 * @throws InvalidActorIdException if the text is anything else
	 */
	@JsonCreator
	public static ActorId of(String text) {
		Objects.requireNonNull(text, "text");
		if (!FORM.matcher(text).matches()) {
			throw new InvalidActorIdException(text);
		}
		return new ActorId(UUID.fromString(text));
	}

	/** This id as a UUID, as the event chain and its stores know it. */
	public UUID uuid() {
		return this.uuid;
	}

	@Override
	public int compareTo(ActorId other) {
		return this.uuid.compareTo(other.uuid);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ActorId id && this.uuid.equals(id.uuid);
	}

	@Override
	public int hashCode() {
		return this.uuid.hashCode();
	}

	@Override
	@JsonValue
	public String toString() {
		return this.uuid.toString();
	}

}
