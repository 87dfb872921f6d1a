package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A request ends exactly once, and those left to be answered later are remembered. */
class RequestsTests {

	private final ManualClock clock = new ManualClock();

	private final Actors actors = new Actors(this.clock, Runnable::run);

	private final OutstandingRequests outstanding = new OutstandingRequests(this.actors.cell("worker"));

	@AfterEach
	void close() {
		this.actors.close();
	}

	private PendingRequest request(String id) {
		return new PendingRequest(id, ActorId.random(), Duration.ofMillis(500), this.clock);
	}

	private long late() {
		return this.actors.counters.value("theater.messages.dead", "reason", "late");
	}

	@Test
	void endsWithItsFirstAnswer() {
		PendingRequest request = request("1");
		assertThat(request.ended()).isFalse();
		assertThat(request.complete("first")).isTrue();
		assertThat(request.complete("second")).isFalse();
		request.fail(new ActorFailedException("late"));
		assertThat(request.ended()).isTrue();
		assertThat(request.answer()).isCompletedWithValue("first");
		assertThat(this.clock.timers()).as("its timer is withdrawn").isZero();
	}

	@Test
	void endsWhenItsTimeIsOver() {
		PendingRequest request = request("1");
		this.clock.advance(Duration.ofMillis(499));
		assertThat(request.ended()).isFalse();
		this.clock.advance(Duration.ofMillis(1));
		assertThatThrownBy(() -> request.answer().join()).isInstanceOf(CompletionException.class)
			.hasCauseInstanceOf(RequestTimeoutException.class)
			.hasMessageContaining("did not answer within 500 ms");
		assertThat(request.complete("late")).isFalse();
	}

	@Test
	void keepsOutstandingOnesInTheirOrderUntilTheyEnd() {
		PendingRequest first = request("1");
		PendingRequest second = request("2");
		this.outstanding.add(first);
		this.outstanding.add(second);
		assertThat(this.outstanding.ids()).containsExactly("1", "2");
		assertThat(this.outstanding.respond("1", new byte[] { 7 })).isTrue();
		assertThat((byte[]) first.answer().join()).containsExactly(7);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.outstanding.ids()).isEmpty();
		assertThat(late()).isZero();
	}

	@Test
	void dropsAndCountsLateAndSecondAnswers() {
		PendingRequest request = request("1");
		this.outstanding.add(request);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(this.outstanding.respond("1", new byte[0])).isFalse();
		assertThat(this.outstanding.respond("1", new byte[0])).isFalse();
		assertThat(this.outstanding.answer(request, new byte[0])).isFalse();
		assertThat(late()).isEqualTo(3);
	}

	@Test
	void remembersNoRequestThatHasEndedBefore() {
		PendingRequest request = request("1");
		request.complete("x");
		this.outstanding.add(request);
		assertThat(this.outstanding.ids()).isEmpty();
	}

	@Test
	void cancelsOneWithAnError() {
		PendingRequest request = request("1");
		this.outstanding.add(request);
		assertThat(this.outstanding.cancel("2")).isFalse();
		assertThat(this.outstanding.cancel("1")).isTrue();
		assertThat(this.outstanding.cancel("1")).isFalse();
		assertThatThrownBy(() -> request.answer().join()).hasCauseInstanceOf(ActorFailedException.class)
			.hasMessageContaining("cancelled");
	}

	/**
	 * What continues an answer last is told first, so this comes before it is forgotten.
	 */
	@Test
	void cancelsNothingThatHasJustEndedByItself() {
		PendingRequest request = request("1");
		this.outstanding.add(request);
		AtomicReference<Boolean> cancelled = new AtomicReference<>();
		request.answer().whenComplete((answer, failure) -> cancelled.set(this.outstanding.cancel("1")));
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(cancelled).hasValue(false);
		assertThat(this.outstanding.ids()).isEmpty();
	}

	@Test
	void answersAllWithTheReasonOfTheEnd() {
		PendingRequest request = request("1");
		this.outstanding.add(request);
		this.outstanding.failAll(new ExitReason.Stopped(ExitReason.StoppedBy.PARENT));
		assertThatThrownBy(() -> request.answer().join()).hasMessageContaining("actor worker (")
			.hasMessageContaining("stopped by its parent");
		assertThat(this.outstanding.ids()).isEmpty();
	}

	@Test
	void copiesAnAnswer() {
		PendingRequest request = request("1");
		byte[] answer = { 1 };
		this.outstanding.answer(request, answer);
		answer[0] = 2;
		assertThat((byte[]) request.answer().join()).containsExactly(1);
	}

}
