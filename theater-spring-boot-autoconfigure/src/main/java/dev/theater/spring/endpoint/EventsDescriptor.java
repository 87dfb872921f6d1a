package dev.theater.spring.endpoint;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.chain.EventHash;
import org.jspecify.annotations.Nullable;

/**
 * An actor's newest events.
 *
 * @param id the actor's id
 * @param chain its event chain as a whole
 * @param verification what came of checking all that is kept of it
 * @param events newest first
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "id", "chain", "verification", "events" })
public record EventsDescriptor(String id, ActorDescriptor.Chain chain, @Nullable Verification verification,
		List<Event> events) {

	public EventsDescriptor {
		events = List.copyOf(events);
	}

	/**
	 * What came of checking a chain.
	 *
	 * @param valid whether every event is what and where it should be
	 * @param checked events found right
	 * @param firstBadSequence the first event that is not
	 * @param reason what is wrong with it
	 */
	@JsonInclude(Include.NON_NULL)
	@JsonPropertyOrder({ "valid", "checked", "firstBadSequence", "reason" })
	public record Verification(boolean valid, long checked, @Nullable Long firstBadSequence, @Nullable String reason) {

		static Verification of(ChainVerification verification) {
			return new Verification(verification.valid(), verification.checked(), verification.firstBadSequence(),
					verification.reason());
		}
	}

	/**
	 * An event.
	 *
	 * @param sequence its place in the chain, from 0
	 * @param hash its hash
	 * @param parentHash the hash of the event before it
	 * @param eventType what kind of event
	 * @param timestamp when it happened
	 * @param data its payload where values are shown: JSON as such, and other bytes as a
	 * {@link ValueDescriptor}
	 */
	@JsonInclude(Include.NON_NULL)
	@JsonPropertyOrder({ "sequence", "hash", "parentHash", "eventType", "timestamp", "data" })
	public record Event(long sequence, String hash, @Nullable String parentHash, String eventType, Instant timestamp,
			@Nullable Object data) {

		static Event of(ChainEvent event, boolean showData) {
			return new Event(event.sequence(), event.hash().toString(),
					event.parentHash().map(EventHash::toString).orElse(null), event.eventType(), event.timestamp(),
					showData ? Payload.describe(event.data()) : null);
		}
	}

}
