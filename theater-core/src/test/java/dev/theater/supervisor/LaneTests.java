package dev.theater.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LaneTests {

	private final ArrayDeque<Runnable> executor = new ArrayDeque<>();

	private final Lane lane = new Lane(this.executor::add);

	private final List<Integer> done = new ArrayList<>();

	private void runAll() {
		for (Runnable task = this.executor.poll(); task != null; task = this.executor.poll()) {
			task.run();
		}
	}

	@Test
	void runsStepsInTheOrderTheyCame() {
		for (int i = 0; i < 100; i++) {
			int step = i;
			this.lane.execute(() -> this.done.add(step));
		}
		runAll();
		assertThat(this.done).hasSize(100).isSorted();
	}

	@Test
	void runsAStepThatAStepAddsAfterIt() {
		this.lane.execute(() -> {
			this.lane.execute(() -> this.done.add(2));
			this.done.add(1);
		});
		runAll();
		assertThat(this.done).containsExactly(1, 2);
	}

	@Test
	void handsTheExecutorBackAfterEachBatch() {
		for (int i = 0; i < 33; i++) {
			this.lane.execute(() -> this.done.add(0));
		}
		assertThat(this.executor).hasSize(1);
		this.executor.remove().run();
		assertThat(this.done).hasSize(32);
		assertThat(this.executor).hasSize(1);
		runAll();
		assertThat(this.done).hasSize(33);
	}

	@Test
	void isNotScheduledTwice() {
		this.lane.execute(() -> this.done.add(1));
		this.lane.execute(() -> this.done.add(2));
		assertThat(this.executor).hasSize(1);
	}

	@Test
	void isNotScheduledAgainWhileAStepRunsAndIsAfterwards() {
		this.lane.execute(() -> {
			this.lane.execute(() -> this.done.add(2));
			this.done.add(this.executor.size());
		});
		this.executor.remove().run();
		assertThat(this.done).containsExactly(0, 2);
		assertThat(this.executor).isEmpty();
		this.lane.execute(() -> this.done.add(3));
		assertThat(this.executor).hasSize(1);
	}

	@Test
	void goesOnAfterAStepThatFailed() {
		this.lane.execute(() -> {
			throw new IllegalStateException("a step that fails on purpose");
		});
		this.lane.execute(() -> this.done.add(1));
		runAll();
		assertThat(this.done).containsExactly(1);
	}

	@Test
	void knowsWhetherTheCurrentThreadIsOnALane() {
		AtomicBoolean inside = new AtomicBoolean();
		this.lane.execute(() -> inside.set(Lane.isCurrent()));
		runAll();
		assertThat(inside).isTrue();
		assertThat(Lane.isCurrent()).isFalse();
	}

	@Test
	void neverRunsTwoStepsAtOnce() throws InterruptedException {
		int threads = 4;
		int each = 2_000;
		AtomicInteger inside = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		int[] count = new int[1];
		CountDownLatch all = new CountDownLatch(threads * each);
		try (ExecutorService pool = Executors.newFixedThreadPool(threads);
				ExecutorService callers = Executors.newFixedThreadPool(threads)) {
			Lane busy = new Lane(pool);
			for (int t = 0; t < threads; t++) {
				callers.execute(() -> {
					for (int i = 0; i < each; i++) {
						busy.execute(() -> {
							most.accumulateAndGet(inside.incrementAndGet(), Math::max);
							count[0]++;
							inside.decrementAndGet();
							all.countDown();
						});
					}
				});
			}
			assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
		}
		assertThat(most).hasValue(1);
		assertThat(count[0]).isEqualTo(threads * each);
	}

	@Test
	void letsAnotherLaneIntoItsTurn() {
		Lane other = new Lane(this.executor::add);
		for (int i = 0; i < 64; i++) {
			this.lane.execute(() -> this.done.add(1));
		}
		other.execute(() -> this.done.add(2));
		runAll();
		assertThat(this.done.indexOf(2)).isEqualTo(32);
	}

	@Test
	void answersWhatComesAfterTheEndInTheCallingThread() {
		ExecutorService ended = Executors.newSingleThreadExecutor();
		ended.shutdown();
		Lane late = new Lane(ended);
		for (int i = 0; i < 100; i++) {
			late.execute(() -> late.execute(() -> this.done.add(1)));
		}
		assertThat(this.done).hasSize(100);
	}

}
