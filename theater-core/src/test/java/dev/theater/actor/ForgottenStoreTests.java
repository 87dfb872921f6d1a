package dev.theater.actor;

import java.util.concurrent.CompletableFuture;

import dev.theater.chain.EventPayload;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StateChange;
import dev.theater.component.wasm.MemoryBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Nothing of an actor comes back into the store once it was forgotten. */
class ForgottenStoreTests {

	private final InMemoryEventStore events = new InMemoryEventStore(10, 1 << 20);

	private ActorStore store() {
		return new ActorStore(ActorId.random(), this.events, Runnable::run, new ManualClock(), new Counters(10),
				MemoryBudget.UNLIMITED, EventBounds.DEFAULT);
	}

	private static void act(ActorStore store) {
		store.record("test/step", EventPayload.named("Step"));
		store.commit(new StateChange.Set(new byte[] { 1 }));
	}

	@Test
	void aLateCommitOfAnActorThatNeverCommittedLeavesNoEntry() {
		ActorStore store = store();
		store.forget();
		store.record("test/step", EventPayload.named("Step"));
		assertThat(store.commit()).isCompleted();
		assertThat(this.events.actorCount()).isZero();
		assertThat(this.events.retainedBytes()).isZero();
	}

	@Test
	void aLateCommitOfAnActorThatHadCommittedIsNoErrorAndLeavesNoEntry() {
		ActorStore store = store();
		act(store);
		assertThat(this.events.actorCount()).isOne();
		store.forget();
		act(store);
		assertThat(store.commit()).isCompleted();
		assertThat(this.events.actorCount()).isZero();
	}

	@Test
	void forgettingAndCommittingAtOnceLeavesNoEntry() {
		for (int i = 0; i < 2_000; i++) {
			ActorStore store = store();
			CompletableFuture<Void> commits = CompletableFuture.runAsync(() -> {
				act(store);
				act(store);
			});
			store.forget();
			commits.join();
		}
		assertThat(this.events.actorCount()).isZero();
		assertThat(this.events.retainedBytes()).isZero();
	}

}
