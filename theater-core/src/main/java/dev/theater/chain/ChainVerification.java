package dev.theater.chain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * What came of checking a chain.
 *
 * @param valid whether every event checked is what and where it should be
 * @param checked how many events were found right before the check ended
 * @param firstBadSequence the place in the chain of the first event that is not; null if
 * the chain is valid
 * @param reason what is wrong there; null if the chain is valid
 */
public record ChainVerification(boolean valid, long checked, @Nullable Long firstBadSequence, @Nullable String reason) {

	public ChainVerification {
		if (checked < 0 || valid != (firstBadSequence == null) || valid != (reason == null)) {
			throw new IllegalArgumentException("a verification that is " + (valid ? "valid" : "not valid") + " with "
					+ checked + " events checked, first bad " + firstBadSequence + ", reason " + reason
					+ ": a bad event and a reason belong to exactly those that are not valid");
		}
	}

	/**
	 * Recomputes every field and link of a chain.
	 * @param actor whose chain it should be
	 * @param events the events kept, oldest first
	 * @param cut where they should begin
	 * @param rememberedHead the hash that the chain must end with, where somebody has
	 * remembered it; only against it is a missing end found
	 */
	public static ChainVerification verify(UUID actor, List<ChainEvent> events, ChainCut cut,
			Optional<EventHash> rememberedHead) {
		long expected = cut.sequence();
		EventHash parent = cut.parentHash();
		for (ChainEvent event : events) {
			String wrong = whatIsWrong(actor, event, expected, parent);
			if (wrong != null) {
				return new ChainVerification(false, expected - cut.sequence(), expected, wrong);
			}
			parent = event.hash();
			expected++;
		}
		if (rememberedHead.isPresent() && !Objects.equals(rememberedHead.get(), parent)) {
			return new ChainVerification(false, expected - cut.sequence(), expected, "the chain ends at "
					+ ((parent != null) ? parent : "its beginning") + ", but should end at " + rememberedHead.get());
		}
		return new ChainVerification(true, expected - cut.sequence(), null, null);
	}

	private static @Nullable String whatIsWrong(UUID actor, ChainEvent event, long expected,
			@Nullable EventHash parent) {
		if (event.sequence() != expected) {
			return "event " + expected + " should come here, but event " + event.sequence() + " does";
		}
		if (!Objects.equals(event.parent(), parent)) {
			return "its parent hash is " + shown(event.parent()) + ", but the event before it has " + shown(parent);
		}
		if (!EventScheme.isExact(event.timestamp())) {
			return "its timestamp " + event.timestamp() + " is not in whole milliseconds";
		}
		EventHash recomputed = EventScheme.hash(actor, expected, parent, event.eventType(), event.unsafeData(),
				event.timestamp().toEpochMilli());
		if (!event.hash().equals(recomputed)) {
			return "its hash is " + event.hash() + ", but what it says hashes to " + recomputed;
		}
		return null;
	}

	private static String shown(@Nullable EventHash hash) {
		return (hash != null) ? hash.toString() : "none";
	}

}
