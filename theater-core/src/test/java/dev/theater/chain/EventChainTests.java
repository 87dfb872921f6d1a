package dev.theater.chain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EventChainTests {

	private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");

	private final UUID actor = UUID.randomUUID();

	private final EventChain chain = new EventChain(this.actor);

	@Test
	void beginsEmpty() {
		assertThat(this.chain.length()).isZero();
		assertThat(this.chain.head()).isEmpty();
	}

	@Test
	void linksEachEventToTheOneBefore() {
		ChainEvent first = this.chain.append("a", new byte[0], NOW);
		ChainEvent second = this.chain.append("b", new byte[0], NOW);
		assertThat(first.sequence()).isZero();
		assertThat(first.parentHash()).isEmpty();
		assertThat(second.sequence()).isEqualTo(1);
		assertThat(second.parentHash()).contains(first.hash());
		assertThat(this.chain.length()).isEqualTo(2);
		assertThat(this.chain.head()).contains(second.hash());
	}

	@Test
	void cutsTimestampsToMilliseconds() {
		assertThat(this.chain.append("a", new byte[0], NOW).timestamp())
			.isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
		assertThat(this.chain.append("a", new byte[0], Instant.ofEpochSecond(-1, 999_999_999)).timestamp())
			.isEqualTo(Instant.ofEpochMilli(-1));
	}

	@Test
	void goesOnWhereAnotherWriterLeftIt() {
		ChainEvent first = this.chain.append("a", new byte[0], NOW);
		ChainEvent second = new EventChain(this.actor, 1, first.hash()).append("b", new byte[] { 7 }, NOW);
		assertThat(second).isEqualTo(this.chain.append("b", new byte[] { 7 }, NOW));
		assertThat(
				ChainVerification.verify(this.actor, List.of(first, second), ChainCut.NONE, Optional.empty()).valid())
			.isTrue();
	}

	@Test
	void goesBackToWhatWasCommitted() {
		ChainEvent first = this.chain.append("a", new byte[0], NOW);
		ChainEvent lost = this.chain.append("b", new byte[0], NOW);
		this.chain.rewindTo(1, first.hash());
		ChainEvent again = this.chain.append("b", new byte[0], NOW);
		assertThat(again).isEqualTo(lost);
		this.chain.rewindTo(0, null);
		assertThat(this.chain.append("a", new byte[0], NOW)).isEqualTo(first);
	}

	@Test
	void mayGoBackToWhereItIs() {
		ChainEvent first = this.chain.append("a", new byte[0], NOW);
		this.chain.rewindTo(1, first.hash());
		assertThat(this.chain.head()).contains(first.hash());
	}

	@Test
	void refusesToGoForward() {
		ChainEvent first = this.chain.append("a", new byte[0], NOW);
		assertThatIllegalArgumentException().isThrownBy(() -> this.chain.rewindTo(2, first.hash()))
			.withMessageContaining("can only go back");
		assertThat(this.chain.length()).isEqualTo(1);
	}

	@Test
	void refusesALengthWithoutAHeadAndAHeadWithoutALength() {
		EventHash hash = EventHash.of(new byte[32]);
		assertThatIllegalArgumentException().isThrownBy(() -> new EventChain(this.actor, 1, null))
			.withMessageStartingWith("a chain of 1 events without a head: ");
		assertThatIllegalArgumentException().isThrownBy(() -> new EventChain(this.actor, 0, hash))
			.withMessageStartingWith("a chain of 0 events with a head: ");
		assertThatIllegalArgumentException().isThrownBy(() -> new EventChain(this.actor, -1, hash));
		this.chain.append("a", new byte[0], NOW);
		assertThatIllegalArgumentException().isThrownBy(() -> this.chain.rewindTo(1, null));
		assertThatIllegalArgumentException().isThrownBy(() -> this.chain.rewindTo(0, hash));
	}

	@Test
	void isAsItWasAfterAnEventItRefuses() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.chain.append("", new byte[0], NOW));
		assertThatIllegalArgumentException().isThrownBy(() -> this.chain.append("\udc00", new byte[0], NOW));
		assertThatIllegalArgumentException().isThrownBy(() -> this.chain.append("a", new byte[0], Instant.MAX))
			.withMessageContaining("milliseconds");
		assertThat(this.chain.length()).isZero();
		assertThat(this.chain.head()).isEmpty();
	}

}
