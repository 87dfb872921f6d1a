package dev.theater.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChainVerificationTests {

	private static final int ROUNDS = 400;

	private final UUID actor = new UUID(42, 43);

	private final long seed = System.nanoTime();

	private final Random random = new Random(this.seed);

	ChainVerificationTests() {
		System.out.println("ChainVerificationTests seed " + this.seed);
	}

	private List<ChainEvent> chain(UUID owner, int length) {
		EventChain chain = new EventChain(owner);
		List<ChainEvent> events = new ArrayList<>();
		for (int i = 0; i < length; i++) {
			byte[] data = new byte[this.random.nextInt(20)];
			this.random.nextBytes(data);
			events.add(chain.append("type-" + this.random.nextInt(3), data,
					Instant.ofEpochMilli(1_767_225_600_000L + this.random.nextInt(1000))));
		}
		return events;
	}

	/**
	 * A random legal chain, cut at a random place, with at least this many events left.
	 */
	private Kept kept(int least) {
		List<ChainEvent> all = chain(this.actor, least + 8);
		int cut = this.random.nextInt(9);
		return new Kept(new ArrayList<>(all.subList(cut, all.size())),
				(cut == 0) ? ChainCut.NONE : new ChainCut(cut, all.get(cut - 1).hash()), all.getLast().hash());
	}

	private ChainVerification verify(Kept kept) {
		return ChainVerification.verify(this.actor, kept.events, kept.cut, Optional.empty());
	}

	private void assertBad(Kept kept, long sequence, String what) {
		ChainVerification verification = verify(kept);
		assertThat(verification.valid()).as("%s, seed %d", what, this.seed).isFalse();
		assertThat(verification.firstBadSequence()).as("%s, seed %d", what, this.seed).isEqualTo(sequence);
		assertThat(verification.checked()).isEqualTo(sequence - kept.cut.sequence());
		assertThat(verification.reason()).isNotBlank();
	}

	@Test
	void aLegalChainNeverFails() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(0);
			assertThat(ChainVerification.verify(this.actor, kept.events, kept.cut, Optional.of(kept.head)))
				.as("seed %d", this.seed)
				.isEqualTo(new ChainVerification(true, kept.events.size(), null, null));
			assertThat(verify(kept).valid()).isTrue();
		}
	}

	@Test
	void anEmptyChainIsValid() {
		assertThat(ChainVerification.verify(this.actor, List.of(), ChainCut.NONE, Optional.empty()))
			.isEqualTo(new ChainVerification(true, 0, null, null));
	}

	@Test
	void findsEveryFlippedBitOfEveryField() {
		Kept original = kept(3);
		for (int place = 0; place < original.events.size(); place++) {
			ChainEvent event = original.events.get(place);
			for (ChainEvent flipped : flips(event)) {
				Kept kept = original.copy();
				kept.events.set(place, flipped);
				assertBad(kept, original.cut.sequence() + place, "flipped bit in " + event);
			}
		}
	}

	private static List<ChainEvent> flips(ChainEvent e) {
		List<ChainEvent> flips = new ArrayList<>();
		EventHash parent = e.parentHash().orElse(null);
		for (int bit = 0; bit < 256; bit++) {
			flips.add(ChainEvent.of(EventHash.of(flip(e.hash().bytes(), bit)), parent, e.sequence(), e.eventType(),
					e.data(), e.timestamp()));
			if (parent != null) {
				flips.add(ChainEvent.of(e.hash(), EventHash.of(flip(parent.bytes(), bit)), e.sequence(), e.eventType(),
						e.data(), e.timestamp()));
			}
		}
		for (int bit = 0; bit < 63; bit++) {
			flips.add(ChainEvent.of(e.hash(), parent, e.sequence() ^ (1L << bit), e.eventType(), e.data(),
					e.timestamp()));
		}
		for (int bit = 0; bit < e.data().length * 8; bit++) {
			flips.add(ChainEvent.of(e.hash(), parent, e.sequence(), e.eventType(), flip(e.data(), bit), e.timestamp()));
		}
		for (int bit = 0; bit < e.eventType().length() * 7; bit++) {
			char[] type = e.eventType().toCharArray();
			type[bit / 7] ^= (char) (1 << (bit % 7));
			flips.add(ChainEvent.of(e.hash(), parent, e.sequence(), new String(type), e.data(), e.timestamp()));
		}
		for (int bit = 0; bit < 44; bit++) {
			flips.add(ChainEvent.of(e.hash(), parent, e.sequence(), e.eventType(), e.data(),
					Instant.ofEpochMilli(e.timestamp().toEpochMilli() ^ (1L << bit))));
		}
		for (int bit = 0; bit < 20; bit++) {
			flips.add(ChainEvent.of(e.hash(), parent, e.sequence(), e.eventType(), e.data(),
					e.timestamp().plusNanos(1L << bit)));
		}
		return flips;
	}

	private static byte[] flip(byte[] bytes, int bit) {
		bytes[bit / 8] ^= (byte) (1 << (bit % 8));
		return bytes;
	}

	@Test
	void findsAMissingOrAddedParent() {
		List<ChainEvent> events = chain(this.actor, 2);
		ChainEvent first = events.get(0);
		ChainEvent second = events.get(1);
		assertBad(new Kept(List.of(restored(first, second.hash()), second), ChainCut.NONE, second.hash()), 0,
				"parent of the first");
		assertBad(new Kept(List.of(first, restored(second, null)), ChainCut.NONE, second.hash()), 1, "no parent");
	}

	private static ChainEvent restored(ChainEvent e, @Nullable EventHash parent) {
		return ChainEvent.of(e.hash(), parent, e.sequence(), e.eventType(), e.data(), e.timestamp());
	}

	@Test
	void findsADeletedEvent() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(2);
			int place = this.random.nextInt(kept.events.size() - 1);
			kept.events.remove(place);
			assertBad(kept, kept.cut.sequence() + place, "deleted");
		}
	}

	@Test
	void findsADuplicatedEvent() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(1);
			int place = this.random.nextInt(kept.events.size());
			kept.events.add(place, kept.events.get(place));
			assertBad(kept, kept.cut.sequence() + place + 1, "duplicated");
		}
	}

	@Test
	void findsSwappedEvents() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(2);
			int one = this.random.nextInt(kept.events.size() - 1);
			int other = one + 1 + this.random.nextInt(kept.events.size() - one - 1);
			Collections.swap(kept.events, one, other);
			assertBad(kept, kept.cut.sequence() + one, "swapped");
		}
	}

	@Test
	void findsAnInsertedEventThatIsItselfWellMade() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(1);
			int place = this.random.nextInt(kept.events.size());
			long sequence = kept.cut.sequence() + place;
			ChainEvent next = kept.events.get(place);
			ChainEvent inserted = new EventChain(this.actor, sequence, next.parentHash().orElse(null))
				.append("inserted", new byte[0], Instant.EPOCH);
			kept.events.add(place, inserted);
			assertBad(kept, sequence + 1, "inserted");
		}
	}

	@Test
	void findsAReplacedEventThatIsItselfWellMade() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(2);
			int place = this.random.nextInt(kept.events.size() - 1);
			long sequence = kept.cut.sequence() + place;
			ChainEvent event = kept.events.get(place);
			kept.events.set(place, new EventChain(this.actor, sequence, event.parentHash().orElse(null))
				.append("replaced", event.data(), event.timestamp()));
			assertBad(kept, sequence + 1, "replaced");
		}
	}

	@Test
	void findsAnEventOfAnotherActor() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(1);
			int place = this.random.nextInt(kept.events.size());
			long sequence = kept.cut.sequence() + place;
			ChainEvent event = kept.events.get(place);
			// even one that continues this very chain, but was hashed for another
			kept.events.set(place, new EventChain(UUID.randomUUID(), sequence, event.parentHash().orElse(null))
				.append(event.eventType(), event.data(), event.timestamp()));
			assertBad(kept, sequence, "foreign");
			kept.events.set(place, chain(UUID.randomUUID(), (int) sequence + 1).getLast());
			assertBad(kept, sequence, "foreign");
		}
	}

	@Test
	void findsAWholeChainOfAnotherActor() {
		List<ChainEvent> events = chain(UUID.randomUUID(), 5);
		assertBad(new Kept(events, ChainCut.NONE, events.getLast().hash()), 0, "foreign chain");
	}

	@Test
	void findsACutTailAgainstTheRememberedHead() {
		for (int i = 0; i < ROUNDS; i++) {
			Kept kept = kept(1);
			int left = this.random.nextInt(kept.events.size());
			List<ChainEvent> events = kept.events.subList(0, left);
			ChainVerification verification = ChainVerification.verify(this.actor, events, kept.cut,
					Optional.of(kept.head));
			assertThat(verification.valid()).as("seed %d", this.seed).isFalse();
			assertThat(verification.firstBadSequence()).isEqualTo(kept.cut.sequence() + left);
			assertThat(verification.checked()).isEqualTo(left);
			assertThat(verification.reason()).contains("should end at " + kept.head);
			assertThat(ChainVerification.verify(this.actor, events, kept.cut, Optional.empty()).valid()).isTrue();
		}
	}

	@Test
	void findsAnEmptiedChainAgainstTheRememberedHead() {
		EventHash head = chain(this.actor, 1).getFirst().hash();
		assertThat(ChainVerification.verify(this.actor, List.of(), ChainCut.NONE, Optional.of(head)).reason())
			.contains("the chain ends at its beginning, but should end at " + head);
	}

	@Test
	void findsAWrongCut() {
		List<ChainEvent> events = chain(this.actor, 4);
		List<ChainEvent> tail = events.subList(2, 4);
		EventHash head = events.getLast().hash();
		assertBad(new Kept(tail, ChainCut.NONE, head), 0, "cut forgotten");
		assertBad(new Kept(tail, new ChainCut(2, events.get(0).hash()), head), 2, "cut at another hash");
		assertBad(new Kept(tail, new ChainCut(1, events.get(1).hash()), head), 1, "cut at another sequence");
	}

	@Test
	void saysWhatIsWrong() {
		List<ChainEvent> events = chain(this.actor, 3);
		assertThat(
				verify(new Kept(List.of(events.get(0), events.get(2)), ChainCut.NONE, events.get(2).hash())).reason())
			.isEqualTo("event 1 should come here, but event 2 does");
		ChainEvent orphan = restored(events.get(1), null);
		assertThat(verify(new Kept(List.of(events.get(0), orphan), ChainCut.NONE, orphan.hash())).reason())
			.isEqualTo("its parent hash is none, but the event before it has " + events.get(0).hash());
	}

	@Test
	void refusesAVerdictThatContradictsItself() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainVerification(true, 1, 1L, null))
			.withMessageStartingWith("a verification that is valid with 1 events checked, first bad 1, reason null: ");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainVerification(true, 1, null, "bad"));
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainVerification(false, 1, null, "bad"))
			.withMessageStartingWith("a verification that is not valid with 1 events checked, first bad null, ");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainVerification(false, 1, 1L, null));
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainVerification(true, -1, null, null));
	}

	@Test
	void refusesACutThatContradictsItself() {
		EventHash hash = EventHash.of(new byte[32]);
		assertThat(new ChainCut(0, null)).isEqualTo(ChainCut.NONE);
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainCut(0, hash))
			.withMessageStartingWith("a chain cut before event 0 with a parent hash: ");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainCut(1, null))
			.withMessageStartingWith("a chain cut before event 1 without a parent hash: ");
		assertThatIllegalArgumentException().isThrownBy(() -> new ChainCut(-1, hash));
	}

	private record Kept(List<ChainEvent> events, ChainCut cut, EventHash head) {

		Kept copy() {
			return new Kept(new ArrayList<>(this.events), this.cut, this.head);
		}

	}

}
