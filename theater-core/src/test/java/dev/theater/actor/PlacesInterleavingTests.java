package dev.theater.actor;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import ch.qos.logback.classic.Level;
import dev.theater.interleaving.Interleavings;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Turns that come, wait, overrun and are given up, from many threads at once: never more
 * run than there are places, all come to their end, and afterwards every place and every
 * thread is there again.
 */
@Timeout(600)
class PlacesInterleavingTests {

	private static final Logger logger = LoggerFactory.getLogger(PlacesInterleavingTests.class);

	private static final int PLACES = 3;

	private static final int THREADS = 20;

	private static final int SENDERS = 3;

	private static final int TURNS = 400;

	private static final Duration NEVER = Duration.ofDays(1);

	/** What turns wait for. */
	private static final ExecutorService OTHERS = Executors.newFixedThreadPool(2,
			Thread.ofPlatform().name("other-", 1).daemon(true).factory());

	private static final ch.qos.logback.classic.Logger WARNINGS = (ch.qos.logback.classic.Logger) LoggerFactory
		.getLogger(GuestDispatcher.class);

	@BeforeAll
	static void hush() {
		WARNINGS.setLevel(Level.ERROR);
	}

	@AfterAll
	static void close() {
		WARNINGS.setLevel(null);
		OTHERS.shutdownNow();
	}

	/** One dispatcher, and what its turns see. */
	private static final class Storm implements AutoCloseable {

		final ManualClock clock = new ManualClock();

		final GuestDispatcher dispatcher;

		final AtomicInteger inside = new AtomicInteger();

		final AtomicInteger most = new AtomicInteger();

		final AtomicInteger waits = new AtomicInteger();

		final AtomicInteger refused = new AtomicInteger();

		final AtomicInteger lost = new AtomicInteger();

		final AtomicInteger abandoned = new AtomicInteger();

		final CountDownLatch done = new CountDownLatch(SENDERS * TURNS);

		Storm(Duration slice) {
			this.dispatcher = new GuestDispatcher(PLACES, THREADS, slice, 1 << 18, this.clock);
		}

		void enter() {
			this.most.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
		}

		void leave() {
			this.inside.decrementAndGet();
		}

		/** A turn that works, and perhaps waits for somebody else. */
		void turn(int number, SplittableRandom random) {
			GuestThread self = GuestThread.current();
			enter();
			work(random);
			if (random.nextBoolean()) {
				leave();
				if (this.dispatcher.leavePlace(self)) {
					CompletableFuture.runAsync(() -> work(new SplittableRandom(number)), OTHERS).join();
					this.dispatcher.retakePlace(self);
					this.waits.incrementAndGet();
				}
				else {
					this.refused.incrementAndGet();
				}
				enter();
				work(random);
			}
			if (self.yield) {
				this.lost.incrementAndGet();
			}
			leave();
			this.done.countDown();
		}

		private static void work(SplittableRandom random) {
			for (int i = random.nextInt(200); i > 0; i--) {
				Thread.onSpinWait();
			}
			if (random.nextInt(8) == 0) {
				LockSupport.parkNanos(1);
			}
		}

		/** A call that does not come back before its thread is given up. */
		void hang() {
			CallGuard guard = new CallGuard(this.clock, this.abandoned::incrementAndGet);
			guard.begin(Duration.ofSeconds(1), Duration.ofSeconds(1));
			while (!guard.abandoned()) {
				Thread.onSpinWait();
				LockSupport.parkNanos(1);
			}
			guard.end();
			this.done.countDown();
		}

		/** Sends turns from several threads, some of which hang. */
		void rage(long seed, int hanging) throws InterruptedException {
			for (int sender = 0; sender < SENDERS; sender++) {
				SplittableRandom random = new SplittableRandom(seed + sender);
				Thread.ofPlatform().daemon(true).start(() -> {
					for (int i = 0; i < TURNS; i++) {
						int number = i;
						SplittableRandom mine = random.split();
						this.dispatcher.execute(
								(hanging > 0 && i % (TURNS / hanging) == 0) ? this::hang : () -> turn(number, mine));
						work(mine);
					}
				});
			}
		}

		void awaitDone() throws InterruptedException {
			assertThat(this.done.await(60, TimeUnit.SECONDS))
				.as("turns that never came to their end: %d", this.done.getCount())
				.isTrue();
		}

		/** Advances the time until all turns are over. */
		void tick() throws InterruptedException {
			long begun = System.nanoTime();
			while (!this.done.await(0, TimeUnit.SECONDS)) {
				this.clock.advance(Duration.ofMillis(10));
				assertThat(this.dispatcher.threadCount()).isLessThanOrEqualTo(THREADS);
				assertThat(Duration.ofNanos(System.nanoTime() - begun)).as("%d turns never end", this.done.getCount())
					.isLessThan(Duration.ofSeconds(60));
			}
		}

		/** As many turns run, and as many may wait, as in a new dispatcher. */
		void assertEveryPlaceIsFree() throws InterruptedException {
			AtomicInteger started = new AtomicInteger();
			AtomicInteger waiting = new AtomicInteger();
			AtomicInteger refusals = new AtomicInteger();
			CountDownLatch go = new CountDownLatch(1);
			CountDownLatch end = new CountDownLatch(1);
			CountDownLatch over = new CountDownLatch(THREADS);
			for (int i = 0; i < THREADS; i++) {
				this.dispatcher.execute(() -> {
					started.incrementAndGet();
					pass(go);
					boolean left = this.dispatcher.leavePlace(GuestThread.current());
					(left ? waiting : refusals).incrementAndGet();
					pass(end);
					if (left) {
						this.dispatcher.retakePlace(GuestThread.current());
					}
					over.countDown();
				});
			}
			Awaitility.await().until(() -> started.get() >= PLACES);
			AtomicInteger ready = new AtomicInteger();
			this.dispatcher.locked(() -> ready.set(this.dispatcher.ready.size()));
			assertThat(ready).as("turns that wait for a place").hasValue(THREADS - PLACES);
			go.countDown();
			Awaitility.await().until(() -> waiting.get() + refusals.get() == THREADS);
			assertThat(waiting).hasValue(THREADS - PLACES);
			assertThat(this.dispatcher.threadCount()).isEqualTo(THREADS);
			end.countDown();
			assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
			assertThat(this.dispatcher.returningCount()).isZero();
		}

		private static void pass(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("a turn was interrupted in host code", ex);
			}
		}

		@Override
		public void close() {
			this.dispatcher.close();
		}

	}

	private static final int STORMS = (int) Math.max(3, Interleavings.rounds(20_000) / (SENDERS * TURNS) / 4);

	/** One storm after the other; what all of them together have seen. */
	private static String storms(Duration slice, int hanging, Course course) throws Exception {
		long seed = Long.getLong("theater.interleavings.seed", System.nanoTime());
		long begun = System.nanoTime();
		int most = 0;
		int[] sums = new int[4];
		for (int i = 0; i < STORMS; i++) {
			try (Storm storm = new Storm(slice)) {
				storm.rage(seed + i, hanging);
				course.take(storm);
				storm.assertEveryPlaceIsFree();
				most = Math.max(most, storm.most.get());
				sums[0] += storm.waits.get();
				sums[1] += storm.refused.get();
				sums[2] += storm.lost.get();
				sums[3] += storm.abandoned.get();
			}
			catch (AssertionError ex) {
				throw new AssertionError("seed " + (seed + i), ex);
			}
		}
		String summary = "%d turns in %d ms, seed %d: at most %d inside, %d waits, %d refused, %d overran, %d given up"
			.formatted(STORMS * SENDERS * TURNS, (System.nanoTime() - begun) / 1_000_000, seed, most, sums[0], sums[1],
					sums[2], sums[3]);
		logger.info("{}", summary);
		return summary;
	}

	/** Has a storm come to its end. */
	private interface Course {

		void take(Storm storm) throws Exception;

	}

	@Test
	void neverMoreRunThanThereArePlaces() throws Exception {
		String summary = storms(NEVER, 0, (storm) -> {
			storm.awaitDone();
			assertThat(storm.most.get()).isLessThanOrEqualTo(PLACES);
		});
		assertThat(summary).as("they meet, and some wait").doesNotContain("at most 1 inside", " 0 waits");
	}

	@Test
	void turnsThatOverrunLoseTheirPlacesAndNoneIsLost() throws Exception {
		String summary = storms(Duration.ofMillis(20), 0, (storm) -> {
			storm.tick();
			assertThat(storm.most.get()).isLessThanOrEqualTo(THREADS);
		});
		assertThat(summary).doesNotContain(" 0 overran", " 0 waits");
	}

	@Test
	void threadsThatAreGivenUpAreReplacedAndNoPlaceIsLost() throws Exception {
		int hanging = 4;
		storms(Duration.ofMillis(20), hanging, (storm) -> {
			storm.tick();
			assertThat(storm.abandoned).hasValue(SENDERS * hanging);
		});
	}

	/** The place comes back at the moment when it is taken away. */
	@Test
	void aTurnThatComesBackMeetsTheTimer() throws Exception {
		storms(Duration.ofMillis(20), 0, (storm) -> {
			AtomicBoolean over = new AtomicBoolean();
			Thread timer = Thread.ofPlatform().daemon(true).start(() -> {
				while (!over.get()) {
					storm.clock.advance(Duration.ofMillis(30));
				}
			});
			storm.awaitDone();
			over.set(true);
			timer.join();
		});
	}

}
