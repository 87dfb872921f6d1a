package dev.theater.chain;

import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ChainEventTests {

	private static final EventHash HASH = EventHash.of(new byte[32]);

	private final EventChain chain = new EventChain(UUID.randomUUID());

	@Test
	void copiesItsDataInAndOut() {
		byte[] data = { 1, 2, 3 };
		ChainEvent event = this.chain.append("t", data, Instant.EPOCH);
		ChainEvent restored = ChainEvent.of(event.hash(), null, 0, "t", data, Instant.EPOCH);
		data[0] = 9;
		event.data()[1] = 9;
		restored.data()[1] = 9;
		assertThat(event.data()).containsExactly(1, 2, 3);
		assertThat(restored.data()).containsExactly(1, 2, 3);
	}

	@Test
	void isEqualByItsHash() {
		ChainEvent event = this.chain.append("t", new byte[] { 1 }, Instant.EPOCH);
		ChainEvent same = ChainEvent.of(event.hash(), null, 0, "t", new byte[] { 1 }, Instant.EPOCH);
		ChainEvent other = ChainEvent.of(HASH, null, 0, "t", new byte[] { 1 }, Instant.EPOCH);
		assertThat(event).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
		assertThat(event).hasSameHashCodeAs(event.hash()).hasToString("ChainEvent[0 t " + event.hash() + "]");
	}

	@Test
	void refusesANegativeSequence() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChainEvent.of(HASH, null, -1, "t", new byte[0], Instant.EPOCH))
			.withMessageContaining("-1");
	}

	@Test
	void refusesAnEmptyType() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChainEvent.of(HASH, null, 0, "", new byte[0], Instant.EPOCH))
			.withMessageContaining("must not be empty");
	}

	@Test
	void refusesATypeWithHalfACharacter() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ChainEvent.of(HASH, null, 0, "a\ud83c", new byte[0], Instant.EPOCH))
			.withMessageContaining("well-formed");
	}

}
