package dev.theater.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventPayload;
import dev.theater.chain.EventStore;
import dev.theater.chain.EventStoreException;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StateChange;
import dev.theater.chain.StoredActor;
import dev.theater.component.wasm.MemoryBudget;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Events and state go to the store in one step, in order, or not at all. */
class ActorStoreTests {

	private static final StateChange KEEP = new StateChange.Keep();

	private final ScriptedStore store = new ScriptedStore(false);

	private final ScriptedStore slow = new ScriptedStore(true);

	private final ExecutorService commits = Executors.newSingleThreadExecutor((task) -> new Thread(task, "commits"));

	private final Counters counters = new Counters(10);

	private final ActorStore actor = actor(this.store);

	@AfterEach
	void close() {
		this.slow.release();
		this.commits.shutdownNow();
	}

	private ActorStore actor(EventStore store) {
		return new ActorStore(ActorId.random(), store, this.commits, new ManualClock(), this.counters,
				MemoryBudget.UNLIMITED, new EventBounds(4_500, 3L << 19));
	}

	private static void note(ActorStore actor, String type) {
		actor.record(type, EventPayload.named("Test"));
	}

	private static StateChange set(String state) {
		return new StateChange.Set(state.getBytes());
	}

	private static List<String> types(ActorStore actor) {
		return actor.stored().orElseThrow().events().stream().map(ChainEvent::eventType).toList();
	}

	@Test
	void commitsWhatWasNotedWithTheStateInOneStep() {
		note(this.actor, "a");
		note(this.actor, "b");
		assertThat(this.actor.length()).isZero();
		assertThat(this.actor.commit(set("1"))).isCompleted();
		assertThat(this.actor.state()).contains("1".getBytes());
		assertThat(this.actor.length()).isEqualTo(2);
		assertThat(this.store.commits()).hasSize(1);
		assertThat(types(this.actor)).containsExactly("a", "b");
		assertThat(this.actor.head()).isEqualTo(this.actor.stored().orElseThrow().head().orElseThrow());
		assertThat(this.counters.total("theater.chain.events")).isEqualTo(2);
	}

	@Test
	void keepsTheStateOrClearsIt() {
		assertThat(this.actor.commit(set("1"))).isCompleted();
		note(this.actor, "a");
		assertThat(this.actor.commit()).isCompleted();
		assertThat(this.actor.state()).contains("1".getBytes());
		assertThat(this.actor.commit(new StateChange.Clear())).isCompleted();
		assertThat(this.actor.state()).isEmpty();
		assertThat(this.actor.stored().orElseThrow().state()).isEmpty();
	}

	@Test
	void bothersTheStoreWithNothingOnlyWhenThereIsSomething() {
		assertThat(this.actor.commit()).isCompleted();
		assertThat(this.store.attempts()).isZero();
	}

	@Test
	void aCommitThatFailsLeavesStateAndChainAndKeepsWhatWasNoted() {
		note(this.actor, "a");
		assertThat(this.actor.commit(set("1"))).isCompleted();
		this.store.failIf((commit) -> true);
		note(this.actor, "b");
		CompletableFuture<Void> failed = this.actor.commit(set("2"));
		assertThatThrownBy(failed::join).hasCauseInstanceOf(EventStoreException.class)
			.hasMessageContaining("the disk is full");
		assertThat(this.actor.state()).contains("1".getBytes());
		assertThat(this.actor.length()).isOne();
		this.store.recover();
		note(this.actor, "c");
		assertThat(this.actor.commit()).isCompleted();
		assertThat(types(this.actor)).containsExactly("a", "b", "theater:runtime/commit-failed", "c");
		assertThat(this.actor.stored().orElseThrow().verify().valid()).isTrue();
		assertThat(this.actor.state()).contains("1".getBytes());
	}

	@Test
	void turnsWhateverTheStoreThrowsIntoAFailedCommit() {
		for (Throwable thrown : List.of(new IllegalStateException("odd"), new StackOverflowError())) {
			ActorStore victim = actor(new BrokenStore(thrown));
			note(victim, "a");
			assertThatThrownBy(() -> victim.commit().join()).hasCauseInstanceOf(EventStoreException.class)
				.hasMessageContaining("the store 'broken' failed");
			assertThat(victim.commit()).as("and the next is tried").isCompletedExceptionally();
		}
	}

	@Test
	void boundsWhatItKeepsForAStoreThatGoesOnFailingAndSaysHowManyAreLost() {
		this.store.failIf((commit) -> true);
		for (int i = 0; i < 10_050; i++) {
			note(this.actor, "n" + i);
		}
		assertThat(this.actor.commit()).isCompletedExceptionally();
		assertThat(this.actor.commit()).isCompletedExceptionally();
		this.store.recover();
		assertThat(this.actor.commit()).isCompleted();
		List<ChainEvent> events = this.actor.stored().orElseThrow().events();
		assertThat(events).hasSize(10_001);
		assertThat(types(this.actor)).startsWith("n0", "n1").endsWith("n9999", "theater:runtime/events-lost");
		assertThat(new String(events.getLast().data())).as("50 and two notes of the failure").contains("52");
		assertThat(this.actor.stored().orElseThrow().verify().valid()).isTrue();
	}

	@Test
	void aStoreThatMayWaitIsCalledOnTheCommitExecutorOnly() throws Exception {
		ActorStore actor = actor(this.slow);
		this.slow.hold();
		note(actor, "a");
		CompletableFuture<Void> first = actor.commit(set("1"));
		CompletableFuture<Void> second = actor.commit(set("2"));
		await().until(() -> this.slow.attempts() == 1);
		assertThat(this.slow.lastThread().getName()).isEqualTo("commits");
		assertThat(first).isNotDone();
		assertThat(second).isNotDone();
		assertThat(actor.state()).as("not before it is committed").isEmpty();
		this.slow.release();
		second.get(5, TimeUnit.SECONDS);
		assertThat(first).isCompleted();
		assertThat(actor.state()).contains("2".getBytes());
		assertThat(this.slow.commits()).extracting(EventStore.Commit::state).containsExactly(set("1"), set("2"));
	}

	@Test
	void failsCommitsOnceTheExecutorIsClosed() {
		ActorStore actor = actor(this.slow);
		this.commits.shutdown();
		note(actor, "a");
		assertThat(actor.commit()).isCompletedExceptionally();
		assertThat(actor.commit()).isCompletedExceptionally();
	}

	@Test
	void losesNoEventAndNoCommitUnderManyThreads() throws Exception {
		for (ActorStore victim : List.of(this.actor, actor(this.slow))) {
			List<CompletableFuture<Void>> all = new ArrayList<>();
			List<Thread> threads = new ArrayList<>();
			CountDownLatch go = new CountDownLatch(1);
			for (int i = 0; i < 4; i++) {
				threads.add(Thread.ofPlatform().start(() -> {
					awaitQuietly(go);
					for (int j = 0; j < 300; j++) {
						note(victim, "e");
						CompletableFuture<Void> commit = victim.commit(KEEP);
						synchronized (all) {
							all.add(commit);
						}
					}
				}));
			}
			go.countDown();
			for (Thread thread : threads) {
				thread.join();
			}
			CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(10, TimeUnit.SECONDS);
			assertThat(victim.length()).isEqualTo(1_200);
			assertThat(victim.stored().orElseThrow().verify().valid()).isTrue();
		}
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void forgetsAtTheStore() {
		note(this.actor, "a");
		assertThat(this.actor.commit()).isCompleted();
		this.actor.forget();
		assertThat(this.actor.stored()).isEmpty();
	}

	/** Throws whatever it is given. */
	private record BrokenStore(Throwable thrown) implements EventStore {

		@Override
		public String name() {
			return "broken";
		}

		@Override
		public boolean blocking() {
			return false;
		}

		@Override
		public void commit(Commit commit) {
			if (this.thrown instanceof Error error) {
				throw error;
			}
			throw (RuntimeException) this.thrown;
		}

		@Override
		public Optional<StoredActor> read(UUID actor) {
			return Optional.empty();
		}

		@Override
		public void forget(UUID actor) {
			throw new UnsupportedOperationException();
		}

	}

	@Test
	void boundsTheBytesThatWaitForACommitAndStillTellsHowTheCallEnded() {
		InMemoryEventStore memory = new InMemoryEventStore(100_000, 1L << 40);
		ActorStore actor = actor(memory);
		String large = "\u0001".repeat(4_000);
		for (int i = 0; i < 2_000; i++) {
			actor.record("log", EventPayload.named("Log").with("text", large));
		}
		actor.recordOutcome("end", EventPayload.named("HandleSendError"));
		actor.commit().join();
		assertThat(memory.retainedBytes()).isLessThan(5L << 20);
		List<String> types = types(actor);
		assertThat(types.subList(types.size() - 2, types.size())).containsExactly("end", "theater:runtime/events-lost");
		actor.record("log", EventPayload.named("Log").with("text", large));
		actor.commit().join();
		assertThat(types(actor)).last().isEqualTo("log");
	}

}
