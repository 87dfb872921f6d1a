package dev.theater.actor;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** What a call waits for in the host, how long, and what ends the wait. */
class CallGuardWaitTests extends OnGuestThread {

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
	void beginsNothingWhenNoTimeIsLeftForWaiting() throws Exception {
		AtomicBoolean begun = new AtomicBoolean();
		CompletableFuture<String> call = waiting(Duration.ofSeconds(10), () -> {
			this.guard.aside(() -> {
				this.clock.advance(Duration.ofSeconds(10));
				return null;
			});
			return this.guard.await(() -> {
				begun.set(true);
				return CompletableFuture.completedFuture("at once");
			});
		});
		assertThatThrownBy(() -> get(call)).isInstanceOf(HostWaitException.class)
			.hasMessageContaining("host-call-timeout");
		assertThat(begun).isFalse();
	}

	@Test
	void waitingCostsTheCallNoneOfItsOwnTime() throws Exception {
		CompletableFuture<String> answer = new CompletableFuture<>();
		CountDownLatch begun = new CountDownLatch(1);
		CompletableFuture<String> call = onGuestThread(() -> {
			this.guard.begin(Duration.ofMillis(100), LONG);
			this.guard.enterGuest();
			this.guard.leaveGuest();
			String got = this.guard.await(() -> {
				begun.countDown();
				return answer;
			});
			this.guard.enterGuest();
			this.guard.leaveGuest();
			this.guard.end();
			return got;
		});
		begun.await();
		this.clock.advance(Duration.ofMinutes(30));
		answer.complete("late");
		assertThat(get(call)).isEqualTo("late");
		assertThat(this.guard.overran()).isFalse();
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
