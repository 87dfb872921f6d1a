package dev.theater.actor;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.theater.chain.ChainEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** When {@code init} begins, and when it does not. */
@Timeout(20)
class InstanceStartTests {

	private static final ExitReason STOPPED = new ExitReason.Stopped(ExitReason.StoppedBy.PARENT);

	private final SystemClock clock = new SystemClock();

	/** One place, so that what is handed in later is over later. */
	private final Actors actors = new Actors(this.clock, Runnable::run,
			new GuestDispatcher(1, 2, Duration.ofHours(1), 1 << 20, this.clock));

	private final ActorCell cell = this.actors.cell("worker");

	private final CountDownLatch ended = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.actors.close();
		this.clock.close();
	}

	private void awaitTurns() throws InterruptedException {
		CountDownLatch after = new CountDownLatch(1);
		this.actors.dispatcher.execute(after::countDown);
		assertThat(after.await(10, TimeUnit.SECONDS)).isTrue();
	}

	private List<String> events() {
		this.cell.store().commit().join();
		return this.cell.store()
			.stored()
			.map((stored) -> stored.events().stream().map(ChainEvent::eventType).toList())
			.orElse(List.of());
	}

	@Test
	void callsInitInItsFirstTurn() throws Exception {
		Cast.start(this.cell, 1, this.ended::countDown);
		awaitTurns();
		assertThat(events()).contains("theater:simple/actor/init");
	}

	@Test
	void callsNoInitUnderAStopThatWasAccepted() throws Exception {
		this.cell.stopMark().set();
		Cast.start(this.cell, 1, this.ended::countDown);
		awaitTurns();
		assertThat(events()).isEmpty();
		this.cell.wake();
		awaitTurns();
		assertThat(events()).isEmpty();
		assertThat(this.ended.getCount()).as("it waits for whoever stops it").isOne();
		this.cell.close(STOPPED);
		assertThat(this.ended.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(events()).isEmpty();
	}

}
