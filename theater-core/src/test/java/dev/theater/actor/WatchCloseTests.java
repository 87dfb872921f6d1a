package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** After a watch's close has returned, its callback neither runs nor begins. */
@Timeout(20)
class WatchCloseTests {

	private static final ExitReason STOPPED = new ExitReason.Stopped(ExitReason.StoppedBy.PARENT);

	private final ExecutorService callbacks = Executors.newVirtualThreadPerTaskExecutor();

	private final Actors actors = new Actors(new ManualClock(), this.callbacks);

	private final Messenger messenger = new Messenger(this.actors.environment);

	@AfterEach
	void close() {
		this.actors.close();
		this.callbacks.shutdownNow();
	}

	@Test
	void waitsForACallbackThatIsRunning() throws Exception {
		ActorCell cell = this.actors.cell("worker");
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch goOn = new CountDownLatch(1);
		AtomicBoolean done = new AtomicBoolean();
		ActorWatch watch = this.messenger.watch(cell.id(), (reason) -> {
			begun.countDown();
			await(goOn);
			done.set(true);
		});
		cell.gone(STOPPED);
		await(begun);
		AtomicReference<Boolean> doneWhenClosed = new AtomicReference<>();
		Thread closer = Thread.ofVirtual().start(() -> {
			watch.close();
			doneWhenClosed.set(done.get());
		});
		Awaitility.await().until(() -> closer.getState() == Thread.State.WAITING);
		assertThat(doneWhenClosed.get()).isNull();
		goOn.countDown();
		closer.join();
		assertThat(doneWhenClosed.get()).isTrue();
	}

	@Test
	void canBeClosedByItsOwnCallback() throws Exception {
		ActorCell cell = this.actors.cell("worker");
		CompletableFuture<ActorWatch> watch = new CompletableFuture<>();
		CompletableFuture<ExitReason> told = new CompletableFuture<>();
		watch.complete(this.messenger.watch(cell.id(), (reason) -> {
			watch.join().close();
			told.complete(reason);
		}));
		cell.gone(STOPPED);
		assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(STOPPED);
	}

	@Test
	void tellsNothingAfterCloseHoweverTheyRace() throws Exception {
		for (int i = 0; i < 2_000; i++) {
			ActorCell cell = this.actors.cell("worker");
			AtomicBoolean closed = new AtomicBoolean();
			AtomicBoolean toldAfter = new AtomicBoolean();
			CountDownLatch finished = new CountDownLatch(1);
			ActorWatch watch = this.messenger.watch(cell.id(), (reason) -> toldAfter.set(closed.get()));
			this.callbacks.execute(() -> {
				cell.gone(STOPPED);
				this.callbacks.execute(finished::countDown);
			});
			watch.close();
			closed.set(true);
			await(finished);
			assertThat(toldAfter).as("round %d", i).isFalse();
			this.actors.registry.remove(cell.id());
		}
	}

	@Test
	void tellsEveryWatcherWhereTheRuntimeHasBeenClosed() {
		Executor closed = (task) -> {
			throw new RejectedExecutionException("closed");
		};
		try (Actors late = new Actors(new ManualClock(), closed)) {
			ActorCell cell = late.cell("worker");
			List<ExitReason> told = new ArrayList<>();
			Messenger lateMessenger = new Messenger(late.environment);
			lateMessenger.watch(cell.id(), (reason) -> {
				throw new IllegalStateException("on purpose");
			});
			lateMessenger.watch(cell.id(), told::add);
			lateMessenger.watch(cell.id(), told::add);
			cell.gone(STOPPED);
			lateMessenger.watch(cell.id(), told::add);
			assertThat(told).containsExactly(STOPPED, STOPPED, STOPPED);
		}
	}

	@Test
	void saysThatAnIncarnationHasEndedWhereTheRuntimeHasBeenClosed() {
		try (Actors late = new Actors(new ManualClock(), (task) -> {
			throw new RejectedExecutionException("closed");
		}, new GuestDispatcher(1, 2, Duration.ofHours(1), 1 << 20, new ManualClock()))) {
			ActorCell cell = late.cell("worker");
			cell.stopMark().set();
			AtomicInteger ended = new AtomicInteger();
			AtomicInteger told = new AtomicInteger();
			ActorInstance instance = Cast.start(cell, 1, ended::incrementAndGet);
			instance.onEnd(told::incrementAndGet);
			cell.close(STOPPED);
			Awaitility.await().until(() -> ended.get() == 1);
			assertThat(told).hasValue(1);
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
