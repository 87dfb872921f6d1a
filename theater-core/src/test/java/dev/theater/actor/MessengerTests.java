package dev.theater.actor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Errors to senders, and watches. */
class MessengerTests {

	private static final ExitReason STOPPED = new ExitReason.Stopped(ExitReason.StoppedBy.PARENT);

	private final Queue<Runnable> callbacks = new ArrayDeque<>();

	private boolean closed;

	private final Actors actors = new Actors(new ManualClock(), this::callBack);

	private final Messenger messenger = new Messenger(this.actors.environment);

	private final ActorCell cell = this.actors.cell("worker");

	private final List<ExitReason> told = new ArrayList<>();

	@AfterEach
	void close() {
		this.actors.close();
	}

	private void callBack(Runnable task) {
		if (this.closed) {
			throw new RejectedExecutionException("closed");
		}
		this.callbacks.add(task);
	}

	private void runCallbacks() {
		while (!this.callbacks.isEmpty()) {
			this.callbacks.remove().run();
		}
	}

	private long rejected(String reason) {
		return this.actors.counters.value("theater.mailbox.rejected", "reason", reason);
	}

	@Test
	void sendsNothingToAnActorThatIsNotThere() {
		ActorId nobody = ActorId.random();
		assertThatThrownBy(() -> this.messenger.send(nobody, new byte[1])).isInstanceOf(ActorNotFoundException.class)
			.hasMessage("there is no actor " + nobody);
		CompletableFuture<byte[]> answer = this.messenger.request(nobody, new byte[1]);
		assertThat(answer).isCompletedExceptionally();
		assertThat(rejected("unknown")).isEqualTo(2);
	}

	@Test
	void sendsNothingToAnActorThatIsClosedStoppingOrTooSmall() {
		assertThatThrownBy(() -> this.messenger.send(this.cell.id(), new byte[1]))
			.isInstanceOf(ActorFailedException.class)
			.hasMessage("actor worker (%s) has not started yet", this.cell.id());
		this.cell.closeMailbox("is parked", "parked");
		assertThatThrownBy(() -> this.messenger.send(this.cell.id(), new byte[1])).hasMessageContaining("is parked");
		assertThatThrownBy(() -> this.messenger.send(this.cell.id(), new byte[1_001]))
			.isInstanceOf(MessageTooLargeException.class)
			.hasMessageContaining("1001 bytes")
			.hasMessageContaining("at most 1000");
		this.cell.stopMark().set();
		assertThatThrownBy(() -> this.messenger.send(this.cell.id(), new byte[1])).as("stopped, and why is known")
			.hasMessageEndingWith("is parked");
		assertThat(rejected("closed")).isEqualTo(2);
		assertThat(rejected("too-large")).isOne();
		assertThat(rejected("stopping")).isOne();
	}

	@Test
	void refusesATimeoutThatIsNone() {
		for (Duration timeout : List.of(Duration.ZERO, Duration.ofMillis(-1))) {
			assertThatThrownBy(() -> this.messenger.request(this.cell.id(), new byte[1], timeout))
				.isInstanceOf(IllegalArgumentException.class)
				.hasMessageContaining("longer than zero");
		}
	}

	@Test
	void completesFuturesOnTheCallbackExecutorOnly() {
		CompletableFuture<byte[]> answer = this.messenger.request(this.cell.id(), new byte[1]);
		assertThat(answer).isNotDone();
		runCallbacks();
		assertThatThrownBy(answer::join).hasCauseInstanceOf(ActorFailedException.class);
	}

	@Test
	void completesFuturesEvenWhenTheRuntimeHasBeenClosed() {
		this.closed = true;
		assertThat(this.messenger.request(this.cell.id(), new byte[1])).isCompletedExceptionally();
	}

	@Test
	void tellsOfAnEndExactlyOnce() {
		this.messenger.watch(this.cell.id(), this.told::add);
		this.cell.gone(STOPPED);
		assertThat(this.told).as("not on the lane").isEmpty();
		runCallbacks();
		this.cell.gone(STOPPED);
		runCallbacks();
		assertThat(this.told).containsExactly(STOPPED);
	}

	@Test
	void tellsOfAnEndThatWasBefore() {
		this.cell.gone(STOPPED);
		this.messenger.watch(this.cell.id(), this.told::add);
		runCallbacks();
		assertThat(this.told).containsExactly(STOPPED);
	}

	@Test
	void tellsOfAnActorThatIsNotKnownAnyMore() {
		this.messenger.watch(ActorId.random(), this.told::add);
		runCallbacks();
		assertThat(this.told).containsExactly(new ExitReason.Unknown());
	}

	@Test
	void tellsNothingAfterAWatchIsClosed() {
		ActorWatch before = this.messenger.watch(this.cell.id(), this.told::add);
		ActorWatch between = this.messenger.watch(this.cell.id(), this.told::add);
		before.close();
		this.cell.gone(STOPPED);
		between.close();
		runCallbacks();
		assertThat(this.told).isEmpty();
	}

	@Test
	void tellsEachOfSeveralWatches() {
		this.messenger.watch(this.cell.id(), this.told::add);
		this.messenger.watch(this.cell.id(), this.told::add);
		this.cell.gone(STOPPED);
		runCallbacks();
		assertThat(this.told).hasSize(2);
	}

}
