package dev.theater.actor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Places, threads, and who gets them. */
@Timeout(20)
class GuestDispatcherTests {

	private static final Duration SLICE = Duration.ofMillis(20);

	private final ManualClock clock = new ManualClock();

	private final List<CountDownLatch> latches = new CopyOnWriteArrayList<>();

	private GuestDispatcher dispatcher = new GuestDispatcher(1, 8, SLICE, 1 << 20, this.clock);

	@AfterEach
	void close() {
		this.latches.forEach(CountDownLatch::countDown);
		this.dispatcher.close();
	}

	private void dispatcher(int places, int maxThreads) {
		this.dispatcher = new GuestDispatcher(places, maxThreads, SLICE, 1 << 20, this.clock);
	}

	private CountDownLatch latch() {
		CountDownLatch latch = new CountDownLatch(1);
		this.latches.add(latch);
		return latch;
	}

	private static void pass(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException("a turn was interrupted in host code", ex);
		}
	}

	private static void reached(CountDownLatch latch) throws InterruptedException {
		assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
	}

	private static GuestThread self() {
		GuestThread thread = GuestThread.current();
		assertThat(thread).isNotNull();
		return thread;
	}

	/** A turn that says when it runs and then waits on its place. */
	private CountDownLatch blockAPlace(CountDownLatch until) {
		CountDownLatch runs = latch();
		this.dispatcher.execute(() -> {
			runs.countDown();
			pass(until);
		});
		return runs;
	}

	/** A turn that leaves its place and waits. */
	private CountDownLatch leaveAPlace(CountDownLatch until, Runnable afterwards) {
		CountDownLatch left = latch();
		this.dispatcher.execute(() -> {
			assertThat(this.dispatcher.leavePlace(self())).isTrue();
			left.countDown();
			pass(until);
			this.dispatcher.retakePlace(self());
			afterwards.run();
		});
		return left;
	}

	@Test
	void firstTurnsKeepNobodyElseWaitingNorAreTheyKeptWaiting() throws Exception {
		CountDownLatch begin = latch();
		reached(blockAPlace(begin));
		List<String> order = new CopyOnWriteArrayList<>();
		for (int i = 0; i < 5; i++) {
			String start = "start " + i;
			this.dispatcher.execute(() -> order.add(start), ReadyTurns.Line.STARTS);
		}
		for (int i = 0; i < 3; i++) {
			String call = "call " + i;
			this.dispatcher.execute(() -> order.add(call));
		}
		begin.countDown();
		await().until(() -> order.size() == 8);
		assertThat(order).containsExactly("start 0", "call 0", "start 1", "call 1", "start 2", "call 2", "start 3",
				"start 4");
	}

	@Test
	void turnsOfActorsThatOverranComeAfterTheOthers() throws Exception {
		CountDownLatch begin = latch();
		reached(blockAPlace(begin));
		List<String> order = new CopyOnWriteArrayList<>();
		this.dispatcher.execute(() -> order.add("late"), ReadyTurns.Line.LATE);
		this.dispatcher.execute(() -> order.add("start"), ReadyTurns.Line.STARTS);
		this.dispatcher.execute(() -> order.add("call"));
		begin.countDown();
		await().until(() -> order.size() == 3);
		assertThat(order).containsExactly("start", "call", "late");
	}

	@Test
	void turnsOfActorsThatOverranAreHeardThoughOthersAlwaysWait() throws Exception {
		CountDownLatch begin = latch();
		reached(blockAPlace(begin));
		List<String> order = new CopyOnWriteArrayList<>();
		this.dispatcher.execute(() -> order.add("late"), ReadyTurns.Line.LATE);
		for (int i = 0; i < 50; i++) {
			this.dispatcher.execute(() -> order.add("call"));
		}
		begin.countDown();
		await().until(() -> order.size() == 51);
		assertThat(order.indexOf("late")).isBetween(1, 40);
	}

	@Test
	void oneTurnAtATimeIsOfAnActorThatOverranThoughItHasLostItsPlace() throws Exception {
		dispatcher(2, 8);
		CountDownLatch until = latch();
		CountDownLatch left = latch();
		CountDownLatch second = latch();
		this.dispatcher.execute(() -> {
			this.dispatcher.leavePlace(self());
			left.countDown();
			pass(until);
			this.dispatcher.retakePlace(self());
		}, ReadyTurns.Line.LATE);
		reached(left);
		this.dispatcher.execute(second::countDown, ReadyTurns.Line.LATE);
		reached(blockAPlace(until));
		assertThat(second.getCount()).as("the second waits").isOne();
		until.countDown();
		reached(second);
	}

	@Test
	void noMoreTurnsOfActorsThatUseMuchTimeGoOnThanThereArePlaces() throws Exception {
		CountDownLatch until = latch();
		CountDownLatch runs = latch();
		CountDownLatch second = latch();
		this.dispatcher.execute(() -> {
			runs.countDown();
			pass(until);
		}, ReadyTurns.Line.HEAVY);
		reached(runs);
		this.dispatcher.execute(second::countDown, ReadyTurns.Line.HEAVY);
		this.clock.advance(SLICE.multipliedBy(5));
		CountDownLatch other = latch();
		this.dispatcher.execute(other::countDown);
		reached(other);
		assertThat(second.getCount()).as("its place is free, and yet the second waits").isOne();
		until.countDown();
		reached(second);
	}

	@Test
	void aTurnThatWaitsLeavesItsPartToAnotherOfItsKind() throws Exception {
		for (ReadyTurns.Line line : List.of(ReadyTurns.Line.HEAVY, ReadyTurns.Line.LATE)) {
			CountDownLatch until = latch();
			CountDownLatch left = latch();
			CountDownLatch back = latch();
			CallGuard guard = new CallGuard(this.clock, () -> {
			});
			this.dispatcher.execute(() -> {
				assertThat(this.dispatcher.leavePlace(self(), guard)).isTrue();
				left.countDown();
				pass(until);
				this.dispatcher.retakePlace(self());
				back.countDown();
			}, line);
			reached(left);
			CountDownLatch second = latch();
			this.dispatcher.execute(second::countDown, line);
			reached(second);
			until.countDown();
			reached(back);
		}
	}

	@Test
	void turnsOfActorsThatUseMuchTimeAreHeardThoughOthersAlwaysWait() throws Exception {
		CountDownLatch begin = latch();
		reached(blockAPlace(begin));
		List<String> order = new CopyOnWriteArrayList<>();
		this.dispatcher.execute(() -> order.add("late"), ReadyTurns.Line.LATE);
		this.dispatcher.execute(() -> order.add("heavy"), ReadyTurns.Line.HEAVY);
		for (int i = 0; i < 50; i++) {
			this.dispatcher.execute(() -> order.add("call"));
		}
		begin.countDown();
		await().until(() -> order.size() == 52);
		assertThat(order.indexOf("heavy")).isBetween(1, 40);
		assertThat(order.indexOf("late")).isBetween(1, 40);
	}

	@Test
	void aLongTurnOfAnActorThatOverranIsFollowedByALongerPause() throws Exception {
		CountDownLatch until = latch();
		CountDownLatch runs = latch();
		CountDownLatch second = latch();
		AtomicReference<GuestThread> first = new AtomicReference<>();
		this.dispatcher.execute(() -> {
			first.set(self());
			runs.countDown();
			pass(until);
		}, ReadyTurns.Line.LATE);
		reached(runs);
		this.dispatcher.execute(second::countDown, ReadyTurns.Line.LATE);
		this.clock.advance(Duration.ofMillis(100));
		until.countDown();
		await("its turn is over").until(() -> first.get().line != ReadyTurns.Line.LATE);
		CountDownLatch other = latch();
		this.dispatcher.execute(other::countDown);
		reached(other);
		this.clock.advance(Duration.ofMillis(390));
		assertThat(second.getCount()).as("the second waits").isOne();
		this.clock.advance(Duration.ofMillis(20));
		reached(second);
	}

	@Test
	void runsNoMoreTurnsAtATimeThanThereArePlaces() throws Exception {
		dispatcher(2, 8);
		CountDownLatch go = latch();
		AtomicInteger running = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		CountDownLatch done = new CountDownLatch(50);
		CountDownLatch two = new CountDownLatch(2);
		for (int i = 0; i < 50; i++) {
			this.dispatcher.execute(() -> {
				most.accumulateAndGet(running.incrementAndGet(), Math::max);
				two.countDown();
				pass(go);
				running.decrementAndGet();
				done.countDown();
			});
		}
		reached(two);
		assertThat(this.dispatcher.threadCount()).isEqualTo(2);
		go.countDown();
		reached(done);
		assertThat(most).hasValue(2);
	}

	@Test
	void aTurnThatWaitsGivesUpItsPlace() throws Exception {
		CountDownLatch go = latch();
		CountDownLatch back = latch();
		reached(leaveAPlace(go, back::countDown));
		CountDownLatch other = latch();
		this.dispatcher.execute(other::countDown);
		reached(other);
		go.countDown();
		reached(back);
	}

	@Test
	void aTurnThatComesBackGoesBeforeTurnsThatHaveNotBegun() throws Exception {
		List<String> order = new CopyOnWriteArrayList<>();
		CountDownLatch go = latch();
		CountDownLatch finish = latch();
		CountDownLatch done = new CountDownLatch(2);
		AtomicReference<Thread> waiter = new AtomicReference<>();
		CountDownLatch left = latch();
		CountDownLatch comingBack = latch();
		this.dispatcher.execute(() -> {
			waiter.set(Thread.currentThread());
			this.dispatcher.leavePlace(self());
			left.countDown();
			pass(go);
			comingBack.countDown();
			this.dispatcher.retakePlace(self());
			order.add("back");
			done.countDown();
		});
		reached(left);
		reached(blockAPlace(finish));
		this.dispatcher.execute(() -> {
			order.add("new");
			done.countDown();
		});
		go.countDown();
		reached(comingBack);
		await().until(() -> waiter.get().getState() == Thread.State.WAITING);
		assertThat(order).isEmpty();
		finish.countDown();
		reached(done);
		assertThat(order).containsExactly("back", "new");
	}

	@Test
	void aTurnThatOverrunsItsSliceLosesItsPlaceAndIsToldToYield() throws Exception {
		CountDownLatch finish = latch();
		AtomicReference<GuestThread> hog = new AtomicReference<>();
		CountDownLatch runs = latch();
		this.dispatcher.execute(() -> {
			hog.set(GuestThread.current());
			runs.countDown();
			pass(finish);
		});
		reached(runs);
		CountDownLatch other = latch();
		this.dispatcher.execute(other::countDown);
		this.clock.advance(SLICE);
		assertThat(other.getCount()).isOne();
		assertThat(hog.get().yield).isFalse();
		this.clock.advance(Duration.ofMillis(10));
		reached(other);
		assertThat(hog.get().yield).isTrue();
	}

	@Test
	void aTurnThatOverranRunsOnButGivesNoPlaceBackTwice() throws Exception {
		CountDownLatch finish = latch();
		reached(blockAPlace(finish));
		this.clock.advance(SLICE.multipliedBy(2));
		CountDownLatch second = latch();
		reached(blockAPlace(second));
		finish.countDown();
		CountDownLatch third = latch();
		this.dispatcher.execute(third::countDown);
		assertThat(third.await(100, TimeUnit.MILLISECONDS)).as("one place, and the second turn has it").isFalse();
		second.countDown();
		reached(third);
	}

	@Test
	void refusesAWaitThatWouldLeaveNoThread() throws Exception {
		dispatcher(1, 3);
		CountDownLatch go = latch();
		reached(leaveAPlace(go, () -> {
		}));
		reached(leaveAPlace(go, () -> {
		}));
		AtomicReference<Boolean> allowed = new AtomicReference<>();
		CountDownLatch asked = latch();
		this.dispatcher.execute(() -> {
			allowed.set(this.dispatcher.leavePlace(self()));
			asked.countDown();
		});
		reached(asked);
		assertThat(allowed).hasValue(false);
		assertThat(this.dispatcher.threadCount()).isEqualTo(3);
		go.countDown();
		CountDownLatch after = latch();
		this.dispatcher.execute(after::countDown);
		reached(after);
	}

	@Test
	void atTheLimitOfThreadsATurnThatOverrunsKeepsItsPlace() throws Exception {
		dispatcher(1, 2);
		CountDownLatch go = latch();
		reached(leaveAPlace(go, () -> {
		}));
		CountDownLatch finish = latch();
		reached(blockAPlace(finish));
		CountDownLatch other = latch();
		this.dispatcher.execute(other::countDown);
		this.clock.advance(SLICE.multipliedBy(5));
		assertThat(other.await(50, TimeUnit.MILLISECONDS)).isFalse();
		assertThat(this.dispatcher.threadCount()).isEqualTo(2);
		finish.countDown();
		reached(other);
	}

	/**
	 * The place comes back, the thread takes long to wake, and the timer finds it
	 * overrunning: it has lost the place but must go on.
	 */
	@Test
	void aTurnThatLosesItsPlaceBeforeItWakesGoesOn() throws Exception {
		for (int i = 0; i < 300; i++) {
			CountDownLatch go = latch();
			CountDownLatch back = latch();
			reached(leaveAPlace(go, back::countDown));
			CountDownLatch finish = latch();
			reached(blockAPlace(finish));
			go.countDown();
			finish.countDown();
			this.clock.advance(SLICE.multipliedBy(3));
			reached(back);
		}
	}

	@Test
	void replacesAThreadThatDoesNotComeBackAndForgetsItWhenItDoes() throws Exception {
		AtomicInteger abandoned = new AtomicInteger();
		CallGuard guard = new CallGuard(this.clock, abandoned::incrementAndGet);
		CountDownLatch finish = latch();
		CountDownLatch runs = latch();
		AtomicReference<GuestThread> lost = new AtomicReference<>();
		this.dispatcher.execute(() -> {
			lost.set(GuestThread.current());
			guard.begin(Duration.ofSeconds(1), Duration.ofSeconds(1));
			runs.countDown();
			pass(finish);
			guard.end();
		});
		reached(runs);
		this.clock.advance(Duration.ofMillis(1_900));
		assertThat(abandoned).hasValue(0);
		this.clock.advance(Duration.ofMillis(200));
		assertThat(abandoned).hasValue(1);
		CountDownLatch next = latch();
		CountDownLatch holdNext = latch();
		this.dispatcher.execute(() -> {
			next.countDown();
			pass(holdNext);
		});
		reached(next);
		finish.countDown();
		lost.get().join(5_000);
		assertThat(lost.get().isAlive()).isFalse();
		assertThat(this.dispatcher.threadCount()).isOne();
		CountDownLatch third = latch();
		this.dispatcher.execute(third::countDown);
		assertThat(third.await(50, TimeUnit.MILLISECONDS)).as("there is one place, and it is taken").isFalse();
		holdNext.countDown();
		reached(third);
		assertThat(abandoned).hasValue(1);
	}

	@Test
	void aTurnThatThrowsTakesNoPlaceWithIt() throws Exception {
		for (int i = 0; i < 3; i++) {
			this.dispatcher.execute(() -> {
				throw new IllegalStateException("this is logged");
			});
		}
		CountDownLatch other = latch();
		this.dispatcher.execute(other::countDown);
		reached(other);
		assertThat(this.dispatcher.threadCount()).isOne();
	}

	@Test
	void whatFollowsATurnRunsOnItsThreadOnceItIsOverAndBeforeTheNext() throws Exception {
		List<String> order = new CopyOnWriteArrayList<>();
		List<Thread> threads = new CopyOnWriteArrayList<>();
		CountDownLatch done = latch();
		this.dispatcher.execute(() -> {
			this.dispatcher.execute(() -> {
				order.add("next");
				done.countDown();
			});
			threads.add(Thread.currentThread());
			this.dispatcher.afterTurn(() -> {
				order.add("follows");
				threads.add(Thread.currentThread());
			});
			order.add("turn");
		});
		reached(done);
		assertThat(order).containsExactly("turn", "follows", "next");
		assertThat(threads).hasSize(2).allMatch(threads.getFirst()::equals);
	}

	@Test
	void whatFollowsATurnThatThrowsRuns() throws Exception {
		CountDownLatch follows = latch();
		this.dispatcher.execute(() -> {
			this.dispatcher.afterTurn(follows::countDown);
			throw new IllegalStateException("this is logged");
		});
		reached(follows);
	}

	@Test
	void whatFollowsRunsThoughTheActionBeforeItThrows() throws Exception {
		CountDownLatch follows = latch();
		this.dispatcher.execute(() -> {
			this.dispatcher.afterTurn(() -> {
				throw new IllegalStateException("this is logged");
			});
			this.dispatcher.afterTurn(follows::countDown);
		});
		reached(follows);
	}

	@Test
	void nothingFollowsWhereThereIsNoTurn() {
		AtomicReference<Thread> ran = new AtomicReference<>();
		assertThat(this.dispatcher.afterTurn(() -> ran.set(Thread.currentThread()))).isFalse();
		assertThat(ran).hasNullValue();
	}

	@Test
	void aTurnThatComesOfATurnWakesNoOtherThread() throws Exception {
		dispatcher(2, 8);
		CountDownLatch done = latch();
		this.dispatcher.execute(() -> this.dispatcher.afterTurn(() -> this.dispatcher.execute(done::countDown)));
		reached(done);
		assertThat(this.dispatcher.threadCount()).isOne();
	}

	@Test
	void allTurnsThatComeOfATurnRunAtATimeIfThereArePlaces() throws Exception {
		dispatcher(2, 8);
		CountDownLatch both = new CountDownLatch(2);
		CountDownLatch go = latch();
		this.dispatcher.execute(() -> this.dispatcher.afterTurn(() -> {
			for (int i = 0; i < 2; i++) {
				this.dispatcher.execute(() -> {
					both.countDown();
					pass(go);
				});
			}
		}));
		reached(both);
		go.countDown();
	}

	@Test
	void closedBeginsNoTurnAndLetsItsThreadsEnd() throws Exception {
		CountDownLatch finish = latch();
		AtomicReference<Thread> thread = new AtomicReference<>();
		CountDownLatch runs = latch();
		this.dispatcher.execute(() -> {
			thread.set(Thread.currentThread());
			runs.countDown();
			pass(finish);
		});
		reached(runs);
		AtomicInteger others = new AtomicInteger();
		this.dispatcher.execute(others::incrementAndGet);
		this.dispatcher.close();
		this.dispatcher.execute(others::incrementAndGet);
		finish.countDown();
		thread.get().join(5_000);
		assertThat(thread.get().isAlive()).isFalse();
		assertThat(others).hasValue(0);
	}

}
