package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.MailboxFullException;
import dev.theater.actor.ManualClock;
import dev.theater.actor.MessageTooLargeException;
import dev.theater.actor.RequestTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Messages and requests, section 5 of the promises. */
@Timeout(30)
class MessagingTests {

	private static final Pattern MESSAGE = Pattern.compile("\\{\"HandleSendCall\":\\{\"message\":\"([^\"]*)\"");

	@TempDir
	Path directory;

	private Stage stage;

	private ActorId victim;

	private ActorId holder;

	@BeforeEach
	void open() {
		this.stage = Stage.open(this.directory)
			.puppet("puppet", "")
			.puppet("small",
					"[limits]\nmailbox = 2\nmax_message = \"1000B\"\n[lifecycle]\nshutdown = \"brutal-kill\"\n");
		this.victim = this.stage.spawn("small", "1");
		this.holder = this.stage.spawn("puppet");
	}

	@AfterEach
	void close() {
		this.stage.close();
	}

	/** Makes the victim wait for an answer that comes when {@link #release} is called. */
	private void hold() {
		this.stage.send(this.victim, "request " + this.holder + " none");
		await().pollInterval(Duration.ofMillis(5))
			.until(() -> !this.stage.request(this.holder, "outstanding").equals("ok 0"));
	}

	private void release() {
		String id = this.stage.request(this.holder, "outstanding").substring("ok 1 ".length());
		assertThat(this.stage.request(this.holder, "respond " + id + " go")).isEqualTo("ok responded");
	}

	private static Throwable failureOf(CompletableFuture<?> future) throws Exception {
		try {
			future.get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			return ex.getCause();
		}
		throw new AssertionError("it was answered");
	}

	private long dead(String reason) {
		return this.stage.counter("theater.messages.dead", "reason", reason);
	}

	@Test
	void deliversInTheOrderOfTheSender() {
		ActorId receiver = this.stage.spawn("puppet");
		for (int i = 0; i < 60; i++) {
			this.stage.send(receiver, "set " + i);
		}
		assertThat(this.stage.request(receiver, "get")).isEqualTo("59");
		List<String> messages = new ArrayList<>();
		this.stage.runtime().directory().events(receiver, 1_000).reversed().forEach((event) -> {
			MESSAGE.matcher(new String(event.data(), StandardCharsets.UTF_8))
				.results()
				.forEach((found) -> messages.add(new String(Base64.getDecoder().decode(found.group(1)))));
		});
		assertThat(messages).isEqualTo(IntStream.range(0, 60).mapToObj((i) -> "set " + i).toList());
	}

	@Test
	void guestsSendAndRequest() {
		ActorId other = this.stage.spawn("puppet", "7");
		assertThat(this.stage.request(this.holder, "send " + other + " add")).isEqualTo("ok sent");
		assertThat(this.stage.request(this.holder, "request " + other + " get")).isEqualTo("ok 8");
	}

	@Test
	void anUnknownReceiverIsAnErrorToTheSender() {
		ActorId nobody = ActorId.random();
		assertThat(this.stage.request(this.holder, "send " + nobody + " x"))
			.isEqualTo("err there is no actor " + nobody);
		assertThat(this.stage.request(this.holder, "request " + nobody + " x"))
			.isEqualTo("err there is no actor " + nobody);
		assertThat(this.stage.request(this.holder, "send nobody x")).startsWith("err Invalid child ID: 'nobody'");
		assertThatThrownBy(() -> this.stage.send(nobody, "x")).isInstanceOf(ActorNotFoundException.class);
		assertThatThrownBy(() -> this.stage.request(nobody, "x")).isInstanceOf(ActorNotFoundException.class);
	}

	@Test
	void aStoppedReceiverIsAnErrorToTheSender() {
		this.stage.runtime().supervisor().stopChild(this.victim);
		assertThat(this.stage.request(this.holder, "send " + this.victim + " x")).startsWith("err there is no actor");
		assertThatThrownBy(() -> this.stage.request(this.victim, "x")).isInstanceOf(ActorNotFoundException.class);
	}

	@Test
	void aParkedReceiverIsAnErrorToTheSender() {
		for (int i = 0; i < 4; i++) {
			assertThatThrownBy(() -> this.stage.request(this.victim, "trap")).isInstanceOf(ActorFailedException.class);
		}
		await().until(() -> this.stage.node(this.victim).parked());
		assertThat(this.stage.request(this.holder, "send " + this.victim + " x")).contains("is parked");
		assertThatThrownBy(() -> this.stage.send(this.victim, "x")).isInstanceOf(ActorFailedException.class)
			.hasMessageContaining("is parked");
	}

	@Test
	void aReceiverWithoutTheHandlerIsAnErrorToTheSender() {
		this.stage.manifest("basic", "basic", "[[handler]]\ntype = \"runtime\"\n");
		ActorId basic = this.stage.spawn("basic");
		assertThatThrownBy(() -> this.stage.send(basic, "x")).isInstanceOf(ActorFailedException.class)
			.hasMessageContaining("does not export theater:simple/message-server-client#handle-send");
	}

	@Test
	void aFullMailboxIsAnErrorToTheSenderAndLosesNothing() {
		hold();
		this.stage.send(this.victim, "add");
		this.stage.send(this.victim, "add");
		assertThatThrownBy(() -> this.stage.send(this.victim, "add")).isInstanceOf(MailboxFullException.class)
			.hasMessageContaining("small")
			.hasMessageContaining("2 messages wait");
		assertThat(this.stage.request(this.holder, "send " + this.victim + " add")).contains("err the mailbox of");
		assertThat(this.stage.counter("theater.mailbox.rejected", "reason", "full")).isEqualTo(2);
		release();
		await().untilAsserted(() -> assertThat(this.stage.state(this.victim)).isEqualTo("3"));
	}

	@Test
	void aMessageThatIsTooLargeIsAnErrorToTheSender() {
		assertThatThrownBy(() -> this.stage.send(this.victim, "x".repeat(1001)))
			.isInstanceOf(MessageTooLargeException.class)
			.hasMessageContaining("1001 bytes")
			.hasMessageContaining("at most 1000");
		assertThat(this.stage.request(this.victim, "get")).isEqualTo("1");
	}

	@Test
	void aRequestsTimeIncludesQueueingAndItsEndIsNoFailureOfAnybody() throws Exception {
		hold();
		CompletableFuture<String> late = this.stage.ask(this.victim, "add", Duration.ofMillis(50));
		assertThat(failureOf(late)).isInstanceOf(RequestTimeoutException.class)
			.hasMessageContaining("did not answer within 50 ms");
		release();
		assertThat(this.stage.request(this.victim, "get")).as("what nobody waits for is not handled").isEqualTo("1");
		assertThat(dead("expired")).isOne();
		assertThat(this.stage.node(this.victim).restarts()).isZero();
	}

	@Test
	void aCancelledRequestThatHasNotBegunIsWithdrawn() {
		hold();
		CompletableFuture<byte[]> cancelled = this.stage.runtime().messaging().request(this.victim, "add".getBytes());
		cancelled.cancel(true);
		release();
		assertThat(this.stage.request(this.victim, "get")).isEqualTo("1");
		assertThat(dead("expired")).isOne();
	}

	@Test
	void aDeferredRequestIsAnsweredLater() throws Exception {
		CompletableFuture<String> answer = this.stage.ask(this.holder, "none");
		CompletableFuture<String> second = this.stage.ask(this.holder, "none");
		String[] ids = outstanding(2);
		assertThat(answer).isNotDone();
		assertThat(this.stage.request(this.holder, "respond " + ids[1] + " two")).isEqualTo("ok responded");
		assertThat(this.stage.request(this.holder, "respond " + ids[0] + " one")).isEqualTo("ok responded");
		assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("one");
		assertThat(second.get(5, TimeUnit.SECONDS)).isEqualTo("two");
		outstanding(0);
	}

	private String[] outstanding(int count) {
		await().pollInterval(Duration.ofMillis(5))
			.untilAsserted(() -> assertThat(this.stage.request(this.holder, "outstanding")).startsWith("ok " + count));
		String ids = this.stage.request(this.holder, "outstanding").substring(4).strip();
		return ids.split(" ");
	}

	@Test
	void aDeferredRequestIsCancelledByTheReceiver() throws Exception {
		CompletableFuture<String> answer = this.stage.ask(this.holder, "none");
		String id = outstanding(1)[0];
		assertThat(this.stage.request(this.holder, "cancel " + id)).isEqualTo("ok cancelled");
		assertThat(failureOf(answer)).isInstanceOf(ActorFailedException.class).hasMessageContaining("cancelled");
		assertThat(this.stage.request(this.holder, "cancel " + id)).startsWith("err no outstanding request");
		assertThat(dead("late")).isZero();
	}

	@Test
	void aDeferredRequestEndsByItsTimeoutAndALateAnswerIsCounted() throws Exception {
		ManualClock clock = new ManualClock();
		this.stage.close();
		this.stage = Stage.open(this.directory, (builder) -> builder.clock(clock));
		this.holder = this.stage.spawn("puppet");
		CompletableFuture<String> answer = this.stage.ask(this.holder, "none", Duration.ofMillis(200));
		String id = outstanding(1)[0];
		clock.advance(Duration.ofMillis(200));
		assertThat(failureOf(answer)).isInstanceOf(RequestTimeoutException.class);
		outstanding(0);
		assertThat(this.stage.request(this.holder, "respond " + id + " x")).startsWith("err no outstanding request");
		assertThat(dead("late")).isOne();
	}

	@Test
	void deferredRequestsEndWithTheirReceiversStopOrRestart() throws Exception {
		CompletableFuture<String> first = this.stage.ask(this.holder, "none");
		outstanding(1);
		this.stage.runtime().directory().restart(this.holder);
		assertThat(failureOf(first)).isInstanceOf(ActorFailedException.class).hasMessageContaining("operator");
		outstanding(0);
		CompletableFuture<String> second = this.stage.ask(this.holder, "none");
		outstanding(1);
		this.stage.runtime().supervisor().stopChild(this.holder);
		assertThat(failureOf(second)).isInstanceOf(ActorFailedException.class).hasMessageContaining("parent");
	}

	@Test
	void theRequestThatFailsIsAnErrorAndThoseBehindItSurviveTheRestart() throws Exception {
		hold();
		CompletableFuture<String> failing = this.stage.ask(this.victim, "trap");
		CompletableFuture<String> behind = this.stage.ask(this.victim, "add");
		release();
		assertThat(failureOf(failing)).isInstanceOf(ActorFailedException.class)
			.hasMessageContaining("small")
			.hasMessageContaining("handle-request failed (trap)");
		assertThat(behind.get(5, TimeUnit.SECONDS)).isEqualTo("2");
		assertThat(this.stage.node(this.victim).incarnation()).isEqualTo(2);
	}

	@Test
	void whatWaitsWhenAnActorStopsBecomesDeadLetters() throws Exception {
		hold();
		CompletableFuture<String> request = this.stage.ask(this.victim, "get");
		this.stage.send(this.victim, "add");
		this.stage.runtime().supervisor().stopChild(this.victim);
		assertThat(failureOf(request)).isInstanceOf(ActorFailedException.class).hasMessageContaining("has ended");
		assertThat(dead("stopped")).isEqualTo(2);
	}

	@Test
	void whatWaitsWhenAnActorIsParkedBecomesDeadLettersAndOneEvent() throws Exception {
		for (int i = 0; i < 3; i++) {
			assertThatThrownBy(() -> this.stage.request(this.victim, "trap")).isInstanceOf(ActorFailedException.class);
		}
		await().until(() -> this.stage.node(this.victim).restarts() == 3);
		hold();
		CompletableFuture<String> last = this.stage.ask(this.victim, "trap");
		CompletableFuture<String> behind = this.stage.ask(this.victim, "get");
		release();
		assertThat(failureOf(last)).isInstanceOf(ActorFailedException.class);
		assertThat(failureOf(behind)).isInstanceOf(ActorFailedException.class).hasMessageContaining("is parked");
		assertThat(dead("parked")).isOne();
		await().untilAsserted(
				() -> assertThat(this.stage.events(this.victim)).containsOnlyOnce("theater:runtime/dead-letters"));
	}

	// ---- circles

	private void assertCircle(String answer, ActorId... ids) {
		assertThat(answer).contains("err the wait would close a circle: ");
		for (ActorId id : ids) {
			assertThat(answer).contains(id.toString());
		}
	}

	@Test
	@Timeout(5)
	void refusesARequestToOneselfAtOnce() {
		assertCircle(this.stage.request(this.victim, "self-request"), this.victim);
	}

	@Test
	@Timeout(5)
	void refusesARequestBackToWhoWaitsAtOnce() {
		String answer = this.stage.request(this.victim, "request " + this.holder + " request " + this.victim + " get");
		assertThat(answer).startsWith("ok err ");
		assertCircle(answer, this.victim, this.holder);
	}

	@Test
	@Timeout(5)
	void refusesACircleOfThreeAtOnce() {
		ActorId third = this.stage.spawn("puppet");
		String answer = this.stage.request(this.holder,
				"request " + third + " request " + this.victim + " request " + this.holder + " get");
		assertThat(answer).startsWith("ok ok err ");
		assertCircle(answer, this.victim, third, this.holder);
	}

	@Test
	@Timeout(5)
	void refusesARequestOfAChildThatStartsToItsParentAtOnce() {
		String spawned = this.stage.request(this.holder, "spawn puppet.toml init=request:" + this.holder + " get");
		assertThat(spawned).startsWith("ok ");
		ActorId child = ActorId.of(spawned.substring(3));
		assertCircle(this.stage.state(child), this.holder, child);
	}

	@Test
	@Timeout(5)
	void refusesTheWaitOfAChildForItsParentWhenThatStopsIt() {
		this.stage.puppet("parent", "");
		ActorId parent = this.stage.spawn("parent");
		ActorId child = ActorId.of(this.stage.request(parent, "spawn puppet.toml").substring(3));
		this.stage.send(parent, "request " + this.holder + " none");
		outstanding(1);
		CompletableFuture<String> stop = this.stage.ask(parent, "stop " + child);
		CompletableFuture<String> circle = this.stage.ask(child, "request " + parent + " get");
		await().until(() -> this.stage.node(parent).mailbox() == 2);
		release();
		assertThat(stop).succeedsWithin(Duration.ofSeconds(3)).isEqualTo("ok stopped");
		assertThat(circle).succeedsWithin(Duration.ofSeconds(1))
			.satisfies((answer) -> assertCircle(answer, parent, child));
	}

	@Test
	void twoThatRequestEachOtherManyTimesNeverHang() throws Exception {
		List<CompletableFuture<String>> answers = new ArrayList<>();
		for (int i = 0; i < 50; i++) {
			answers.add(this.stage.ask(this.holder, "request " + this.victim + " get"));
			answers.add(this.stage.ask(this.victim, "request " + this.holder + " get"));
			CompletableFuture.allOf(answers.get(2 * i), answers.get(2 * i + 1)).get(5, TimeUnit.SECONDS);
		}
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join())
			.satisfiesAnyOf((text) -> assertThat(text).startsWith("ok "), (text) -> assertCircle(text)));
	}

}
