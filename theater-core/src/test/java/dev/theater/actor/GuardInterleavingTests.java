package dev.theater.actor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.interleaving.Interleavings;
import dev.theater.interleaving.Report;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A call that ends by itself while its time is over, while it is killed, or while its
 * thread is given up. The clock stands: rivals say themselves what time it is.
 */
@Timeout(600)
class GuardInterleavingTests {

	private static final ManualClock CLOCK = new ManualClock();

	private static final GuestDispatcher DISPATCHER = new GuestDispatcher(2, 8, Duration.ofHours(1), 1 << 20, CLOCK);

	private static final Duration GUEST_TIME = Duration.ofMillis(100);

	private static final Duration HOST_TIME = Duration.ofSeconds(10);

	@AfterAll
	static void close() {
		DISPATCHER.close();
	}

	/** The calls of one incarnation. */
	private static final class Calls {

		final AtomicInteger abandoned = new AtomicInteger();

		final CallGuard guard = new CallGuard(CLOCK, this.abandoned::incrementAndGet);

		final CompletableFuture<String> answer = new CompletableFuture<>();

		String begin() {
			this.guard.begin(GUEST_TIME, HOST_TIME);
			return flag();
		}

		String enter() {
			this.guard.enterGuest();
			return "in guest";
		}

		String leave() {
			this.guard.leaveGuest();
			return flag();
		}

		String aside() {
			return this.guard.aside(Calls::flag);
		}

		String end() {
			this.guard.end();
			return flag();
		}

		/** Whether an interrupt is left behind. */
		private static String flag() {
			return Thread.currentThread().isInterrupted() ? "INTERRUPTED" : "clear";
		}

		/** The timer looks, at a time counted from the beginning. */
		boolean check(Duration time) {
			boolean late = this.guard.check(time.toNanos());
			if (late) {
				this.guard.abandon();
			}
			return late;
		}

		String kill() {
			this.guard.kill();
			return "killed";
		}

		String refuse() {
			this.guard.refuseWait(new WaitCircleException("on purpose"));
			return "refused";
		}

		String endForOthers() {
			this.guard.endWaitForOthers();
			return "ended";
		}

		String complete() {
			return this.answer.complete("yes") ? "answered" : "late";
		}

		String await() {
			this.guard.begin(GUEST_TIME, HOST_TIME);
			try {
				return this.guard.await(() -> this.answer);
			}
			finally {
				this.guard.clearRefusal();
			}
		}

		/** A wait that nothing is to end but its own answer. */
		String awaitAgain() {
			try {
				return this.guard.await(() -> CompletableFuture.supplyAsync(() -> "again"));
			}
			finally {
				this.guard.end();
			}
		}

		String fate() {
			return (this.guard.overran() ? "overran " : "") + (this.guard.killed() ? "killed " : "")
					+ (this.guard.abandoned() ? "abandoned " : "") + this.abandoned.get();
		}

	}

	private static void assertNoFlagIsLeft(Report report) {
		assertThat(report.possible())
			.allSatisfy((outcome) -> assertThat(outcome.results().getFirst().toString()).doesNotContain("INTERRUPTED"));
	}

	@Test
	void theDeadlineComesWhileTheCallEnds() {
		assertNoFlagIsLeft(Interleavings.of("guard, deadline", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::begin, Calls::enter, Calls::leave, Calls::enter, Calls::leave,
					Calls::end)
			.actor("timer", (calls) -> calls.check(Duration.ofMillis(150)))
			.end(Calls::fate)
			.check());
	}

	@Test
	void theDeadlineComesWhileTheCallGoesAside() {
		assertNoFlagIsLeft(Interleavings.of("guard, deadline and aside", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::begin, Calls::enter, Calls::leave, Calls::aside, Calls::enter,
					Calls::leave, Calls::end)
			.actor("timer", (calls) -> calls.check(Duration.ofMillis(150)))
			.end(Calls::fate)
			.check());
	}

	@Test
	void theDeadlineOfOneCallNeverHitsTheNext() {
		assertNoFlagIsLeft(Interleavings.of("guard, two calls", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::begin, Calls::enter, Calls::leave, Calls::end, Calls::begin,
					Calls::enter, Calls::leave, Calls::end)
			.actor("timer", (calls) -> calls.check(Duration.ofMillis(150)),
					(calls) -> calls.check(Duration.ofMillis(50)))
			.end(Calls::fate)
			.check());
	}

	@Test
	void aKillComesWithTheDeadline() {
		assertNoFlagIsLeft(Interleavings.of("guard, kill and deadline", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::begin, Calls::enter, Calls::leave, Calls::enter, Calls::leave,
					Calls::end)
			.actor("timer", (calls) -> calls.check(Duration.ofMillis(150)))
			.actor("killer", Calls::kill)
			.end(Calls::fate)
			.check());
	}

	@Test
	void aThreadIsGivenUpWhileItComesBack() {
		Report report = Interleavings.of("guard, given up", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::begin, Calls::enter, Calls::leave, Calls::end)
			.actor("timer", (calls) -> calls.check(Duration.ofHours(1)), (calls) -> calls.check(Duration.ofHours(2)))
			.actor("killer", Calls::kill)
			.end(Calls::fate)
			.check();
		assertNoFlagIsLeft(report);
		assertThat(report.seen().keySet()).as("it is told of exactly when it is so").allSatisfy((outcome) -> {
			boolean abandoned = outcome.results().get(1).contains("true");
			assertThat(outcome.end().toString()).endsWith(abandoned ? "abandoned 1" : "0");
		});
	}

	@Test
	void aWaitEndsByItsAnswerOrAKillAndAlwaysEnds() {
		Interleavings.of("guard, a wait and a kill", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::await, Calls::end)
			.actor("answer", Calls::complete)
			.actor("killer", Calls::kill)
			.end(Calls::fate)
			.possibleIf((outcome) -> List.of("[yes, clear]", "[HostWaitException, clear]")
				.contains(outcome.results().getFirst().toString()) && outcome.end().equals("killed 0"))
			.check();
		Interleavings.of("guard, a wait and its answer", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::await, Calls::end)
			.actor("answer", Calls::complete)
			.possibleIf((outcome) -> outcome.toString().equals("[[yes, clear], [answered]] -> "))
			.check();
	}

	@Test
	void aRefusalEndsTheWaitThatItIsMeantForAndNoOther() {
		Interleavings.of("guard, a wait that is refused", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::await, Calls::awaitAgain)
			.actor("answer", (calls) -> "nothing yet", Calls::complete)
			.actor("circle", (calls) -> calls.answer.isDone() ? "too late" : calls.refuse())
			.end(Calls::fate)
			.oneIn(4)
			.possibleIf((outcome) -> outcome.end().equals("0")
					&& List.of("[yes, again]", "[WaitCircleException, again]", "[yes, WaitCircleException]")
						.contains(outcome.results().getFirst().toString()))
			.check();
	}

	@Test
	void aWaitThatIsEndedForOthersEndsByItsAnswerOrThat() {
		Interleavings.of("guard, a wait that is ended for others", Calls::new)
			.actorOn(DISPATCHER::execute, "guest", Calls::await, Calls::end)
			.actor("answer", (calls) -> "nothing yet", Calls::complete)
			.actor("others", Calls::endForOthers)
			.end(Calls::fate)
			.possibleIf((outcome) -> outcome.end().equals("0") && List.of("[yes, clear]", "[HostWaitException, clear]")
				.contains(outcome.results().getFirst().toString()))
			.check();
	}

}
