package dev.theater.test;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.actor.RuntimeClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The clock and the dispatch that a test owns, by themselves. */
class ManualTimeTests {

	private final ManualClock clock = new ManualClock();

	private final ManualDispatch dispatch = new ManualDispatch();

	private final List<String> done = new ArrayList<>();

	// ---- the clock

	@Test
	void timeStandsUntilItIsMoved() {
		Instant before = this.clock.now();
		long nanos = this.clock.nanoTime();
		this.clock.advance(Duration.ofSeconds(2));
		assertThat(this.clock.now()).isEqualTo(before.plusSeconds(2));
		assertThat(this.clock.nanoTime() - nanos).isEqualTo(2_000_000_000L);
	}

	@Test
	void timersRunInTheirOrderAndAtTheirTime() {
		long start = this.clock.nanoTime();
		for (int millis : new int[] { 20, 10, 30, 10 }) {
			this.clock.schedule(Duration.ofMillis(millis),
					() -> this.done.add(millis + "@" + (this.clock.nanoTime() - start) / 1_000_000));
		}
		this.clock.advance(Duration.ofMillis(20));
		assertThat(this.done).containsExactly("10@10", "10@10", "20@20");
		assertThat(this.clock.timers()).isEqualTo(1);
	}

	@Test
	void aTimerMayScheduleAnotherAndBeWithdrawn() {
		RuntimeClock.Timer never = this.clock.schedule(Duration.ofMillis(15), () -> this.done.add("never"));
		this.clock.schedule(Duration.ofMillis(10), () -> {
			never.cancel();
			this.clock.schedule(Duration.ofMillis(10), () -> this.done.add("later"));
		});
		this.clock.advance(Duration.ofMillis(20));
		assertThat(this.done).containsExactly("later");
	}

	@Test
	void timeDoesNotGoBack() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.clock.advance(Duration.ofSeconds(-1)))
			.withMessageStartingWith("the clock cannot go back by PT1S");
	}

	// ---- the dispatch

	@Test
	void stepsRunOneByOneInTheirOrder() {
		this.dispatch.execute(() -> {
			this.done.add("first");
			this.dispatch.execute(() -> this.done.add("third"));
		});
		this.dispatch.execute(() -> this.done.add("second"));
		assertThat(this.dispatch.waiting()).isEqualTo(2);
		assertThat(this.dispatch.runNext()).isTrue();
		assertThat(this.done).containsExactly("first");
		assertThat(this.dispatch.runAll()).isEqualTo(2);
		assertThat(this.done).containsExactly("first", "second", "third");
		assertThat(this.dispatch.runNext()).isFalse();
	}

	@Test
	void stepsRunUntilSomethingIsDone() {
		CompletableFuture<String> future = new CompletableFuture<>();
		this.dispatch.execute(() -> future.complete("done"));
		this.dispatch.execute(() -> this.done.add("left"));
		assertThat(this.dispatch.runUntil(future)).isTrue();
		assertThat(this.done).isEmpty();
		assertThat(this.dispatch.runUntil(new CompletableFuture<>())).isFalse();
		assertThat(this.done).containsExactly("left");
	}

	@Test
	void aCallThatIsBegunWaitsOnItsOwnThread() {
		CompletableFuture<String> future = new CompletableFuture<>();
		CompletableFuture<String> call = this.dispatch.begin(() -> {
			this.dispatch.runUntil(future);
			return future.join();
		});
		assertThat(call).isNotDone();
		future.complete("done");
		assertThat(call.join()).isEqualTo("done");
		assertThatThrownBy(this.dispatch.begin(() -> {
			throw new IllegalStateException("on purpose");
		})::join).hasRootCauseMessage("on purpose");
	}

	@Test
	void stepsRunOnTheThreadThatMadeTheDispatch() throws InterruptedException {
		AtomicReference<Throwable> thrown = new AtomicReference<>();
		Thread other = Thread.ofVirtual().start(() -> {
			try {
				this.dispatch.runNext();
			}
			catch (IllegalStateException ex) {
				thrown.set(ex);
			}
		});
		other.join();
		assertThat(thrown.get()).hasMessageContaining("which has made this dispatch");
	}

	@Test
	void anotherThreadMayTakeOver() throws InterruptedException {
		this.dispatch.execute(() -> this.done.add(Thread.currentThread().getName()));
		Thread other = Thread.ofVirtual().name("other").start(() -> {
			this.dispatch.takeOver();
			this.dispatch.runAll();
		});
		other.join();
		assertThat(this.done).containsExactly("other");
		assertThatIllegalStateException().isThrownBy(this.dispatch::runNext)
			.withMessageStartingWith("steps run on other");
	}

	@Test
	void stepsWithoutEndAreNoticed() {
		this.dispatch.execute(this::again);
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.dispatch::runAll)
			.withMessageContaining("keep each other busy");
	}

	private void again() {
		this.dispatch.execute(this::again);
	}

	@Test
	void refusesNoPatienceAtAll() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ManualDispatch(Duration.ZERO))
			.withMessageStartingWith("patience is PT0S");
	}

	@Test
	void aTurnThatUsesUpThePatienceHangs() {
		ManualDispatch impatient = new ManualDispatch(Duration.ofMillis(1));
		assertThat(impatient.hangs(Thread.currentThread(), System.nanoTime() - 1)).isFalse();
		long turn = System.nanoTime();
		assertThat(impatient.hangs(Thread.currentThread(), turn)).isFalse();
		useTheProcessor();
		assertThat(impatient.hangs(Thread.currentThread(), turn)).isTrue();
	}

	@Test
	void everyTurnHasThePatienceAnew() {
		ManualDispatch impatient = new ManualDispatch(Duration.ofMillis(1));
		impatient.hangs(Thread.currentThread(), System.nanoTime());
		useTheProcessor();
		assertThat(impatient.hangs(Thread.currentThread(), System.nanoTime())).isFalse();
	}

	private static void useTheProcessor() {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		long until = threads.getCurrentThreadCpuTime() + Duration.ofMillis(5).toNanos();
		while (threads.getCurrentThreadCpuTime() < until) {
			Thread.onSpinWait();
		}
	}

	@Test
	void aScenarioWithTheMachinesClockCannotBeAdvanced() {
		try (Scenario scenario = Scenario.onThreads()) {
			assertThatIllegalStateException().isThrownBy(() -> scenario.advance(Duration.ofSeconds(1)))
				.withMessageContaining("use Scenario.stepByStep()");
		}
	}

}
