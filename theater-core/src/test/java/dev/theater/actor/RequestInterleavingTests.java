package dev.theater.actor;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.chain.EventPayload;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.chain.StateChange;
import dev.theater.chain.StoredActor;
import dev.theater.interleaving.Interleavings;
import dev.theater.interleaving.Report;
import dev.theater.component.wasm.MemoryBudget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever ends a request, a wait or an actor: one of them does, and all agree which. */
@Timeout(600)
class RequestInterleavingTests {

	private static final ExitReason STOPPED = new ExitReason.Stopped(ExitReason.StoppedBy.PARENT);

	private static final Duration TIMEOUT = Duration.ofSeconds(1);

	private static final byte[] ANSWER = { 1 };

	private static final ActorId ID = ActorId.random();

	private static String ending(PendingRequest request) {
		if (!request.ended()) {
			return "open";
		}
		return request.answer()
			.handle((answer, failure) -> (failure != null) ? String.valueOf(failure.getMessage()) : "answered")
			.join();
	}

	/** Two requests that an incarnation has left for later. */
	private static final class Deferred implements AutoCloseable {

		final ManualClock clock = new ManualClock();

		final Actors actors = new Actors(this.clock, Runnable::run);

		final OutstandingRequests outstanding = new OutstandingRequests(this.actors.cell("worker"));

		final PendingRequest first = request("1", TIMEOUT);

		final PendingRequest second = request("2", TIMEOUT.multipliedBy(10));

		final PendingRequest third = request("3", TIMEOUT.multipliedBy(10));

		Deferred() {
			this.outstanding.add(this.first);
			this.outstanding.add(this.second);
		}

		private PendingRequest request(String id, Duration timeout) {
			return new PendingRequest(id, ID, timeout, this.clock);
		}

		String failAll() {
			this.outstanding.failAll(STOPPED);
			return "failed";
		}

		String timeOut() {
			this.clock.advance(TIMEOUT);
			return "later";
		}

		String callerGoes() {
			this.second.fail(new ActorFailedException("the caller waits no longer"));
			return "gone";
		}

		/** As a turn whose thread was given up may do, its message failed before. */
		String addOneThatHasFailed() {
			this.outstanding.add(this.third);
			return "added";
		}

		String end() {
			return List.of(ending(this.first), ending(this.second)).toString().replaceAll("\\([-0-9a-f]+\\)", "")
					+ " left " + this.outstanding.ids() + " timers " + this.clock.timers() + " late "
					+ this.actors.counters.value("theater.messages.dead", "reason", "late");
		}

		@Override
		public void close() {
			this.actors.close();
		}

	}

	@Test
	void anAnswerAndTheTimeoutAndTheEndOfTheActor() {
		Interleavings.of("request, answer or timeout or end", Deferred::new)
			.actor("turn", (all) -> all.outstanding.respond("1", ANSWER), (all) -> all.outstanding.respond("2", ANSWER))
			.actor("timer", Deferred::timeOut)
			.actor("end", Deferred::failAll)
			.end(Deferred::end)
			.check();
	}

	@Test
	void aCancellationAndTheTimeoutAndTheCallersEnd() {
		Interleavings.of("request, cancel or timeout", Deferred::new)
			.actor("turn", (all) -> all.outstanding.cancel("1"), (all) -> all.outstanding.cancel("2"))
			.actor("timer", Deferred::timeOut)
			.actor("caller", Deferred::callerGoes)
			.end(Deferred::end)
			.check();
	}

	@Test
	void twoAnswersToTheSameRequest() {
		Interleavings.of("request, two answers", Deferred::new)
			.actor("turn", (all) -> all.outstanding.respond("1", ANSWER), (all) -> all.outstanding.ids())
			.actor("again", (all) -> all.outstanding.respond("1", ANSWER), (all) -> all.outstanding.cancel("2"))
			.actor("end", Deferred::failAll)
			.end(Deferred::end)
			.check();
	}

	@Test
	void oneThatIsLeftForLaterWhileItEnds() {
		Interleavings.of("request, deferred while it ends", Deferred::new)
			.actor("turn", Deferred::addOneThatHasFailed, (all) -> all.outstanding.respond("1", ANSWER))
			.actor("end", (all) -> {
				all.third.fail(new ActorFailedException("given up"));
				return "failed";
			}, Deferred::failAll)
			.end((all) -> all.end() + " " + ending(all.third))
			.check();
	}

	// ---- watching

	/** An actor that has a place in the tree, and who watches it. */
	private static final class Watched {

		final Actors actors = new Actors(new ManualClock(), Runnable::run);

		final ActorCell cell = this.actors.cell("worker");

		final Messenger messenger = new Messenger(this.actors.environment);

		final AtomicInteger told = new AtomicInteger();

		final AtomicInteger toldOther = new AtomicInteger();

		volatile ActorWatch watch;

		String watch() {
			this.watch = this.messenger.watch(this.cell.id(), (reason) -> this.told.incrementAndGet());
			return "watches";
		}

		String watchAsOther() {
			this.messenger.watch(this.cell.id(), (reason) -> this.toldOther.incrementAndGet());
			return "watches";
		}

		String gone() {
			this.cell.gone(STOPPED);
			return "gone";
		}

		String removed() {
			this.actors.registry.remove(this.cell.id());
			return "removed";
		}

		int closed() {
			this.watch.close();
			return this.told.get();
		}

	}

	@Test
	void tellsEveryWatcherExactlyOnceHoweverLateItComes() {
		Report report = Interleavings.of("watch, while the actor ends", Watched::new)
			.actor("watcher", Watched::watch)
			.actor("other", Watched::watchAsOther)
			.actor("lane", Watched::gone, Watched::removed)
			.end((all) -> all.told.get() + " " + all.toldOther.get())
			.check();
		assertThat(report.possible()).allSatisfy((outcome) -> assertThat(outcome.end()).isEqualTo("1 1"));
	}

	@Test
	void tellsNothingAfterAWatchWasClosed() {
		Report report = Interleavings.of("watch, closed while the actor ends", Watched::new)
			.actor("watcher", Watched::watch, Watched::closed)
			.actor("lane", Watched::gone, Watched::removed)
			.end((all) -> all.told.get())
			.check();
		assertThat(report.seen().keySet()).as("told before it was closed, or never")
			.allSatisfy((outcome) -> assertThat(outcome.results().getFirst().getLast())
				.isEqualTo(String.valueOf(outcome.end())));
	}

	// ---- circles of waits

	private static final class Waits {

		final Actors actors = new Actors(new ManualClock(), Runnable::run);

		final ActorCell one = this.actors.cell("one");

		final ActorCell two = this.actors.cell("two");

		final ActorCell three = this.actors.cell("three");

		String begin(ActorCell waiter, ActorCell target) {
			this.actors.waits.begin(waiter, target, this.actors.guard());
			return "waits";
		}

		String end(ActorCell waiter, ActorCell target) {
			this.actors.waits.end(waiter, target);
			return "ended";
		}

	}

	@Test
	void refusesTheWaitThatClosesACircleAndNoOther() {
		Report report = Interleavings.of("waits, a circle of three", Waits::new)
			.actor("one", (all) -> all.begin(all.one, all.two))
			.actor("two", (all) -> all.begin(all.two, all.three))
			.actor("three", (all) -> all.begin(all.three, all.one))
			.check();
		assertThat(report.seen().keySet())
			.allSatisfy((outcome) -> assertThat(outcome.results().toString()).containsOnlyOnce("WaitCircleException"));
		Interleavings.of("waits, a circle that may have ended", Waits::new)
			.actor("one", (all) -> all.begin(all.one, all.two), (all) -> all.end(all.one, all.two),
					(all) -> all.begin(all.one, all.three))
			.actor("two", (all) -> all.begin(all.two, all.one), (all) -> all.end(all.two, all.one))
			.check();
	}

	// ---- commits

	/** What one actor keeps, with its turn and its parent's lane at work on it. */
	private static final class Kept {

		private final InMemoryEventStore events = new InMemoryEventStore(100, 1 << 20);

		final ActorStore store = new ActorStore(ID, this.events, Runnable::run, new ManualClock(), new Counters(1),
				MemoryBudget.UNLIMITED, EventBounds.DEFAULT);

		String record(String name) {
			this.store.record("test", EventPayload.named(name));
			return name;
		}

		String commit(int state) {
			this.store.commit(new StateChange.Set(new byte[] { (byte) state }));
			return "handed in";
		}

		String commit() {
			this.store.commit();
			return "handed in";
		}

		String forget() {
			this.store.forget();
			return "forgotten";
		}

		String end() {
			byte[] state = this.store.state().orElse(null);
			return this.events.read(UUID.fromString(ID.toString())).map(Kept::names).orElse("nothing") + " length "
					+ this.store.length() + " state " + ((state != null) ? state[0] : "none");
		}

		private static String names(StoredActor stored) {
			return stored.events()
				.stream()
				.map((event) -> new String(event.data(), StandardCharsets.UTF_8))
				.toList()
				.toString();
		}

	}

	@Test
	void storesEveryEventOnceAndTheStatesInTheirOrder() {
		Interleavings.of("commits of turn and lane", Kept::new)
			.actor("turn", (all) -> all.record("a"), (all) -> all.commit(1), (all) -> all.record("b"),
					(all) -> all.commit(2))
			.actor("lane", (all) -> all.record("x"), Kept::commit, (all) -> all.record("y"))
			.end((all) -> {
				all.commit();
				return all.end();
			})
			.check();
	}

	@Test
	void storesNothingOfAnActorThatIsForgotten() {
		Report report = Interleavings.of("commits of who is forgotten", Kept::new)
			.actor("turn", (all) -> all.record("a"), (all) -> all.commit(1), (all) -> all.record("b"),
					(all) -> all.commit(2))
			.actor("lane", (all) -> all.record("x"), Kept::commit, Kept::forget)
			.end((all) -> all.events.read(ID.uuid()).map(Kept::names).orElse("nothing"))
			.check();
		assertThat(report.seen().keySet()).allSatisfy((outcome) -> assertThat(outcome.end()).isEqualTo("nothing"));
	}

}
