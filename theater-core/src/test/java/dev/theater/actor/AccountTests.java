package dev.theater.actor;

import java.util.Map;
import java.util.UUID;

import dev.theater.chain.ChainEvent;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StateChange;
import dev.theater.component.wasm.MemoryBudget;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is kept for an actor is on its account, and off it when it is not kept any more.
 */
class AccountTests {

	private static final int SOME = 10_000;

	private final MemoryBudget whole = new MemoryBudget("all", 1 << 20);

	private final MemoryBudget account = this.whole.account(true);

	private final ScriptedStore store = new ScriptedStore(false);

	private final ActorStore actor = actor();

	private final Mailbox mailbox = new Mailbox(1_000, this.account);

	private ActorStore actor() {
		return new ActorStore(ActorId.random(), this.store, Runnable::run, new ManualClock(), new Counters(10),
				this.account, EventBounds.DEFAULT);
	}

	private void fill() {
		this.whole.take(this.whole.maxBytes() - this.whole.heldBytes());
	}

	private static Envelope message(int bytes) {
		return new Envelope(UUID.randomUUID(), 1, Envelope.Kind.SEND, Map.of(), new byte[bytes], null);
	}

	private void commit(StateChange change) {
		this.actor.commit(change).join();
	}

	@Test
	void aStateIsCountedUntilAnotherTakesItsPlace() {
		commit(new StateChange.Set(new byte[SOME]));
		assertThat(this.account.heldBytes()).isEqualTo(SOME);
		commit(new StateChange.Set(new byte[7]));
		assertThat(this.account.heldBytes()).isEqualTo(7);
		commit(new StateChange.Clear());
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void aStateMayTakeTheRoomOfTheOneBefore() {
		commit(new StateChange.Set(new byte[SOME]));
		fill();
		assertThat(this.actor.hasRoomFor(SOME)).isTrue();
		assertThat(this.actor.hasRoomFor(SOME + 1)).isFalse();
	}

	@Test
	void whoIsGoneHoldsNothingAlthoughItsStoreKeepsTheChain() {
		commit(new StateChange.Set(new byte[SOME]));
		this.actor.release();
		assertThat(this.account.heldBytes()).isZero();
		commit(new StateChange.Set(new byte[SOME]));
		assertThat(this.account.heldBytes()).as("a commit that comes late").isZero();
		this.actor.forget();
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void eventsAreCountedUntilTheyAreCommitted() {
		this.actor.record("test", new byte[SOME]);
		assertThat(this.account.heldBytes()).isGreaterThan(SOME);
		commit(new StateChange.Keep());
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void eventsThatAreKeptForTheNextCommitAreCounted() {
		this.actor.record("test", new byte[SOME]);
		this.store.failIf((commit) -> true);
		assertThat(this.actor.commit(new StateChange.Keep())).isCompletedExceptionally();
		assertThat(this.account.heldBytes()).isGreaterThan(SOME);
		this.store.recover();
		commit(new StateChange.Keep());
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void eventsOfWhoIsForgottenAreNotCounted() {
		this.actor.record("test", new byte[SOME]);
		this.actor.forget();
		this.actor.record("test", new byte[SOME]);
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void theChainSaysHowManyEventsWereLostForWantOfMemory() {
		fill();
		this.actor.record("test", new byte[SOME]);
		commit(new StateChange.Keep());
		assertThat(this.actor.stored().orElseThrow().events()).extracting(ChainEvent::eventType)
			.containsExactly("theater:runtime/events-lost");
	}

	@Test
	void aMessageIsCountedWhileItWaitsHoweverSmall() {
		this.mailbox.open();
		for (int i = 0; i < 100; i++) {
			assertThat(this.mailbox.offer(message(100))).isEqualTo(Mailbox.Offer.ACCEPTED);
		}
		assertThat(this.account.heldBytes()).isGreaterThan(100 * 100);
		this.mailbox.poll();
		long held = this.account.heldBytes();
		assertThat(held).isBetween(99L * 100, 100L * 300);
		this.mailbox.close();
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void aMessageIsRefusedWhereNoMemoryIsLeft() {
		this.mailbox.open();
		fill();
		assertThat(this.mailbox.offer(message(0))).isEqualTo(Mailbox.Offer.NO_MEMORY);
		assertThat(this.mailbox.size()).isZero();
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void heldBytesTakeThePlaceOfThoseBefore() {
		HeldBytes held = new HeldBytes(this.account);
		assertThat(held.replace(100)).isTrue();
		assertThat(held.replace(30)).isTrue();
		assertThat(this.account.heldBytes()).isEqualTo(30);
		fill();
		assertThat(held.replace(31)).isFalse();
		assertThat(this.account.heldBytes()).as("what was there is not kept either").isZero();
	}

	@Test
	void nothingIsHeldForWhoIsGone() {
		HeldBytes held = new HeldBytes(this.account);
		held.replace(100);
		held.close();
		assertThat(held.replace(100)).isFalse();
		assertThat(this.account.heldBytes()).isZero();
	}

	@Test
	void theMemoryStoreSharesTheStateItIsGiven() {
		InMemoryEventStore memory = new InMemoryEventStore(10, 1 << 20);
		ActorStore sharing = new ActorStore(ActorId.random(), memory, Runnable::run, new ManualClock(),
				new Counters(10), this.account, EventBounds.DEFAULT);
		sharing.commit(new StateChange.Set(new byte[] { 1, 2 })).join();
		byte[] copy = sharing.stored().orElseThrow().state().orElseThrow();
		copy[0] = 9;
		assertThat(sharing.state()).contains(new byte[] { 1, 2 });
		assertThat(sharing.stored().orElseThrow().state()).contains(new byte[] { 1, 2 });
	}

}
