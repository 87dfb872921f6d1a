package dev.theater.actor;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** No circle of waits is ever closed. */
class WaitGraphTests {

	private final Actors actors = new Actors(new ManualClock(), Runnable::run);

	private final WaitGraph waits = this.actors.waits;

	private final ActorCell a = this.actors.cell("a");

	private final ActorCell b = this.actors.cell("b");

	private final ActorCell c = this.actors.cell("c");

	@AfterEach
	void close() {
		this.actors.close();
	}

	private void begin(ActorCell waiter, ActorCell target) {
		this.waits.begin(waiter, target, this.actors.guard());
	}

	@Test
	void refusesAWaitForOneself() {
		assertThatThrownBy(() -> begin(this.a, this.a)).isInstanceOf(WaitCircleException.class)
			.hasMessage("the wait would close a circle: a (%s) waits for a (%s)", this.a.id(), this.a.id());
	}

	@Test
	void refusesACircleOfTwoAndNamesIt() {
		begin(this.a, this.b);
		assertThatThrownBy(() -> begin(this.b, this.a)).isInstanceOf(WaitCircleException.class)
			.hasMessage("the wait would close a circle: b (%s) waits for a (%s) waits for b (%s)", this.b.id(),
					this.a.id(), this.b.id());
	}

	@Test
	void refusesACircleOfThreeAndNamesItInOrder() {
		begin(this.a, this.b);
		begin(this.b, this.c);
		assertThatThrownBy(() -> begin(this.c, this.a)).hasMessageMatching(
				"the wait would close a circle: c \\(.*\\) waits for a \\(.*\\) waits for b \\(.*\\) waits for c \\(.*\\)");
	}

	@Test
	void letsManyWaitForOneAndAChainBeLong() {
		begin(this.a, this.c);
		begin(this.b, this.c);
		ActorCell last = this.c;
		for (int i = 0; i < 100; i++) {
			ActorCell next = this.actors.cell("n" + i);
			begin(last, next);
			last = next;
		}
		ActorCell end = last;
		assertThatThrownBy(() -> begin(end, this.a)).isInstanceOf(WaitCircleException.class);
	}

	@Test
	void aRefusedWaitLeavesNothingBehind() {
		begin(this.a, this.b);
		assertThatThrownBy(() -> begin(this.b, this.a)).isInstanceOf(WaitCircleException.class);
		this.waits.end(this.a, this.b);
		assertThatCode(() -> begin(this.a, this.b)).doesNotThrowAnyException();
	}

	@Test
	void aWaitThatEndedClosesNoCircle() {
		begin(this.a, this.b);
		this.waits.end(this.a, this.b);
		assertThatCode(() -> begin(this.b, this.a)).doesNotThrowAnyException();
	}

	@Test
	void theEndOfAnotherWaitEndsNothing() {
		begin(this.a, this.b);
		this.waits.end(this.a, this.c);
		assertThatThrownBy(() -> begin(this.b, this.a)).isInstanceOf(WaitCircleException.class);
	}

	@Test
	void aChildThatStartsCannotWaitForWhoStartsIt() {
		this.waits.beginForStart(this.a, this.b);
		assertThatThrownBy(() -> begin(this.b, this.a)).isInstanceOf(WaitCircleException.class);
		this.waits.end(this.a, this.b);
		assertThatCode(() -> begin(this.b, this.a)).doesNotThrowAnyException();
	}

	@Test
	void aWaitForAnEndGoesAheadAndTheOneBelowItIsRefused() throws Exception {
		CallGuard below = this.actors.guard();
		CompletableFuture<Throwable> refused = new CompletableFuture<>();
		this.waits.begin(this.b, this.a, below);
		CountDownLatch waiting = new CountDownLatch(1);
		this.actors.dispatcher.execute(() -> {
			below.beginWait();
			try {
				below.await(() -> {
					waiting.countDown();
					return new CompletableFuture<>();
				});
			}
			catch (RuntimeException ex) {
				refused.complete(ex);
			}
			finally {
				below.end();
			}
		});
		waiting.await();
		this.waits.beginForEnd(this.a, this.b, this.actors.guard());
		assertThat(refused.get(5, TimeUnit.SECONDS)).isInstanceOf(WaitCircleException.class)
			.hasMessageContaining("a (" + this.a.id() + ") waits for b");
		this.waits.end(this.b, this.a);
		assertThatThrownBy(() -> begin(this.b, this.a)).as("still waited for").isInstanceOf(WaitCircleException.class);
	}

}
