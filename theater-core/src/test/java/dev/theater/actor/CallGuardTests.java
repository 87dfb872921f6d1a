package dev.theater.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.theater.component.wasm.WasmTrap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Deadlines of guest code and of host calls, and what stops them. */
@Timeout(20)
class CallGuardTests {

	private static final Duration LONG = Duration.ofHours(1);

	private final ManualClock clock = new ManualClock();

	private final SystemClock realClock = new SystemClock();

	private final AtomicInteger abandoned = new AtomicInteger();

	private GuestDispatcher dispatcher = new GuestDispatcher(2, 8, LONG, 1 << 20, this.clock);

	private CallGuard guard = new CallGuard(this.clock, this.abandoned::incrementAndGet);

	@AfterEach
	void close() {
		this.dispatcher.close();
		this.realClock.close();
	}

	private void useRealTime(int places, int maxThreads) {
		this.dispatcher = new GuestDispatcher(places, maxThreads, LONG, 1 << 20, this.realClock);
		this.guard = new CallGuard(this.realClock, this.abandoned::incrementAndGet);
	}

	/** Runs something on a guest's thread. */
	private <T> CompletableFuture<T> onGuestThread(Callable<T> action) {
		CompletableFuture<T> result = new CompletableFuture<>();
		this.dispatcher.execute(() -> {
			try {
				result.complete(action.call());
			}
			catch (Throwable ex) {
				result.completeExceptionally(ex);
			}
		});
		return result;
	}

	private static <T> T get(CompletableFuture<T> future) throws Exception {
		try {
			return future.get(5, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

	private static void spin(AtomicBoolean until) {
		while (!until.get() && !Thread.currentThread().isInterrupted()) {
			Thread.onSpinWait();
		}
	}

	@Test
	void interruptsGuestCodeWhoseTimeIsOverAndTakesTheFlagBack() throws Exception {
		CountDownLatch inGuest = new CountDownLatch(1);
		CompletableFuture<Boolean> flagAfter = onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			inGuest.countDown();
			spin(new AtomicBoolean());
			this.guard.leaveGuest();
			boolean flag = Thread.currentThread().isInterrupted();
			this.guard.end();
			return flag;
		});
		inGuest.await();
		this.clock.advance(Duration.ofMillis(90));
		assertThat(flagAfter).isNotDone();
		assertThat(this.guard.overran()).isFalse();
		this.clock.advance(Duration.ofMillis(20));
		assertThat(get(flagAfter)).isFalse();
		assertThat(this.guard.overran()).isTrue();
	}

	@Test
	void countsTimeInGuestCodeOnly() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(60));
			this.guard.leaveGuest();
			this.clock.advance(Duration.ofMinutes(5));
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(30));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.clock.advance(Duration.ofMillis(20));
			interrupted.set(Thread.currentThread().isInterrupted());
			this.guard.leaveGuest();
			this.guard.end();
			return null;
		}));
		assertThat(interrupted).isTrue();
	}

	@Test
	void neverInterruptsHostCodeAndRefusesToEnterTheGuestWhenTimeIsOver() throws Exception {
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(105));
			this.guard.leaveGuest();
			this.clock.advance(Duration.ofSeconds(3));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThatThrownBy(this.guard::enterGuest).isInstanceOfSatisfying(WasmTrap.class,
					(trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.INTERRUPTED));
			assertThat(this.guard.overran()).isTrue();
			this.guard.end();
			return null;
		}));
		assertThat(this.abandoned).hasValue(0);
	}

	@Test
	void leavingTwiceIsAsLeavingOnce() throws Exception {
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(40));
			this.guard.leaveGuest();
			this.clock.advance(Duration.ofMillis(500));
			this.guard.leaveGuest();
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(40));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.guard.leaveGuest();
			this.guard.end();
			this.guard.leaveGuest();
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.guard.leaveGuest();
			this.guard.end();
			return null;
		}));
		assertThat(this.guard.overran()).isFalse();
	}

	@Test
	void aCallMayWaitAsLongAsItsHostTimeAndIsGivenUpASecondLater() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch inHost = new CountDownLatch(1);
		CompletableFuture<WasmTrap> result = onGuestThread(() -> {
			this.guard.begin(LONG, Duration.ofSeconds(10));
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMinutes(1));
			this.guard.leaveGuest();
			inHost.countDown();
			release.await();
			try {
				this.guard.enterGuest();
				return null;
			}
			catch (WasmTrap trap) {
				return trap;
			}
			finally {
				this.guard.end();
			}
		});
		inHost.await();
		this.clock.advance(Duration.ofMillis(10_990));
		assertThat(this.guard.abandoned()).isFalse();
		this.clock.advance(Duration.ofMillis(100));
		assertThat(this.guard.abandoned()).isTrue();
		assertThat(this.abandoned).hasValue(1);
		release.countDown();
		assertThat(get(result).reason()).isEqualTo(WasmTrap.Reason.INTERRUPTED);
		assertThat(this.guard.abandoned()).as("for good").isTrue();
	}

	@Test
	void givesUpGuestCodeThatDoesNotMindTheInterrupt() throws Exception {
		CountDownLatch inGuest = new CountDownLatch(1);
		AtomicBoolean stop = new AtomicBoolean();
		CompletableFuture<Boolean> flag = onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			inGuest.countDown();
			while (!stop.get()) {
				Thread.onSpinWait();
			}
			this.guard.leaveGuest();
			this.guard.end();
			return Thread.currentThread().isInterrupted();
		});
		inGuest.await();
		this.clock.advance(Duration.ofMillis(1_090));
		assertThat(this.abandoned).hasValue(0);
		this.clock.advance(Duration.ofMillis(60));
		assertThat(this.abandoned).hasValue(1);
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(this.abandoned).as("once").hasValue(1);
		stop.set(true);
		assertThat(get(flag)).isFalse();
	}

	@Test
	void aKillInterruptsGuestCodeAtOnceAndLetsNoneBegin() throws Exception {
		CountDownLatch inGuest = new CountDownLatch(1);
		CompletableFuture<Void> over = onGuestThread(() -> {
			this.guard.begin(LONG, LONG);
			this.guard.enterGuest();
			inGuest.countDown();
			spin(new AtomicBoolean());
			this.guard.leaveGuest();
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThatThrownBy(this.guard::enterGuest).isInstanceOf(WasmTrap.class)
				.hasMessageContaining("being stopped");
			this.guard.end();
			this.guard.begin(LONG, LONG);
			assertThatThrownBy(this.guard::enterGuest).isInstanceOf(WasmTrap.class);
			this.guard.end();
			return null;
		});
		inGuest.await();
		this.guard.kill();
		get(over);
		assertThat(this.guard.killed()).isTrue();
		assertThat(this.guard.overran()).as("its time was not over").isFalse();
	}

	@Test
	void aKilledCallThatStaysInTheHostIsGivenUpASecondLater() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch inHost = new CountDownLatch(1);
		CompletableFuture<Void> over = onGuestThread(() -> {
			this.guard.beginWait();
			inHost.countDown();
			release.await();
			this.guard.end();
			return null;
		});
		inHost.await();
		this.clock.advance(Duration.ofDays(1));
		assertThat(this.abandoned).hasValue(0);
		this.guard.kill();
		this.clock.advance(Duration.ofMillis(990));
		assertThat(this.abandoned).hasValue(0);
		this.clock.advance(Duration.ofMillis(100));
		assertThat(this.abandoned).hasValue(1);
		release.countDown();
		get(over);
	}

	/**
	 * A rival that interrupts at any moment never leaves a flag behind or hits another
	 * call.
	 */
	@Test
	void noInterruptOutlivesTheGuestCodeItWasMeantFor() throws Exception {
		useRealTime(2, 8);
		AtomicBoolean done = new AtomicBoolean();
		CompletableFuture<int[]> counts = onGuestThread(() -> {
			int[] seen = new int[2];
			try {
				for (int i = 0; i < 60_000; i++) {
					oneShortCall(i, seen);
				}
			}
			finally {
				done.set(true);
			}
			return seen;
		});
		while (!done.get()) {
			this.guard.check(System.nanoTime());
		}
		int[] seen = get(counts);
		assertThat(seen[0]).as("calls that were interrupted").isPositive();
		assertThat(seen[1]).as("flags left behind").isZero();
	}

	private void oneShortCall(int i, int[] seen) {
		this.guard.begin(Duration.ofNanos((i % 7) * 700L + 1), LONG);
		try {
			for (int j = 0; j < 3; j++) {
				this.guard.enterGuest();
				for (int k = 0; k < (i % 5) * 40; k++) {
					Thread.onSpinWait();
				}
				seen[0] += Thread.currentThread().isInterrupted() ? 1 : 0;
				this.guard.leaveGuest();
				seen[1] += Thread.currentThread().isInterrupted() ? 1 : 0;
			}
		}
		catch (WasmTrap over) {
			assertThat(this.guard.overran()).isTrue();
		}
		finally {
			this.guard.end();
		}
		seen[1] += Thread.currentThread().isInterrupted() ? 1 : 0;
	}

	// ---- waiting

	private <T> CompletableFuture<T> waiting(Duration hostTime, Callable<T> action) {
		return onGuestThread(() -> {
			this.guard.begin(LONG, hostTime);
			try {
				return action.call();
			}
			finally {
				this.guard.end();
			}
		});
	}

	@Test
	void waitsForAResultOrItsFailure() throws Exception {
		useRealTime(2, 8);
		CompletableFuture<String> answer = new CompletableFuture<>();
		CompletableFuture<String> call = waiting(LONG, () -> this.guard.await(answer));
		answer.complete("yes");
		assertThat(get(call)).isEqualTo("yes");
		assertThat(get(waiting(LONG, () -> this.guard.await(CompletableFuture.completedFuture("at once")))))
			.isEqualTo("at once");
		assertThatThrownBy(() -> get(waiting(LONG,
				() -> this.guard.await(CompletableFuture.failedFuture(new IllegalArgumentException("no"))))))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessage("no");
	}

	@Test
	void allWaitsOfACallShareItsHostTime() throws Exception {
		useRealTime(2, 8);
		Instant start = Instant.now();
		CompletableFuture<Integer> waits = waiting(Duration.ofMillis(120), () -> {
			int errors = 0;
			for (int i = 0; i < 3; i++) {
				try {
					this.guard.await(new CompletableFuture<>());
				}
				catch (HostWaitException ex) {
					assertThat(ex).hasMessageContaining("host-call-timeout");
					errors++;
				}
				this.guard.enterGuest();
				this.guard.leaveGuest();
			}
			return errors;
		});
		assertThat(get(waits)).isEqualTo(3);
		assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(115), Duration.ofSeconds(1));
		assertThat(this.abandoned).hasValue(0);
	}

	@Test
	void waitingForAPlaceCostsNoHostTime() throws Exception {
		this.dispatcher.close();
		this.dispatcher = new GuestDispatcher(1, 8, LONG, 1 << 20, this.clock);
		CompletableFuture<String> answer = new CompletableFuture<>();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Duration> left = waiting(Duration.ofSeconds(10), () -> {
			this.guard.await(() -> {
				begun.countDown();
				return answer;
			});
			return this.guard.remaining();
		});
		begun.await();
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch holds = new CountDownLatch(1);
		onGuestThread(() -> {
			holds.countDown();
			release.await();
			return null;
		});
		holds.await();
		this.clock.advance(Duration.ofSeconds(4));
		answer.complete("yes");
		await().untilAsserted(() -> assertThat(this.dispatcher.returningCount()).isOne());
		this.clock.advance(Duration.ofMinutes(1));
		assertThat(this.abandoned).hasValue(0);
		release.countDown();
		assertThat(get(left)).isEqualTo(Duration.ofSeconds(6));
	}

	@Test
	void aKillEndsAWait() throws Exception {
		useRealTime(2, 8);
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Object> call = waiting(LONG, () -> this.guard.await(() -> {
			begun.countDown();
			return new CompletableFuture<>();
		}));
		begun.await();
		this.guard.kill();
		assertThatThrownBy(() -> get(call)).isInstanceOf(HostWaitException.class).hasMessageContaining("being stopped");
	}

	@Test
	void aRefusalEndsTheWaitItIsMeantForAndNoOther() throws Exception {
		useRealTime(2, 8);
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch begunAgain = new CountDownLatch(1);
		CompletableFuture<String> second = new CompletableFuture<>();
		CompletableFuture<String> call = waiting(LONG, () -> {
			assertThatThrownBy(() -> this.guard.await(() -> {
				begun.countDown();
				return new CompletableFuture<>();
			})).isInstanceOf(WaitCircleException.class);
			this.guard.refuseWait(new WaitCircleException("late"));
			this.guard.clearRefusal();
			return this.guard.await(() -> {
				begunAgain.countDown();
				return second;
			});
		});
		begun.await();
		this.guard.refuseWait(new WaitCircleException("circle"));
		begunAgain.await();
		LockSupport.parkNanos(20_000_000);
		assertThat(call).isNotDone();
		second.complete("went on");
		assertThat(get(call)).isEqualTo("went on");
	}

	@Test
	void aStrayInterruptEndsNoWaitAndReachesNoGuest() throws Exception {
		useRealTime(2, 8);
		CompletableFuture<String> answer = new CompletableFuture<>();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<String> call = waiting(LONG, () -> {
			Thread.currentThread().interrupt();
			String got = this.guard.await(() -> {
				begun.countDown();
				return answer;
			});
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			return got;
		});
		begun.await();
		LockSupport.parkNanos(20_000_000);
		assertThat(call).isNotDone();
		answer.complete("yes");
		assertThat(get(call)).isEqualTo("yes");
	}

	@Test
	void beginsNothingThatItCannotWaitFor() throws Exception {
		useRealTime(1, 2);
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Object> endless = new CompletableFuture<>();
		CompletableFuture<Object> first = waiting(LONG, () -> this.guard.await(() -> {
			begun.countDown();
			return endless;
		}));
		begun.await();
		CallGuard other = new CallGuard(this.realClock, () -> {
		});
		AtomicBoolean acted = new AtomicBoolean();
		CompletableFuture<Object> second = onGuestThread(() -> {
			other.begin(LONG, LONG);
			try {
				return other.await(() -> {
					acted.set(true);
					return new CompletableFuture<>();
				});
			}
			finally {
				other.end();
			}
		});
		assertThatThrownBy(() -> get(second)).isInstanceOf(HostWaitException.class)
			.hasMessageContaining("theater.dispatcher.max-threads is 2");
		assertThat(acted).isFalse();
		endless.complete("over");
		assertThat(get(first)).isEqualTo("over");
	}

	@Test
	void refusesToWaitOnAnotherThreadThanTheGuests() throws Exception {
		useRealTime(2, 8);
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<Object> over = new CompletableFuture<>();
		CompletableFuture<Object> call = waiting(LONG, () -> this.guard.await(() -> {
			begun.countDown();
			return over;
		}));
		begun.await();
		assertThatThrownBy(() -> this.guard.await(new CompletableFuture<>())).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("only on the thread of the guest");
		over.complete("x");
		get(call);
	}

}
