package dev.theater.actor;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Waits that take the threads which others need. */
class HostWaitsTests extends OnGuestThread {

	private static final Duration SLICE = Duration.ofMillis(20);

	private static final Duration GUEST_TIME = Duration.ofSeconds(7);

	private final List<Duration> told = new CopyOnWriteArrayList<>();

	private void dispatcher(int places, int maxThreads) {
		this.dispatcher.close();
		this.dispatcher = new GuestDispatcher(places, maxThreads, SLICE, 1 << 20, this.clock);
	}

	/** One actor's call that waits. */
	private final class Waiter {

		final CallGuard guard = new CallGuard(HostWaitsTests.this.clock, () -> {
		}, HostWaitsTests.this.told::add);

		final CompletableFuture<String> answer = new CompletableFuture<>();

		private final CountDownLatch begun = new CountDownLatch(1);

		CompletableFuture<String> call = new CompletableFuture<>();

		/** Waits for its answer, and has begun to when this returns. */
		Waiter begin() throws InterruptedException {
			return begin(this::await);
		}

		Waiter begin(Callable<String> action) throws InterruptedException {
			this.call = onGuestThread(() -> {
				this.guard.begin(GUEST_TIME, LONG);
				try {
					return action.call();
				}
				finally {
					this.guard.end();
				}
			});
			assertThat(this.begun.await(5, TimeUnit.SECONDS)).isTrue();
			return this;
		}

		String await() {
			return this.guard.await(() -> {
				this.begun.countDown();
				return this.answer;
			});
		}

		void assertEnded(int maxThreads) {
			assertThatThrownBy(() -> get(this.call)).isInstanceOf(HostWaitException.class)
				.hasMessage("the wait was ended, since actors that wait use up the runtime's threads: "
						+ "theater.dispatcher.max-threads is " + maxThreads);
		}

		void assertIsAnswered() throws Exception {
			assertThat(this.call).isNotDone();
			this.answer.complete("yes");
			assertThat(get(this.call)).isEqualTo("yes");
		}

	}

	/** A turn that keeps its place, and has it when this returns. */
	private CompletableFuture<Void> hog(CountDownLatch until) throws Exception {
		CountDownLatch runs = new CountDownLatch(1);
		CompletableFuture<Void> turn = onGuestThread(() -> {
			runs.countDown();
			until.await();
			return null;
		});
		assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
		return turn;
	}

	@Test
	void theWaitThatHasLastedLongestEndsForANewOne() throws Exception {
		dispatcher(1, 3);
		Waiter first = new Waiter().begin();
		Waiter second = new Waiter().begin();
		assertThat(first.call).isNotDone();
		Waiter third = new Waiter().begin();
		first.assertEnded(3);
		Waiter fourth = new Waiter().begin();
		second.assertEnded(3);
		assertThat(this.dispatcher.threadCount()).isEqualTo(3);
		assertThat(this.told).containsExactly(GUEST_TIME, GUEST_TIME);
		third.assertIsAnswered();
		fourth.assertIsAnswered();
	}

	@Test
	void whoWaitsAgainIsNotTheOneThatHasWaitedLongest() throws Exception {
		dispatcher(1, 3);
		Waiter first = new Waiter();
		CountDownLatch again = new CountDownLatch(1);
		CompletableFuture<String> more = new CompletableFuture<>();
		first.begin(() -> first.await() + first.guard.await(() -> {
			again.countDown();
			return more;
		}));
		Waiter second = new Waiter().begin();
		first.answer.complete("once ");
		assertThat(again.await(5, TimeUnit.SECONDS)).isTrue();
		Waiter third = new Waiter().begin();
		second.assertEnded(3);
		more.complete("again");
		assertThat(get(first.call)).isEqualTo("once again");
		third.assertIsAnswered();
	}

	@Test
	void aCallWhoseWaitWasEndedMayNotWaitAgainAndBeginsNothing() throws Exception {
		dispatcher(1, 2);
		AtomicBoolean begun = new AtomicBoolean();
		Waiter first = new Waiter();
		first.begin(() -> {
			assertThatThrownBy(first::await).isInstanceOf(HostWaitException.class);
			assertThat(first.guard.remaining()).isZero();
			assertThat(Thread.currentThread()).isInstanceOfSatisfying(GuestThread.class,
					(thread) -> assertThat(thread.yield).as("its next call comes after others").isTrue());
			assertThatThrownBy(() -> first.guard.await(() -> {
				begun.set(true);
				return first.answer;
			})).isInstanceOf(HostWaitException.class)
				.hasMessageStartingWith("the call may not wait again: ")
				.hasMessageEndingWith("theater.dispatcher.max-threads is 2");
			return first.guard.await(CompletableFuture.completedFuture("what is there needs no wait"));
		});
		Waiter second = new Waiter().begin();
		assertThat(get(first.call)).isEqualTo("what is there needs no wait");
		assertThat(begun).isFalse();
		assertThat(this.told).as("once").hasSize(1);
		second.assertIsAnswered();
	}

	@Test
	void theNextCallMayWait() throws Exception {
		dispatcher(1, 2);
		Waiter first = new Waiter().begin();
		Waiter second = new Waiter().begin();
		first.assertEnded(2);
		second.assertIsAnswered();
		first.begin(first::await);
		first.assertIsAnswered();
		assertThat(this.told).hasSize(1);
	}

	@Test
	void anAnswerThatCameAtTheSameMomentCounts() throws Exception {
		dispatcher(1, 2);
		CountDownLatch ended = new CountDownLatch(1);
		CountDownLatch again = new CountDownLatch(1);
		CompletableFuture<String> more = new CompletableFuture<>();
		Waiter first = new Waiter();
		first.begin(() -> {
			String answer = first.guard.await(() -> {
				first.begun.countDown();
				pass(ended);
				return CompletableFuture.completedFuture("yes");
			});
			return answer + first.guard.await(() -> {
				again.countDown();
				return more;
			});
		});
		Waiter second = new Waiter().begin();
		ended.countDown();
		assertThat(again.await(5, TimeUnit.SECONDS)).as("it may wait again").isTrue();
		second.assertEnded(2);
		more.complete(", and more");
		assertThat(get(first.call)).isEqualTo("yes, and more");
		assertThat(this.told).hasSize(1);
	}

	private static void pass(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("interrupted in host code", ex);
		}
	}

	@Test
	void waitsForTheStoreNeverEnd() throws Exception {
		dispatcher(1, 2);
		CompletableFuture<Void> commit = new CompletableFuture<>();
		CompletableFuture<String> call = onGuestThread(() -> {
			InstanceWaits.forStore(this.guard, commit);
			return "stored";
		});
		assertThat(get(onGuestThread(() -> "runs"))).as("the place was left").isEqualTo("runs");
		Waiter waiter = new Waiter();
		CompletableFuture<String> refused = onGuestThread(() -> {
			waiter.guard.begin(GUEST_TIME, LONG);
			try {
				return waiter.await();
			}
			finally {
				waiter.guard.end();
			}
		});
		assertThatThrownBy(() -> get(refused)).isInstanceOf(HostWaitException.class)
			.hasMessage("no thread is left to wait on: theater.dispatcher.max-threads is 2");
		assertThat(waiter.begun.getCount()).as("it was not begun").isOne();
		assertThat(call).isNotDone();
		commit.complete(null);
		assertThat(get(call)).isEqualTo("stored");
	}

	@Test
	void theLongestWaitEndsForATurnThatIsReadyBehindOneThatOverrunsItsSlice() throws Exception {
		dispatcher(1, 3);
		Waiter first = new Waiter().begin();
		Waiter second = new Waiter().begin();
		CountDownLatch until = new CountDownLatch(1);
		CompletableFuture<Void> hog = hog(until);
		CompletableFuture<String> ready = onGuestThread(() -> "answered");
		this.clock.advance(SLICE);
		assertThat(first.call).as("the slice is not over").isNotDone();
		this.clock.advance(SLICE);
		first.assertEnded(3);
		assertThat(get(ready)).isEqualTo("answered");
		assertThat(hog).isNotDone();
		second.assertIsAnswered();
		until.countDown();
		get(hog);
		assertThat(this.told).hasSize(1);
	}

	@Test
	void noMoreWaitsEndThanThereAreTurnsReady() throws Exception {
		dispatcher(2, 4);
		Waiter first = new Waiter().begin();
		Waiter second = new Waiter().begin();
		CountDownLatch until = new CountDownLatch(1);
		List<CompletableFuture<Void>> hogs = List.of(hog(until), hog(until));
		CompletableFuture<String> ready = onGuestThread(() -> "answered");
		this.clock.advance(SLICE.plusMillis(10));
		first.assertEnded(4);
		assertThat(get(ready)).isEqualTo("answered");
		this.clock.advance(SLICE.multipliedBy(10));
		second.assertIsAnswered();
		until.countDown();
		for (CompletableFuture<Void> hog : hogs) {
			get(hog);
		}
	}

	@Test
	void noWaitEndsWhileNobodyNeedsItsThread() throws Exception {
		dispatcher(1, 2);
		Waiter waiter = new Waiter().begin();
		CountDownLatch until = new CountDownLatch(1);
		CompletableFuture<Void> hog = hog(until);
		this.clock.advance(SLICE.multipliedBy(100));
		assertThat(waiter.call).isNotDone();
		until.countDown();
		get(hog);
		waiter.assertIsAnswered();
		assertThat(this.told).isEmpty();
	}

	@Test
	void whoComesBackAnywayTakesThePlaceAndNoWaitEnds() throws Exception {
		dispatcher(1, 3);
		Waiter first = new Waiter().begin();
		Waiter second = new Waiter().begin();
		Waiter third = new Waiter();
		CountDownLatch go = new CountDownLatch(1);
		CountDownLatch runs = new CountDownLatch(1);
		CompletableFuture<Void> hog = onGuestThread(() -> {
			runs.countDown();
			go.await();
			third.guard.begin(GUEST_TIME, LONG);
			third.call.complete(third.await());
			third.guard.end();
			return null;
		});
		assertThat(runs.await(5, TimeUnit.SECONDS)).isTrue();
		second.answer.complete("back");
		await().until(() -> this.dispatcher.returningCount() == 1);
		go.countDown();
		assertThat(get(second.call)).isEqualTo("back");
		third.assertIsAnswered();
		get(hog);
		first.assertIsAnswered();
		assertThat(this.told).isEmpty();
	}

	@Test
	void aKilledCallIsToldThatItsActorStops() throws Exception {
		dispatcher(1, 2);
		CountDownLatch ended = new CountDownLatch(1);
		Waiter first = new Waiter();
		first.begin(() -> first.guard.await(() -> {
			first.begun.countDown();
			pass(ended);
			return first.answer;
		}));
		Waiter second = new Waiter().begin();
		first.guard.kill();
		ended.countDown();
		assertThatThrownBy(() -> get(first.call)).isInstanceOf(HostWaitException.class)
			.hasMessage("the actor is being stopped");
		assertThat(this.told).as("it is no fault of its").isEmpty();
		second.assertIsAnswered();
	}

	@Test
	void aThreadThatWasGivenUpBeginsNoWait() throws Exception {
		dispatcher(1, 2);
		CountDownLatch late = new CountDownLatch(1);
		CountDownLatch inHost = new CountDownLatch(1);
		Waiter lost = new Waiter();
		CompletableFuture<String> call = onGuestThread(() -> {
			this.guard.begin(GUEST_TIME, Duration.ofSeconds(1));
			inHost.countDown();
			late.await();
			return this.guard.await(() -> {
				lost.begun.countDown();
				return lost.answer;
			});
		});
		assertThat(inHost.await(5, TimeUnit.SECONDS)).isTrue();
		this.clock.advance(Duration.ofSeconds(3));
		assertThat(this.abandoned).hasValue(1);
		late.countDown();
		assertThatThrownBy(() -> get(call)).isInstanceOf(HostWaitException.class);
		assertThat(lost.begun.getCount()).isOne();
		assertThat(get(onGuestThread(() -> "runs"))).as("no place is lost").isEqualTo("runs");
	}

	/**
	 * Many wait, for ever or for a moment, with few threads: each wait ends, by its
	 * answer or for others, no thread too many comes into being and none is lost.
	 */
	@Test
	void allWaitsEndHoweverManyThereAre() throws Exception {
		int maxThreads = 8;
		int turns = 3_000;
		useRealTime(3, maxThreads);
		long seed = System.nanoTime();
		SplittableRandom random = new SplittableRandom(seed);
		AtomicInteger answered = new AtomicInteger();
		AtomicInteger ended = new AtomicInteger();
		CompletableFuture<String> never = new CompletableFuture<>();
		CountDownLatch done = new CountDownLatch(turns - (maxThreads - 3));
		for (int i = 0; i < turns; i++) {
			boolean forEver = random.nextBoolean();
			this.dispatcher.execute(() -> {
				CallGuard mine = new CallGuard(this.realClock, this.abandoned::incrementAndGet);
				mine.begin(LONG, LONG);
				try {
					mine.await(() -> forEver ? never : CompletableFuture.supplyAsync(() -> "yes"));
					answered.incrementAndGet();
				}
				catch (HostWaitException ex) {
					ended.incrementAndGet();
				}
				mine.end();
				done.countDown();
			});
			assertThat(this.dispatcher.threadCount()).isLessThanOrEqualTo(maxThreads);
		}
		assertThat(done.await(15, TimeUnit.SECONDS)).as("seed %d, %d are left", seed, done.getCount()).isTrue();
		never.complete("at last");
		await().until(() -> answered.get() + ended.get() == turns);
		assertThat(ended).as("seed %d", seed).hasPositiveValue();
		assertThat(answered).as("seed %d", seed).hasPositiveValue();
		assertThat(this.abandoned).hasValue(0);
		CountDownLatch all = new CountDownLatch(3);
		for (int i = 0; i < 3; i++) {
			onGuestThread(() -> {
				all.countDown();
				return all.await(5, TimeUnit.SECONDS);
			});
		}
		assertThat(all.await(5, TimeUnit.SECONDS)).as("every place is free").isTrue();
		this.dispatcher.locked(() -> assertThat(this.dispatcher.places.returning()).isZero());
	}

}
