package dev.theater.chain;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the SPI says for stores that say nothing themselves, and its values. */
class EventStoreTests {

	private static final UUID ACTOR = new UUID(1, 2);

	@Test
	void aStoreThatSaysNothingIsTakenToWait() {
		EventStore store = new EventStore() {
			@Override
			public String name() {
				return "silent";
			}

			@Override
			public void commit(Commit commit) {
			}

			@Override
			public Optional<StoredActor> read(UUID actor) {
				return Optional.empty();
			}

			@Override
			public void forget(UUID actor) {
			}
		};
		assertThat(store.blocking()).isTrue();
		store.close();
	}

	@Test
	void tellsConflictsFromFailures() {
		IOException cause = new IOException("no space left");
		EventStoreException failure = new EventStoreException(ACTOR, "the disk is full", cause);
		assertThat(failure.conflict()).isFalse();
		assertThat(failure.actor()).isEqualTo(ACTOR);
		assertThat(failure).hasMessage("the disk is full").hasCause(cause);
		assertThat(EventStoreException.wrongSequence(ACTOR, 3, 4).conflict()).isTrue();
		assertThat(EventStoreException.wrongParent(ACTOR, null, null).conflict()).isTrue();
	}

	@Test
	void aSnapshotSaysWhoseItIsAndHowMuch() {
		ChainCut cut = new ChainCut(7, EventHash.of(new byte[32]));
		assertThat(new StoredActor(ACTOR, List.of(), cut, null))
			.hasToString("StoredActor[" + ACTOR + ", 7 events, kept from 7]");
	}

}
