package dev.theater.chain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class InMemoryEventStoreTests {

	private static final long PLENTY = 64L << 20;

	private final UUID actor = UUID.randomUUID();

	private final InMemoryEventStore store = new InMemoryEventStore(256, PLENTY);

	private static EventStore.Commit commit(EventChain chain, int events, int bytes, StateChange state) {
		long expected = chain.length();
		List<ChainEvent> made = new ArrayList<>();
		for (int i = 0; i < events; i++) {
			made.add(chain.append("event", new byte[bytes], Instant.now()));
		}
		return new EventStore.Commit(chain.actor(), expected, made, state);
	}

	private StoredActor stored() {
		return this.store.read(this.actor).orElseThrow();
	}

	@Test
	void saysWhatItIs() {
		assertThat(this.store.name()).isEqualTo("memory");
		assertThat(this.store.blocking()).isFalse();
		this.store.close();
	}

	@Test
	void hasNothingOfAnActorItNeverHeardOf() {
		assertThat(this.store.read(this.actor)).isEmpty();
	}

	@Test
	void keepsEventsAndStateOfACommit() {
		EventChain chain = new EventChain(this.actor);
		EventStore.Commit commit = commit(chain, 3, 10, new StateChange.Set(new byte[] { 1, 2 }));
		this.store.commit(commit);
		assertThat(stored().events()).isEqualTo(commit.events());
		assertThat(stored().state().orElseThrow()).containsExactly(1, 2);
		assertThat(stored().length()).isEqualTo(3);
		assertThat(stored().head()).isEqualTo(chain.head());
		assertThat(stored().cut()).isEqualTo(ChainCut.NONE);
		assertThat(stored().actor()).isEqualTo(this.actor);
	}

	@Test
	void keepsSetsAndClearsTheState() {
		EventChain chain = new EventChain(this.actor);
		this.store.commit(commit(chain, 1, 1, new StateChange.Set(new byte[] { 5 })));
		this.store.commit(commit(chain, 1, 1, new StateChange.Keep()));
		assertThat(stored().state().orElseThrow()).containsExactly(5);
		this.store.commit(commit(chain, 0, 0, new StateChange.Set(new byte[0])));
		assertThat(stored().state().orElseThrow()).isEmpty();
		this.store.commit(commit(chain, 1, 1, new StateChange.Clear()));
		assertThat(stored().state()).isEmpty();
	}

	@Test
	void givesNobodyItsOwnStateBytes() {
		byte[] given = { 1 };
		this.store.commit(commit(new EventChain(this.actor), 1, 1, new StateChange.Set(given)));
		given[0] = 9;
		stored().state().orElseThrow()[0] = 9;
		assertThat(stored().state().orElseThrow()).containsExactly(1);
	}

	@Test
	void aSnapshotStaysAsItIs() {
		EventChain chain = new EventChain(this.actor);
		this.store.commit(commit(chain, 1, 1, new StateChange.Keep()));
		StoredActor before = stored();
		this.store.commit(commit(chain, 1, 1, new StateChange.Set(new byte[1])));
		assertThat(before.length()).isEqualTo(1);
		assertThat(before.state()).isEmpty();
	}

	@Test
	void keepsTheNewestEventsAndStillVerifiesFromTheCut() {
		InMemoryEventStore small = new InMemoryEventStore(4, PLENTY);
		EventChain chain = new EventChain(this.actor);
		for (int i = 0; i < 10; i++) {
			small.commit(commit(chain, 1, 1, new StateChange.Keep()));
		}
		StoredActor kept = small.read(this.actor).orElseThrow();
		assertThat(kept.events()).hasSize(4);
		assertThat(kept.cut().sequence()).isEqualTo(6);
		assertThat(kept.length()).isEqualTo(10);
		assertThat(kept.head()).isEqualTo(chain.head());
		assertThat(kept.verify()).isEqualTo(new ChainVerification(true, 4, null, null));
	}

	@Test
	void takesACommitLargerThanWhatItKeeps() {
		InMemoryEventStore small = new InMemoryEventStore(2, PLENTY);
		EventChain chain = new EventChain(this.actor);
		small.commit(commit(chain, 5, 1, new StateChange.Keep()));
		assertThat(small.read(this.actor).orElseThrow().cut().sequence()).isEqualTo(3);
		assertThat(small.read(this.actor).orElseThrow().verify().valid()).isTrue();
	}

	@Test
	void staysWithinItsBytesAndSparesTheQuietOnes() {
		InMemoryEventStore small = new InMemoryEventStore(1000, 100_000);
		EventChain quiet = new EventChain(UUID.randomUUID());
		small.commit(commit(quiet, 3, 100, new StateChange.Keep()));
		EventChain loud = new EventChain(this.actor);
		for (int i = 0; i < 500; i++) {
			small.commit(commit(loud, 1, 1000, new StateChange.Set(new byte[] { 1 })));
			assertThat(small.retainedBytes()).isLessThanOrEqualTo(100_000);
		}
		StoredActor kept = small.read(this.actor).orElseThrow();
		assertThat(small.read(quiet.actor()).orElseThrow().events()).hasSize(3);
		assertThat(kept.events()).hasSizeBetween(20, 84);
		assertThat(kept.length()).isEqualTo(500);
		assertThat(kept.state().orElseThrow()).containsExactly(1);
		assertThat(kept.verify().valid()).isTrue();
	}

	@Test
	void dropsNothingWhileItsBytesAreWithinTheBound() {
		InMemoryEventStore full = new InMemoryEventStore(10, 2L * sizeOf(508));
		full.commit(commit(new EventChain(this.actor), 2, 508, new StateChange.Keep()));
		assertThat(full.retainedBytes()).isEqualTo(2L * sizeOf(508));
		assertThat(full.read(this.actor).orElseThrow().events()).hasSize(2);
	}

	@Test
	void sparesAnActorThatHasExactlyItsShare() {
		long bound = 1_600;
		InMemoryEventStore small = new InMemoryEventStore(10, bound);
		EventChain quiet = new EventChain(UUID.randomUUID());
		int share = (int) (bound - bound / 8) / 2;
		small.commit(commit(quiet, 1, share - sizeOf(0), new StateChange.Keep()));
		small.commit(commit(new EventChain(this.actor), 1, 1_000, new StateChange.Keep()));
		assertThat(small.read(quiet.actor()).orElseThrow().events()).hasSize(1);
		assertThat(small.read(this.actor).orElseThrow().events()).isEmpty();
		assertThat(small.retainedBytes()).isEqualTo(share);
		assertThat(small).hasToString("InMemoryEventStore[2 actors, 700 of 1600 bytes]");
	}

	private static int sizeOf(int data) {
		return StoreEntry.FIXED_BYTES + data + "event".length();
	}

	@Test
	void keepsTheHeadWhereNotOneEventFits() {
		InMemoryEventStore tiny = new InMemoryEventStore(10, 1);
		EventChain chain = new EventChain(this.actor);
		tiny.commit(commit(chain, 2, 1, new StateChange.Keep()));
		tiny.commit(commit(chain, 1, 1, new StateChange.Keep()));
		StoredActor kept = tiny.read(this.actor).orElseThrow();
		assertThat(kept.events()).isEmpty();
		assertThat(kept.length()).isEqualTo(3);
		assertThat(kept.head()).isEqualTo(chain.head());
		assertThat(tiny.retainedBytes()).isZero();
	}

	@Test
	void refusesAWrongExpectedSequenceAndChangesNothing() {
		EventChain chain = new EventChain(this.actor);
		this.store.commit(commit(chain, 2, 1, new StateChange.Set(new byte[] { 1 })));
		long bytes = this.store.retainedBytes();
		EventHash head = chain.head().orElseThrow();
		EventStore.Commit late = commit(new EventChain(this.actor), 1, 1, new StateChange.Clear());
		EventStore.Commit early = commit(new EventChain(this.actor, 3, head), 1, 1, new StateChange.Clear());
		for (EventStore.Commit wrong : List.of(late, early)) {
			assertThatExceptionOfType(EventStoreException.class).isThrownBy(() -> this.store.commit(wrong))
				.withMessageContaining("expects event " + wrong.expectedSequence() + " to come next")
				.withMessageContaining("next is 2")
				.satisfies((ex) -> {
					assertThat(ex.conflict()).isTrue();
					assertThat(ex.actor()).isEqualTo(this.actor);
				});
		}
		assertThat(stored().length()).isEqualTo(2);
		assertThat(stored().state().orElseThrow()).containsExactly(1);
		assertThat(this.store.retainedBytes()).isEqualTo(bytes);
	}

	@Test
	void refusesTheSameCommitTwice() {
		EventStore.Commit commit = commit(new EventChain(this.actor), 1, 1, new StateChange.Keep());
		this.store.commit(commit);
		assertThatExceptionOfType(EventStoreException.class).isThrownBy(() -> this.store.commit(commit));
		assertThat(stored().length()).isEqualTo(1);
	}

	@Test
	void refusesEventsThatContinueAnotherChain() {
		EventChain chain = new EventChain(this.actor);
		this.store.commit(commit(chain, 1, 1, new StateChange.Keep()));
		EventStore.Commit other = commit(new EventChain(this.actor, 1, EventHash.of(new byte[32])), 1, 1,
				new StateChange.Keep());
		assertThatExceptionOfType(EventStoreException.class).isThrownBy(() -> this.store.commit(other))
			.withMessageContaining("store's ends at " + chain.head().orElseThrow());
		assertThat(stored().length()).isEqualTo(1);
	}

	@Test
	void remembersNothingOfAnUnknownActorWhoseCommitItRefused() {
		EventChain chain = new EventChain(this.actor, 3, EventHash.of(new byte[32]));
		assertThatExceptionOfType(EventStoreException.class)
			.isThrownBy(() -> this.store.commit(commit(chain, 1, 1, new StateChange.Keep())));
		assertThat(this.store.actorCount()).isZero();
	}

	@Test
	void forgets() {
		EventChain chain = new EventChain(this.actor);
		this.store.commit(commit(chain, 3, 100, new StateChange.Set(new byte[1])));
		assertThat(this.store.actorCount()).isEqualTo(1);
		this.store.forget(this.actor);
		this.store.forget(this.actor);
		assertThat(this.store.read(this.actor)).isEmpty();
		assertThat(this.store.retainedBytes()).isZero();
		assertThat(this.store.actorCount()).isZero();
		assertThatExceptionOfType(EventStoreException.class)
			.isThrownBy(() -> this.store.commit(commit(chain, 1, 1, new StateChange.Keep())));
	}

	@Test
	void refusesBoundsThatKeepNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryEventStore(0, 1)).withMessageContaining("0");
		assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryEventStore(1, 0)).withMessageContaining("0");
	}

	@Test
	void aCommitRefusesEventsThatDoNotFollowOneAnother() {
		EventChain chain = new EventChain(this.actor);
		ChainEvent first = chain.append("a", new byte[0], Instant.EPOCH);
		ChainEvent second = chain.append("b", new byte[0], Instant.EPOCH);
		ChainEvent stranger = new EventChain(this.actor, 1, EventHash.of(new byte[32])).append("c", new byte[0],
				Instant.EPOCH);
		StateChange keep = new StateChange.Keep();
		for (List<ChainEvent> events : List.of(List.of(second), List.of(second, first), List.of(first, first),
				List.of(first, stranger))) {
			assertThatIllegalArgumentException().isThrownBy(() -> new EventStore.Commit(this.actor, 0, events, keep))
				.withMessageContaining("must follow one another");
		}
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EventStore.Commit(this.actor, 1, List.of(first), keep))
			.withMessageContaining("event 1 should come after what is stored, not " + first + " with parent null");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new EventStore.Commit(this.actor, 0, List.of(first, stranger), keep))
			.withMessageContaining("event 1 should come after " + first + ", not " + stranger);
		assertThatIllegalArgumentException().isThrownBy(() -> new EventStore.Commit(this.actor, -1, List.of(), keep));
	}

	@Test
	void stateChangesAreEqualByContent() {
		assertThat(new StateChange.Set(new byte[] { 1 })).isEqualTo(new StateChange.Set(new byte[] { 1 }))
			.hasSameHashCodeAs(new StateChange.Set(new byte[] { 1 }))
			.isNotEqualTo(new StateChange.Set(new byte[] { 2 }))
			.doesNotHaveSameHashCodeAs(new StateChange.Set(new byte[] { 2 }))
			.hasToString("Set[1 bytes]");
	}

	@Test
	void holdsItsBoundsWithManyWritersAndReaders() throws Exception {
		int writers = 8;
		int commits = 2000;
		InMemoryEventStore shared = new InMemoryEventStore(50, 60_000);
		List<EventChain> chains = new ArrayList<>();
		for (int i = 0; i < writers; i++) {
			chains.add(new EventChain(UUID.randomUUID()));
		}
		AtomicBoolean done = new AtomicBoolean();
		CountDownLatch start = new CountDownLatch(1);
		try (ExecutorService threads = Executors.newCachedThreadPool()) {
			List<Future<?>> writing = new ArrayList<>();
			for (EventChain chain : chains) {
				writing.add(threads.submit(call(start, () -> {
					for (int i = 0; i < commits; i++) {
						shared.commit(commit(chain, 1, i % 1000, new StateChange.Set(new byte[] { (byte) i })));
					}
				})));
			}
			Future<?> reading = threads.submit(call(start, () -> {
				while (!done.get()) {
					for (EventChain chain : chains) {
						shared.read(chain.actor()).ifPresent(InMemoryEventStoreTests::assertConsistent);
					}
				}
			}));
			start.countDown();
			for (Future<?> future : writing) {
				future.get(60, TimeUnit.SECONDS);
			}
			done.set(true);
			reading.get(60, TimeUnit.SECONDS);
		}
		assertThat(shared.retainedBytes()).isBetween(1L, 60_000L);
		long counted = 0;
		for (EventChain chain : chains) {
			StoredActor kept = shared.read(chain.actor()).orElseThrow();
			assertThat(kept.length()).isEqualTo(commits);
			assertThat(kept.head()).isEqualTo(chain.head());
			counted += kept.events().stream().mapToLong((e) -> StoreEntry.FIXED_BYTES + e.dataLength() + 5).sum();
		}
		assertThat(shared.retainedBytes()).isEqualTo(counted);
	}

	private static void assertConsistent(StoredActor kept) {
		assertThat(kept.verify().valid()).isTrue();
		// events and state of a commit are seen together
		assertThat(kept.state().orElseThrow()[0]).isEqualTo((byte) (kept.length() - 1));
	}

	private static Callable<Optional<Object>> call(CountDownLatch start, Runnable body) {
		return () -> {
			start.await();
			body.run();
			return Optional.empty();
		};
	}

	@Test
	void letsExactlyOneOfTwoRivalsCommit() throws Exception {
		for (int round = 0; round < 200; round++) {
			UUID contested = UUID.randomUUID();
			CountDownLatch start = new CountDownLatch(1);
			try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
				List<Future<Boolean>> rivals = new ArrayList<>();
				for (int i = 0; i < 2; i++) {
					rivals.add(threads.submit(() -> {
						start.await();
						try {
							this.store.commit(commit(new EventChain(contested), 1, 1, new StateChange.Keep()));
							return true;
						}
						catch (EventStoreException ex) {
							return false;
						}
					}));
				}
				start.countDown();
				assertThat(List.of(rivals.get(0).get(), rivals.get(1).get())).containsExactlyInAnyOrder(true, false);
			}
			assertThat(this.store.read(contested).orElseThrow().length()).isEqualTo(1);
		}
	}

	@Test
	void anEntryThatWasForgottenTakesNoMoreCommits() {
		StoreEntry entry = new StoreEntry();
		LongAdder total = new LongAdder();
		EventChain chain = new EventChain(this.actor);
		assertThat(entry.commit(commit(chain, 1, 1, new StateChange.Keep()), 10, total)).isTrue();
		entry.forget(total);
		assertThat(entry.commit(commit(chain, 1, 1, new StateChange.Keep()), 10, total)).isFalse();
		assertThat(entry.read(this.actor)).isEmpty();
		assertThat(total.sum()).isZero();
	}

	@Test
	void losesNoBytesWhenForgettingRacesWithCommits() throws Exception {
		CountDownLatch start = new CountDownLatch(1);
		AtomicBoolean done = new AtomicBoolean();
		try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
			Future<?> writer = threads.submit(call(start, () -> {
				EventChain chain = new EventChain(this.actor);
				for (int i = 0; i < 20_000; i++) {
					try {
						this.store.commit(commit(chain, 1, 10, new StateChange.Keep()));
					}
					catch (EventStoreException ex) {
						chain = new EventChain(this.actor);
					}
				}
				done.set(true);
			}));
			Future<?> forgetter = threads.submit(call(start, () -> {
				while (!done.get()) {
					this.store.forget(this.actor);
				}
			}));
			start.countDown();
			writer.get(60, TimeUnit.SECONDS);
			forgetter.get(60, TimeUnit.SECONDS);
		}
		this.store.forget(this.actor);
		assertThat(this.store.retainedBytes()).isZero();
		assertThat(this.store.actorCount()).isZero();
	}

}
