package dev.theater.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.MailboxFullException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What section 5 of the promises says about lengths, times and restarts. */
class MessageRulesTests extends OnStage {

	private ActorId puppet(String name, String more) {
		this.stage.puppet(name, more);
		return this.stage.spawn(name);
	}

	private String outstanding(ActorId holder) {
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		return this.stage.request(holder, "outstanding").substring("ok 1 ".length());
	}

	// ---- lengths

	@Test
	void anAnswerMayBeNoLongerThanAMessageToWhoAsks() {
		ActorId small = puppet("small", "[limits]\nmax_message = \"100B\"\n");
		ActorId big = puppet("big", "");
		assertThat(ok(small, "request " + big + " bigreply 100")).hasSize(100);
		assertThat(err(small, "request " + big + " bigreply 101"))
			.isEqualTo("the answer of actor big (" + big + ") has 101 bytes; its asker takes at most 100");
		assertThat(this.stage.counter("theater.mailbox.rejected", "reason", "too-large")).isOne();
		assertThat(node(big).incarnation()).isOne();
		assertThat(this.stage.request(big, "bigreply 101")).as("Java takes what comes").hasSize(101);
	}

	@Test
	void aLateAnswerThatIsTooLongIsAnErrorToWhoAnswersAndTheRequestIsStillOutstanding() {
		ActorId small = puppet("small", "[limits]\nmax_message = \"100B\"\n");
		ActorId big = puppet("big", "");
		CompletableFuture<String> answer = this.stage.ask(small, "request " + big + " none");
		String id = outstanding(big);
		assertThat(err(big, "respond " + id + " " + "x".repeat(101))).contains("has 101 bytes")
			.contains("takes at most 100");
		assertThat(outstanding(big)).isEqualTo(id);
		assertThat(ok(big, "respond " + id + " short")).isEqualTo("responded");
		assertThat(finish(answer)).isEqualTo("ok short");
	}

	@Test
	void whatAnActorGivesToShutdownMayBeNoLongerThanAMessageToItsParent() {
		this.stage.puppet("child", "");
		ActorId parent = puppet("parent", "[limits]\nmax_message = \"100B\"\n");
		ActorId child = spawn(parent, "child", "");
		// a child that a guest starts takes no more than its parent, so the command is
		// what bounds the data here
		assertThat(ok(child, "shutdown " + "x".repeat(91))).isEqualTo("shutting down");
		await().untilAsserted(() -> assertThat(state(parent)).isEqualTo("exit " + child + " " + "x".repeat(91)));
	}

	@Test
	void aStaticChildWithLongerMessagesIsToldWhatItsParentTakes() {
		this.stage.puppet("child", "");
		ActorId parent = puppet("parent", "[limits]\nmax_message = \"100B\"\n" + child("child", "talker", ""));
		ActorId talker = id("parent/talker");
		assertThat(err(talker, "shutdown " + "x".repeat(101)))
			.isEqualTo("the data has 101 bytes; the parent takes at most 100, its max_message");
		assertThat(node(talker).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(ok(talker, "shutdown " + "x".repeat(100))).isEqualTo("shutting down");
		await().untilAsserted(() -> assertThat(state(parent)).isEqualTo("exit " + talker + " " + "x".repeat(100)));
	}

	@Test
	void aLongListGoesIntoTheChainAsCountHashAndLength() {
		ActorId holder = puppet("holder", "");
		List<CompletableFuture<String>> answers = new ArrayList<>();
		for (int i = 0; i < 120; i++) {
			answers.add(this.stage.ask(holder, "none"));
		}
		await().until(() -> this.stage.request(holder, "outstanding").startsWith("ok 120 "));
		List<String> results = events(holder).stream()
			.map(OnStage::text)
			.filter((text) -> text.startsWith("{\"ListOutstandingRequestsResult\""))
			.toList();
		assertThat(results.getLast())
			.matches("\\{\"ListOutstandingRequestsResult\":\\{\"value\":\\{\"count\":120,\"sha256\":\"[0-9a-f]{64}\","
					+ "\"length\":4440}}}");
		supervisor().stopChild(holder);
		answers.forEach((answer) -> assertThatThrownBy(() -> finish(answer)).hasMessageContaining("stopped"));
	}

	// ---- times

	@Test
	void aTimeoutMayBeLongerThanAnybodyLives() {
		ActorId puppet = puppet("puppet", "");
		assertThat(this.stage.request(puppet, "get", Duration.ofSeconds(Long.MAX_VALUE))).isEqualTo("none");
	}

	@Test
	void aRequestsTimeoutIsAnErrorToTheGuestAndNotItsFailure() {
		reopen((builder) -> builder.settings(TestSettings.defaults().requestTimeout(Duration.ofMillis(100)).build()));
		ActorId caller = puppet("caller", "");
		ActorId holder = puppet("holder", "");
		assertThat(err(caller, "request " + holder + " none"))
			.isEqualTo("actor " + holder + " did not answer within 100 ms");
		assertThat(node(caller).incarnation()).isOne();
		assertThat(ok(holder, "outstanding")).as("it is outstanding no longer").isEqualTo("0");
	}

	// ---- restarts

	@Test
	void duringARestartTheMailboxAcceptsUpToItsCapacityInOrder() {
		this.stage.puppet("worker", "[limits]\nmailbox = 3\n");
		ActorId parent = puppet("parent",
				"[supervision]\nbackoff = { initial = \"1s\" }\n" + child("worker", "worker", "0"));
		ActorId worker = id("parent/worker");
		crash(worker);
		awaitStatus(worker, ActorStatus.RESTARTING);
		for (int i = 0; i < 3; i++) {
			this.stage.send(worker, "set " + i);
		}
		assertThatThrownBy(() -> this.stage.send(worker, "set 3")).isInstanceOf(MailboxFullException.class)
			.hasMessageContaining("3 messages wait");
		assertThat(err(parent, "send " + worker + " add")).contains("is full");
		awaitIncarnation(worker, 2);
		await().untilAsserted(() -> assertThat(state(worker)).isEqualTo("2"));
		assertThat(names(worker, "theater:simple/message-server-client/handle-send")).as("none is lost")
			.containsExactly("HandleSendCall", "HandleSendError", "HandleSendCall", "HandleSendResult",
					"HandleSendCall", "HandleSendResult", "HandleSendCall", "HandleSendResult");
	}

	@Test
	void listsOutstandingRequestsOldestFirstWithoutTheOneBeingHandled() {
		ActorId holder = puppet("holder", "");
		List<String> ids = new ArrayList<>();
		for (int i : IntStream.range(0, 3).toArray()) {
			this.stage.ask(holder, "none");
			await().until(() -> this.stage.request(holder, "outstanding").startsWith("ok " + (i + 1)));
			List<String> now = List.of(ok(holder, "outstanding").substring(2).split(" "));
			assertThat(now).hasSize(i + 1);
			assertThat(now.subList(0, i)).isEqualTo(ids);
			ids.clear();
			ids.addAll(now);
		}
	}

}
