package dev.theater.runtime;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class LaneThreadsTests {

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>());

	private final LaneThreads lanes = new LaneThreads(this.pool);

	private final Queue<String> ran = new ConcurrentLinkedQueue<>();

	@AfterEach
	void close() {
		this.pool.shutdownNow();
	}

	@Test
	void whatATaskHandsOnRunsNextOnTheSameThreadAndNotWithinIt() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		Queue<Thread> threads = new ConcurrentLinkedQueue<>();
		this.lanes.execute(() -> {
			threads.add(Thread.currentThread());
			this.lanes.execute(() -> {
				threads.add(Thread.currentThread());
				this.ran.add("second");
				done.countDown();
			});
			this.ran.add("first");
		});
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).containsExactly("first", "second");
		assertThat(threads).hasSize(2).allMatch(threads.element()::equals);
	}

	@Test
	void theSecondThingThatATaskHandsOnGetsAThreadOfItsOwn() throws InterruptedException {
		CountDownLatch second = new CountDownLatch(1);
		CountDownLatch first = new CountDownLatch(1);
		this.lanes.execute(() -> {
			this.lanes.execute(first::countDown);
			this.lanes.execute(second::countDown);
			// only another thread can run it now
			await(second);
		});
		assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whatHasWaitedGoesBeforeWhatATaskHandsOn() throws InterruptedException {
		this.pool.setCorePoolSize(1);
		this.pool.setMaximumPoolSize(1);
		CountDownLatch waits = new CountDownLatch(1);
		CountDownLatch done = new CountDownLatch(1);
		this.lanes.execute(() -> {
			await(waits);
			this.lanes.execute(() -> {
				this.ran.add("handed on");
				done.countDown();
			});
		});
		this.lanes.execute(() -> this.ran.add("has waited"));
		waits.countDown();
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).containsExactly("has waited", "handed on");
	}

	@Test
	void aLentThreadRunsWhatComesOfItsActionAndNotWithinIt() {
		this.lanes.lend(() -> {
			this.lanes.execute(() -> this.ran.add("handed on by " + Thread.currentThread().getName()));
			this.ran.add("action");
		});
		assertThat(this.ran).containsExactly("action", "handed on by " + Thread.currentThread().getName());
	}

	@Test
	void aLentThreadIsGivenBackHoweverMuchThereIsToDo() throws InterruptedException {
		Queue<Thread> threads = new ConcurrentLinkedQueue<>();
		CountDownLatch elsewhere = new CountDownLatch(1);
		Thread here = Thread.currentThread();
		this.lanes.lend(() -> this.lanes.execute(() -> again(here, threads, elsewhere)));
		assertThat(elsewhere.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(threads).hasSizeLessThan(100).allMatch(here::equals);
	}

	private void again(Thread here, Queue<Thread> threads, CountDownLatch elsewhere) {
		if (Thread.currentThread() != here) {
			elsewhere.countDown();
			return;
		}
		threads.add(here);
		this.lanes.execute(() -> again(here, threads, elsewhere));
	}

	@Test
	void aThreadThatIsNotLentRunsNothing() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		this.lanes.lend(() -> {
		});
		this.lanes.execute(() -> {
			this.ran.add(Thread.currentThread().getName());
			done.countDown();
		});
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.ran).doesNotContain(Thread.currentThread().getName());
	}

	@Test
	void whatALentThreadsActionHandsOnRunsEvenIfItThrows() throws InterruptedException {
		CountDownLatch done = new CountDownLatch(1);
		assertThatIllegalStateException().isThrownBy(() -> this.lanes.lend(() -> {
			this.lanes.execute(done::countDown);
			throw new IllegalStateException("no");
		}));
		assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
	}

	@Test
	void whatIsLeftWhenALentThreadHasDoneEnoughRunsEvenIfThePoolHasEnded() {
		this.lanes.lend(() -> {
			this.pool.shutdown();
			this.lanes.execute(() -> again(40));
		});
		assertThat(this.ran).hasSize(41);
	}

	private void again(int times) {
		this.ran.add("step " + times);
		if (times > 0) {
			this.lanes.execute(() -> again(times - 1));
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
