package dev.theater.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import dev.theater.actor.ActorId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Channels between guests: opening, sending, closing, and every way they end. */
@Timeout(30)
class ChannelTests extends OnStage {

	private static final String HOST = "theater:simple/message-server-host/";

	private static final String CLIENT = "theater:simple/message-server-client/";

	private ActorId opener;

	private ActorId other;

	@BeforeEach
	void cast() {
		this.stage.puppet("puppet", "")
			.puppet("resuming", "[lifecycle]\non_error = \"resume\"\n")
			.puppet("small", "[limits]\nmailbox = 2\nmax_message = \"200B\"\nmax_channels = 2\n")
			.puppet("impatient", "[lifecycle]\ncall_timeout = \"100ms\"\n")
			.puppet("hasty", "[lifecycle]\nshutdown = \"100ms\"\n");
		this.opener = this.stage.spawn("puppet");
		this.other = this.stage.spawn("puppet");
	}

	private String channel(ActorId from, ActorId to, String wish) {
		return ok(from, "channel " + to + " " + wish);
	}

	private void awaitState(ActorId id, String state) {
		await().untilAsserted(() -> assertThat(state(id)).isEqualTo(state));
	}

	/** A request at the end of the queue: what came before has been handled. */
	private void settle(ActorId id) {
		this.stage.request(id, "id");
	}

	private long dead(String reason) {
		return this.stage.counter("theater.messages.dead", "reason", reason);
	}

	// ---- opening

	@Test
	void opensWhatTheOtherActorAcceptsAndCarriesMessagesBothWays() {
		String channel = channel(this.opener, this.other, "accept");
		assertThat(UUID.fromString(channel).version()).as("random, so unguessable").isEqualTo(4);
		assertThat(ok(this.opener, "channel-send " + channel + " ping")).isEqualTo("sent");
		assertThat(ok(this.other, "channel-send " + channel + " pong")).isEqualTo("sent");
		awaitState(this.other, "message " + channel + " ping");
		awaitState(this.opener, "message " + channel + " pong");
	}

	@Test
	void givesTheOpenerTheFirstMessageBeforeAllOthers() {
		String channel = channel(this.opener, this.other, "accept welcome here");
		ok(this.other, "channel-send " + channel + " second");
		awaitState(this.opener, "message " + channel + " welcome here\nmessage " + channel + " second");
	}

	@Test
	void tellsTheOpenerOfARefusalAndWhy() {
		assertThat(err(this.opener, "channel " + this.other + " refuse not today"))
			.isEqualTo("actor puppet-2 (" + this.other + ") refused the channel: not today");
		assertThat(err(this.opener, "channel " + this.other + " refuse"))
			.isEqualTo("actor puppet-2 (" + this.other + ") refused the channel");
		assertThat(state(this.other)).as("it is told of no end").isEqualTo("none");
	}

	@Test
	void refusesByNameToOpenOneToWhoCannotHaveOne() {
		this.stage.manifest("basic", "basic", grants("runtime"));
		ActorId basic = this.stage.spawn("basic");
		assertThat(err(this.opener, "channel " + basic + " accept"))
			.contains("does not export theater:simple/message-server-client#handle-channel-open")
			.contains(basic.toString());
		ActorId nobody = ActorId.random();
		assertThat(err(this.opener, "channel " + nobody + " accept")).isEqualTo("there is no actor " + nobody);
		assertThat(err(this.opener, "channel nobody accept")).startsWith("Invalid child ID: 'nobody'");
	}

	@Test
	void worksWithActorsThatTheStandardToolsBuilt() {
		this.stage.manifest("echo", "echo", Stage.ALL)
			.manifest("chatty", "chatty", grants("runtime"))
			.manifest("counter", "counter", grants("runtime"));
		ActorId echo = this.stage.spawn("echo");
		String channel = channel(this.opener, echo, "hello");
		ok(this.opener, "channel-send " + channel + " 1");
		ok(this.opener, "channel-send " + channel + " 2");
		awaitState(this.opener, "message %1$s welcome\nmessage %1$s echo:1\nmessage %1$s echo:2".formatted(channel));
		ok(this.opener, "channel-close " + channel);
		await().untilAsserted(() -> assertThat(data(echo, "theater:simple/runtime/log"))
			.contains("{\"LogCall\":{\"msg\":\"closed " + channel + "\"}}"));
		ActorId chatty = this.stage.spawn("chatty");
		String second = channel(this.opener, chatty, "hello");
		ok(this.opener, "channel-send " + second + " hi");
		await().untilAsserted(() -> assertThat(data(chatty, "theater:simple/runtime/log"))
			.contains("{\"LogCall\":{\"msg\":\"" + second + ": hi\"}}"));
		ActorId counter = this.stage.spawn("counter");
		assertThat(err(this.opener, "channel " + counter + " hello"))
			.isEqualTo("actor counter (" + counter + ") refused the channel");
	}

	@Test
	void isOpenOnlyAfterTheHandlerHasAccepted() {
		channel(this.opener, this.other, "send-early x");
		await().untilAsserted(() -> assertThat(state(this.opener)).contains("got err channel ")
			.endsWith("is not open yet: it is when handle-channel-open has accepted"));
		ActorId second = this.stage.spawn("puppet");
		channel(second, this.other, "close-early");
		await().untilAsserted(() -> assertThat(state(second)).endsWith("when handle-channel-open has accepted"));
	}

	@Test
	void answersTheOpenerWhenTheHandlerFails() {
		assertThat(err(this.opener, "channel " + this.other + " trap"))
			.startsWith("actor puppet-2 (" + this.other + "): handle-channel-open failed (trap)");
		awaitIncarnation(this.other, 2);
		ActorId resuming = this.stage.spawn("resuming");
		assertThat(err(this.opener, "channel " + resuming + " err not so")).endsWith("failed (error): not so");
		assertThat(node(resuming).incarnation()).isOne();
		ActorId impatient = this.stage.spawn("impatient");
		assertThat(err(this.opener, "channel " + impatient + " hang")).contains("failed (timeout)");
	}

	@Test
	@Timeout(5)
	void refusesACircleAtOnceAndNamesIt() {
		assertThat(err(this.opener, "channel " + this.opener + " accept")).startsWith("the wait would close a circle: ")
			.contains(this.opener.toString());
		String channel = channel(this.opener, this.other, "open " + this.opener + " accept");
		await().untilAsserted(
				() -> assertThat(state(this.opener)).startsWith("message " + channel + " got err the wait would close")
					.contains(this.opener.toString(), this.other.toString()));
		assertThat(this.stage.request(this.opener, "request " + this.other + " channel " + this.opener + " accept"))
			.startsWith("ok err the wait would close a circle");
	}

	@Test
	void givesUpItsPlaceWhileItWaits() {
		reopen((builder) -> builder.settings(TestSettings.defaults().threads(1, 4).build()));
		cast();
		assertThat(channel(this.opener, this.other, "accept")).isNotEmpty();
	}

	@Test
	void endsByTheRequestTimeoutAndTellsWhoAcceptsTooLate() {
		reopen((builder) -> builder.settings(TestSettings.defaults().requestTimeout(Duration.ofMillis(200)).build()));
		cast();
		ActorId holder = this.stage.spawn("puppet");
		assertThat(err(this.opener, "channel " + this.other + " ask " + holder + " none"))
			.contains("did not answer within 200 ms");
		await().untilAsserted(() -> assertThat(state(this.other)).matches("closed [-0-9a-f]{36}"));
		assertThat(dead("late")).isOne();
		assertThat(state(this.opener)).isEqualTo("none");
	}

	@Test
	void whatStillWaitsToBeOpenedSurvivesARestartOfTheOther() {
		ActorId holder = this.stage.spawn("puppet");
		this.stage.send(this.other, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		this.stage.send(this.other, "trap");
		CompletableFuture<String> opening = this.stage.ask(this.opener, "channel " + this.other + " accept");
		awaitNode(this.other, (node) -> node.mailbox() == 2);
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.request(holder, "respond " + id + " go");
		String channel = finish(opening).substring(3);
		assertThat(node(this.other).incarnation()).isEqualTo(2);
		assertThat(ok(this.opener, "channel-send " + channel + " x")).isEqualTo("sent");
	}

	@Test
	void aPendingOpeningIsAnsweredWhenTheOtherIsStoppedOrParked() {
		ActorId holder = this.stage.spawn("puppet");
		CompletableFuture<String> begun = this.stage.ask(this.opener,
				"channel " + this.other + " ask " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		ActorId third = this.stage.spawn("puppet");
		CompletableFuture<String> queued = this.stage.ask(third, "channel " + this.other + " accept");
		awaitNode(this.other, (node) -> node.mailbox() == 1);
		supervisor().stopChild(this.other);
		assertThat(finish(begun)).startsWith("err ").contains("stopped");
		assertThat(finish(queued)).startsWith("err ").contains("has ended");
		assertThat(dead("stopped")).isOne();
	}

	@Test
	void tellsWhoAcceptedWhenTheOpenerIsStoppedMeanwhile() {
		this.stage.puppet("brief", "[lifecycle]\nshutdown = \"100ms\"\n");
		this.opener = this.stage.spawn("brief");
		ActorId holder = this.stage.spawn("puppet");
		ActorId hasty = this.stage.spawn("hasty");
		this.stage.ask(hasty, "channel " + this.other + " ask " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		supervisor().stopChild(hasty);
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		assertThat(this.stage.request(holder, "respond " + id + " go")).isEqualTo("ok responded");
		await().untilAsserted(() -> assertThat(state(this.other)).matches("closed [-0-9a-f]{36}"));
	}

	// ---- sending

	@Test
	void deliversInOrderEachWayAndTogetherWithSends() {
		String channel = channel(this.opener, this.other, "accept");
		for (int i = 0; i < 10; i++) {
			ok(this.opener, "channel-send " + channel + " " + 2 * i);
			ok(this.opener, "send " + this.other + " log x");
			ok(this.opener, "channel-send " + channel + " " + (2 * i + 1));
		}
		settle(this.other);
		assertThat(state(this.other)).isEqualTo(
				String.join("\n", IntStream.range(0, 20).mapToObj((i) -> "message " + channel + " " + i).toList()));
		List<String> kinds = this.stage.events(this.other)
			.stream()
			.filter((type) -> type.endsWith("handle-send") || type.endsWith("handle-channel-message"))
			.map((type) -> type.substring(type.lastIndexOf('/') + 1))
			.toList();
		List<String> one = List.of("handle-channel-message", "handle-channel-message", "handle-send", "handle-send",
				"handle-channel-message", "handle-channel-message");
		assertThat(kinds).startsWith(one.toArray(String[]::new)).hasSize(60);
	}

	@Test
	void aFullMailboxAndALongMessageAreErrorsToTheSender() {
		ActorId small = this.stage.spawn("small");
		String channel = channel(this.opener, small, "accept");
		assertThat(err(this.opener, "channel-send " + channel + " " + "x".repeat(201)))
			.contains("the message has 201 bytes")
			.contains("takes at most 200");
		ActorId holder = this.stage.spawn("puppet");
		this.stage.send(small, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		assertThat(this.stage.request(this.opener, "channel-stream " + channel + " 10")).startsWith("2 err the mailbox")
			.contains("2 messages wait");
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.request(holder, "respond " + id + " go");
		await().untilAsserted(
				() -> assertThat(state(small)).isEqualTo("message " + channel + " 0\nmessage " + channel + " 1"));
	}

	@Test
	void theFirstMessageMustBeOneThatTheOpenerTakes() {
		this.stage.puppet("tiny", "[limits]\nmax_message = \"100B\"\n");
		ActorId tiny = this.stage.spawn("tiny");
		assertThat(err(tiny, "channel " + this.other + " send-early x")).startsWith("the message has ")
			.endsWith("actor tiny (" + tiny + ") takes at most 100");
		await()
			.untilAsserted(() -> assertThat(state(this.other)).as("it had accepted").matches("closed [-0-9a-f]{36}"));
	}

	@Test
	void onlyTheTwoPartiesCanUseAChannel() {
		String channel = channel(this.opener, this.other, "accept");
		ActorId stranger = this.stage.spawn("puppet");
		for (String command : List.of("channel-send " + channel + " x", "channel-close " + channel)) {
			assertThat(err(stranger, command)).startsWith("there is no channel '" + channel + "' of this actor");
		}
		assertThat(err(this.opener, "channel-send nothing x")).startsWith("there is no channel 'nothing'");
		ok(this.opener, "channel-send " + channel + " still open");
		awaitState(this.other, "message " + channel + " still open");
	}

	// ---- closing

	@Test
	void tellsTheOtherEndOnceBehindWhatWasSentAndRefusesByName() {
		String channel = channel(this.opener, this.other, "accept");
		ok(this.opener, "channel-send " + channel + " last");
		assertThat(ok(this.opener, "channel-close " + channel)).isEqualTo("closed");
		awaitState(this.other, "message " + channel + " last\nclosed " + channel);
		for (ActorId end : List.of(this.opener, this.other)) {
			assertThat(err(end, "channel-send " + channel + " x")).contains(channel).contains("it is closed");
			assertThat(err(end, "channel-close " + channel)).contains(channel);
		}
		settle(this.other);
		settle(this.opener);
		assertThat(names(this.other, CLIENT + "handle-channel-close")).containsExactly("HandleChannelCloseCall",
				"HandleChannelCloseResult");
		assertThat(state(this.opener)).as("who closes is not told").isEqualTo("none");
	}

	@Test
	void theOtherEndCloses() {
		String channel = channel(this.opener, this.other, "accept");
		ok(this.opener, "channel-send " + channel + " close");
		awaitState(this.opener, "closed " + channel);
		assertThat(state(this.other)).isEqualTo("message " + channel + " close");
	}

	@Test
	void nothingComesOnAChannelThatOneHasClosed() {
		String channel = channel(this.opener, this.other, "accept");
		ActorId holder = this.stage.spawn("puppet");
		this.stage.send(this.opener, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		CompletableFuture<String> closing = this.stage.ask(this.opener, "channel-close " + channel);
		awaitNode(this.opener, (node) -> node.mailbox() == 1);
		ok(this.other, "channel-send " + channel + " too late");
		ok(this.other, "channel-close " + channel);
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.request(holder, "respond " + id + " go");
		assertThat(finish(closing)).as("whoever was first, it is closed").isEqualTo("ok closed");
		settle(this.opener);
		assertThat(state(this.opener)).isEqualTo("none");
		assertThat(dead("channel-closed")).isOne();
		assertThat(this.stage.node(this.opener).mailbox()).isZero();
	}

	// ---- the end of a party

	private void assertToldAndRefused(ActorId end, String channel) {
		awaitState(end, "closed " + channel);
		settle(end);
		assertThat(names(end, CLIENT + "handle-channel-close")).containsOnlyOnce("HandleChannelCloseCall");
		assertThat(err(end, "channel-send " + channel + " x")).contains(channel).contains("closed");
	}

	@Test
	void aCrashClosesForBothAndARestartDoesNotBringItBack() {
		String channel = channel(this.opener, this.other, "accept");
		crashAndAwait(this.other);
		assertToldAndRefused(this.opener, channel);
		assertThat(err(this.other, "channel-send " + channel + " x")).contains("before this actor's last start");
		String second = channel(this.opener, this.other, "accept");
		this.stage.send(this.opener, "clear");
		crashAndAwait(this.opener);
		awaitState(this.other, "closed " + second);
	}

	@Test
	void aTrapOnAMessageOfTheChannelClosesIt() {
		String channel = channel(this.opener, this.other, "accept");
		ok(this.opener, "channel-send " + channel + " trap");
		assertToldAndRefused(this.opener, channel);
	}

	@Test
	void anErrThatIsResumedLeavesItOpen() {
		ActorId resuming = this.stage.spawn("resuming");
		String channel = channel(this.opener, resuming, "accept");
		ok(this.opener, "channel-send " + channel + " err no");
		ok(this.opener, "channel-send " + channel + " yes");
		awaitState(resuming, "message " + channel + " yes");
		assertThat(node(resuming).incarnation()).isOne();
	}

	@Test
	void restartByHandStopParkingAndANormalEndCloseIt() {
		String restarted = channel(this.opener, this.other, "accept");
		directory().restart(this.other);
		awaitState(this.opener, "closed " + restarted);
		this.stage.request(this.opener, "clear");
		String ended = channel(this.opener, this.other, "accept");
		this.stage.request(this.other, "shutdown");
		awaitState(this.opener, "closed " + ended);
		this.stage.request(this.opener, "clear");
		ActorId stopped = this.stage.spawn("puppet");
		String third = channel(this.opener, stopped, "accept");
		supervisor().stopChild(stopped);
		awaitState(this.opener, "closed " + third);
		this.stage.request(this.opener, "clear");
		ActorId parked = this.stage.spawn("puppet");
		for (int i = 0; i < 3; i++) {
			crashAndAwait(parked);
		}
		String fourth = channel(this.opener, parked, "accept");
		crash(parked);
		awaitNode(parked, ActorNode::parked);
		awaitState(this.opener, "closed " + fourth);
	}

	@Test
	void aSubtreeThatStopsClosesTheChannelsOfItsMembers() {
		ActorId child = spawn(this.other, "puppet", "");
		String channel = channel(child, this.opener, "accept");
		supervisor().stopChild(this.other);
		awaitState(this.opener, "closed " + channel);
	}

	@Test
	void messagesThatWaitForAnIncarnationThatEndsAreCountedAndNotHandledByTheNext() {
		String channel = channel(this.opener, this.other, "accept");
		ActorId holder = this.stage.spawn("puppet");
		this.stage.send(this.other, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		ok(this.opener, "channel-send " + channel + " trap");
		ok(this.opener, "channel-send " + channel + " lost");
		ok(this.opener, "send " + this.other + " add");
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.request(holder, "respond " + id + " go");
		awaitIncarnation(this.other, 2);
		settle(this.other);
		assertThat(state(this.other)).as("a send survives the restart, the channel does not").isEqualTo("1");
		assertThat(dead("channel-closed")).isOne();
	}

	@Test
	void whoTrapsAfterOpeningLeavesNoChannelBehind() {
		this.stage.send(this.opener, "channel-trap " + this.other + " accept");
		await().untilAsserted(() -> assertThat(state(this.other)).matches("closed [-0-9a-f]{36}"));
	}

	// ---- limits

	@Test
	void anActorHasAtMostSoManyChannels() {
		ActorId small = this.stage.spawn("small");
		assertThat(this.stage.request(small, "channels " + this.other + " 5"))
			.startsWith("2 err actor small (" + small + ") has 2 channels, as many as max_channels allows");
		assertThat(err(this.opener, "channel " + small + " accept")).as("nor are others opened to it")
			.startsWith("actor small (" + small + ") has 2 channels");
		assertThat(names(small, CLIENT + "handle-channel-open")).as("and it is not asked").isEmpty();
		crashAndAwait(small);
		assertThat(this.stage.request(small, "channels " + this.other + " 5")).startsWith("2 err");
	}

	@Test
	void closingAndRefusalsMakeRoom() {
		ActorId small = this.stage.spawn("small");
		for (int i = 0; i < 6; i++) {
			assertThat(err(small, "channel " + this.other + " refuse")).contains("refused");
			assertThat(err(this.opener, "channel " + small + " refuse")).contains("refused");
			String channel = channel(this.opener, small, "accept");
			ok(((i % 2) == 0) ? this.opener : small, "channel-close " + channel);
			settle(small);
		}
	}

	@Test
	void newsOfManyClosedChannelsNeedNoRoomInTheMailbox() {
		this.stage.puppet("tight", "[limits]\nmailbox = 1\n");
		ActorId tight = this.stage.spawn("tight");
		assertThat(this.stage.request(this.opener, "channels " + tight + " 20")).startsWith("20 ok");
		ActorId holder = this.stage.spawn("puppet");
		this.stage.send(tight, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		crashAndAwait(this.opener);
		awaitNode(tight, (node) -> node.mailbox() == 20);
		this.stage.send(tight, "log still room for one message");
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.request(holder, "respond " + id + " go");
		await().untilAsserted(() -> assertThat(names(tight, CLIENT + "handle-channel-close")).hasSize(40));
		assertThat(dead("stopped")).isZero();
	}

	// ---- the chain

	@Test
	void everyCallIsTwoEventsOnEachChain() {
		String channel = channel(this.opener, this.other, "accept hi");
		ok(this.opener, "channel-send " + channel + " x");
		ok(this.opener, "channel-close " + channel);
		err(this.opener, "channel-close " + channel);
		awaitState(this.other, "message " + channel + " x\nclosed " + channel);
		assertThat(names(this.opener, HOST + "open-channel")).containsExactly("OpenChannelCall", "OpenChannelResult");
		assertThat(names(this.opener, HOST + "send-on-channel")).containsExactly("SendOnChannelCall",
				"SendOnChannelResult");
		assertThat(names(this.opener, HOST + "close-channel")).containsExactly("CloseChannelCall", "CloseChannelResult",
				"CloseChannelCall", "CloseChannelError");
		assertThat(data(this.other, CLIENT + "handle-channel-open")).containsExactly(
				"{\"HandleChannelOpenCall\":{\"message\":\"YWNjZXB0IGhp\",\"channel\":\"" + channel + "\"}}",
				"{\"HandleChannelOpenResult\":{\"accepted\":true,\"message\":\"aGk=\"}}");
		assertThat(names(this.other, CLIENT + "handle-channel-message")).containsExactly("HandleChannelMessageCall",
				"HandleChannelMessageResult");
		assertVerifies(this.opener);
		assertVerifies(this.other);
	}

	private List<String> data(ActorId id, String type) {
		return events(id).stream().filter((event) -> event.eventType().equals(type)).map(OnStage::text).toList();
	}

	// ---- many at once

	@Test
	void everyEndThatIsLeftIsToldExactlyOnceWhateverEndsAtOnce() {
		List<ActorId> cast = IntStream.range(0, 6).mapToObj((i) -> this.stage.spawn("puppet")).toList();
		Map<String, List<ActorId>> channels = new HashMap<>();
		for (int round = 0; round < 40; round++) {
			List<CompletableFuture<String>> openings = new ArrayList<>();
			for (int i = 0; i < cast.size(); i++) {
				openings.add(this.stage.ask(cast.get(i), "channel " + to(cast, i, round) + " accept"));
			}
			for (int i = 0; i < cast.size(); i++) {
				String answer = finish(openings.get(i));
				if (answer.startsWith("ok ")) {
					channels.put(answer.substring(3), List.of(cast.get(i), to(cast, i, round)));
				}
				else {
					assertThat(answer).contains("err the wait would close a circle");
				}
			}
		}
		assertThat(channels).as("most do not close a circle").hasSizeGreaterThan(60);
		List<ActorId> ending = cast.subList(0, 3);
		List<CompletableFuture<Void>> ends = ending.stream()
			.map((actor) -> CompletableFuture.runAsync(() -> supervisor().stopChild(actor)))
			.toList();
		ends.forEach(OnStage::finish);
		for (ActorId actor : cast.subList(3, 6)) {
			settle(actor);
			assertThat(state(actor).split("\n")).containsExactlyInAnyOrderElementsOf(channels.entrySet()
				.stream()
				.filter((entry) -> entry.getValue().contains(actor)
						&& entry.getValue().stream().anyMatch(ending::contains))
				.map((entry) -> "closed " + entry.getKey())
				.toList());
		}
	}

	private static ActorId to(List<ActorId> cast, int from, int round) {
		return cast.get((from + 1 + round % (cast.size() - 1)) % cast.size());
	}

}
