package dev.theater.supervision;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.StepExecutor;
import dev.theater.fault.InterceptedStore;
import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Children that are down for good: how they are shown, and what others are told. */
class EndedForGoodTests extends OnStage {

	private static final String HANDLERS = "theater:simple/supervisor-handlers/";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\n" + child("worker", "a", "1"));
	}

	/** How an actor is shown, one after the other, until it is gone. */
	private List<ActorStatus> statusesUntilGone(ScenarioActor actor) {
		Set<ActorStatus> statuses = new LinkedHashSet<>();
		do {
			statuses.add(actor.node().status());
			assertThat(this.dispatch.runNext()).as("a step is left").isTrue();
		}
		while (actor.exists());
		return new ArrayList<>(statuses);
	}

	@Test
	void whoEndsForGoodIsShownAsStoppingWhenItsChildrenAreDown() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		lead.send(Puppet.exit());
		assertThat(statusesUntilGone(lead)).containsExactly(ActorStatus.RUNNING, ActorStatus.RESTARTING,
				ActorStatus.STOPPING);
	}

	@Test
	void aMemberThatIsStoppedAgainWhenTheGroupHasTakenItIsShownAsStopped() {
		puppet("group", """
				[supervision]
				strategy = "one-for-all"
				backoff = { initial = "1m", max = "1m", jitter = 0.0 }
				""" + child("worker", "a", "1") + child("worker", "b", "2"));
		ScenarioActor group = this.scenario.spawn("group.toml");
		ScenarioActor a = group.child("a");
		group.ok(Puppet.stop(a.id()));
		group.child("b").send(Puppet.crash());
		a.awaitStatus(ActorStatus.RESTARTING);
		group.ok(Puppet.stop(a.id()));
		assertThat(a.node().status()).isEqualTo(ActorStatus.STOPPED);
	}

	@Test
	void watchersAreToldWhyAChildFailedThatItsParentLeavesAlone() {
		ScenarioActor parent = this.scenario.spawn("worker.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml");
		List<String> ends = watchEnds(child);
		child.send(Puppet.fail("no more")).awaitGone();
		assertThat(ends).containsExactly("worker/worker handle-send failed (error): no more");
	}

	@Test
	void aNoticeWhoseHandlingTheStoreRefusedIsHandledAgainThoughItComesBackLate() {
		ManualClock clock = new ManualClock();
		OutOfOrderStore store = new OutOfOrderStore();
		reopen((builder) -> builder.clock(clock).eventStore(store).steps(new OneLate(this.dispatch, store)));
		ScenarioActor parent = this.scenario.spawn("worker.toml", "log");
		ScenarioActor child = parent.spawn("worker.toml");
		store.refuses = HANDLERS + "handle-child-exit";
		child.send(Puppet.exit());
		runWhile(() -> store.refuses != null);
		clock.advance(Duration.ofMillis(100));
		this.scenario.settle();
		assertThat(store.held).as("what the supervisor does about it").isNotNull();
		this.dispatch.execute(store.held);
		this.scenario.settle();
		assertThat(child.exists()).as("its end has been told").isFalse();
		assertThat(parent.state()).isEqualTo("log\nexit " + child.id());
	}

	/** A store that fails once, on an event of some type. */
	private static final class OutOfOrderStore extends InterceptedStore {

		private @Nullable String refuses;

		/** Whether the step that comes next is to come late. */
		private boolean holds;

		private @Nullable Runnable held;

		@Override
		public boolean blocking() {
			return false;
		}

		@Override
		protected void before(Commit commit) {
			if (commit.events().stream().anyMatch((event) -> event.eventType().equals(this.refuses))) {
				this.refuses = null;
				this.holds = true;
				throw new IllegalStateException("out of order");
			}
		}

	}

	/** Keeps the step that follows a refusal until the test runs it. */
	private record OneLate(ManualDispatch dispatch, OutOfOrderStore store) implements StepExecutor {

		@Override
		public void execute(Runnable step) {
			if (this.store.holds) {
				this.store.holds = false;
				this.store.held = step;
			}
			else {
				this.dispatch.execute(step);
			}
		}

		@Override
		public boolean runUntil(CompletableFuture<?> future) {
			return this.dispatch.runUntil(future);
		}

		@Override
		public boolean hangs(Thread guest, long since) {
			return this.dispatch.hangs(guest, since);
		}

	}

}
