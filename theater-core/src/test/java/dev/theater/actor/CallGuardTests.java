package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.theater.component.wasm.WasmTrap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Deadlines of guest code and of calls in the host, and what stops them. */
class CallGuardTests extends OnGuestThread {

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
	void countsTimeInGuestCodeAndInTheHostButNoTimeAside() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(30));
			this.guard.leaveGuest();
			this.clock.advance(Duration.ofMillis(20));
			aside(Duration.ofMinutes(5));
			this.clock.advance(Duration.ofMillis(10));
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

	private void aside(Duration time) {
		this.guard.aside(() -> {
			this.clock.advance(time);
			return null;
		});
	}

	@Test
	void letsNoGuestGoOnAfterAHostCallThatOutlastsTheDeadline() throws Exception {
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.clock.advance(Duration.ofMillis(40));
			this.guard.leaveGuest();
			this.clock.advance(Duration.ofMillis(60));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThat(this.guard.overran()).as("not before it comes back").isFalse();
			assertThatThrownBy(this.guard::enterGuest).isInstanceOf(WasmTrap.class);
			assertThat(this.guard.overran()).isTrue();
			this.guard.end();
			this.guard.begin(Duration.ofMillis(100), LONG);
			assertThat(this.guard.overran()).isFalse();
			this.guard.enterGuest();
			this.guard.leaveGuest();
			this.guard.end();
			return null;
		}));
		assertThat(this.abandoned).hasValue(0);
	}

	@Test
	void timeAsideIsTheCallsOwnOnceNothingIsLeftForWaiting() throws Exception {
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), Duration.ofMillis(500));
			this.guard.enterGuest();
			for (int i = 0; i < 2; i++) {
				this.guard.leaveGuest();
				aside(Duration.ofMillis(280));
				this.guard.enterGuest();
			}
			this.clock.advance(Duration.ofMillis(39));
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			this.guard.leaveGuest();
			assertThat(this.guard.remaining()).isZero();
			aside(Duration.ofMillis(1));
			assertThatThrownBy(this.guard::enterGuest).isInstanceOf(WasmTrap.class);
			this.guard.end();
			return null;
		}));
		assertThat(this.guard.overran()).isTrue();
	}

	@Test
	void timeAsideWithinTimeAsideCountsOnce() throws Exception {
		get(onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), Duration.ofMillis(500));
			this.guard.enterGuest();
			this.guard.leaveGuest();
			Duration left = this.guard.aside(() -> {
				this.clock.advance(Duration.ofMillis(100));
				aside(Duration.ofMillis(100));
				this.clock.advance(Duration.ofMillis(100));
				return this.guard.remaining();
			});
			assertThat(left).isEqualTo(Duration.ofMillis(200));
			this.clock.advance(Duration.ofMillis(99));
			this.guard.enterGuest();
			this.guard.leaveGuest();
			this.clock.advance(Duration.ofMillis(1));
			assertThatThrownBy(this.guard::enterGuest).isInstanceOf(WasmTrap.class);
			this.guard.end();
			return null;
		}));
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
			aside(Duration.ofMillis(500));
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

}
