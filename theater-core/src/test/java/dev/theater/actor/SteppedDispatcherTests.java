package dev.theater.actor;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Turns that go on one at a time. */
@Timeout(20)
class SteppedDispatcherTests {

	private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();

	private final StepExecutor steps = new StepExecutor() {
		@Override
		public void execute(Runnable step) {
			SteppedDispatcherTests.this.queued.incrementAndGet();
			SteppedDispatcherTests.this.queue.add(step);
		}

		@Override
		public boolean runUntil(CompletableFuture<?> future) {
			return future.isDone();
		}

		@Override
		public boolean hangs(Thread guest, long since) {
			return false;
		}
	};

	private final GuestDispatcher dispatcher = GuestDispatcher.stepped(this.steps, Duration.ofSeconds(1), 1 << 20,
			new ManualClock());

	private final CompletableFuture<Void> awaited = new CompletableFuture<>();

	/** Steps that have been queued. */
	private final AtomicInteger queued = new AtomicInteger();

	/** How many had been when the thread was let go. */
	private final AtomicInteger queuedBefore = new AtomicInteger();

	private boolean ended;

	@BeforeEach
	void haveATurnWait() {
		this.dispatcher.execute(() -> {
			GuestThread thread = (GuestThread) Thread.currentThread();
			assertThat(this.dispatcher.leavePlace(thread)).isTrue();
			CompletableFuture<?> wait = this.dispatcher.isGoingToWait(thread, this.awaited, false);
			wait.whenComplete((value, failure) -> this.queuedBefore.set(this.queued.get()))
				.exceptionally((failure) -> null)
				.join();
			this.dispatcher.retakePlace(thread);
			this.ended = true;
		});
		this.queue.remove().run();
	}

	@AfterEach
	void close() {
		this.dispatcher.close();
	}

	@Test
	void aTurnThatWaitsHasNoStep() {
		assertThat(this.queue).isEmpty();
	}

	@Test
	void whoEndsAWaitHasQueuedTheReturnBeforeTheThreadGoesOn() {
		this.awaited.complete(null);
		this.queue.remove().run();
		assertThat(this.ended).isTrue();
		assertThat(this.queuedBefore).as("the turn and its return").hasValue(2);
	}

	@Test
	void aWaitThatFailsReturnsLikewise() {
		this.awaited.completeExceptionally(new IllegalStateException("the store is away"));
		this.queue.remove().run();
		assertThat(this.ended).isTrue();
		assertThat(this.queuedBefore).as("the turn and its return").hasValue(2);
	}

}
