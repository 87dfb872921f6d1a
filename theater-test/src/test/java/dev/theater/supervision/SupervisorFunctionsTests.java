package dev.theater.supervision;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.ActorNode;
import dev.theater.test.ChainAssert;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The seven functions of {@code theater:simple/supervisor}, called by a guest. */
class SupervisorFunctionsTests extends OnStage {

	private static final String SUPERVISOR = "theater:simple/supervisor/";

	private ScenarioActor parent;

	@BeforeEach
	void spawnParent() {
		puppet("parent", "[supervision]\n").puppet("worker", "[supervision]\n")
			.write("stateful.toml", "init_state = \"state/first\"\n" + Puppet.manifest("stateful", ""))
			.write("state/first", "from the manifest");
		this.parent = this.scenario.spawn("parent.toml", "0");
	}

	private List<String> calls(String function) {
		return names(this.parent, SUPERVISOR + function);
	}

	private String payload(String function, int index) {
		List<ChainEvent> events = events(this.parent).stream()
			.filter((event) -> event.eventType().equals(SUPERVISOR + function))
			.toList();
		return text(events.get(index));
	}

	// ---- spawn

	@Test
	void spawnHandsTheInitBytesToTheGuestUnchanged() {
		ScenarioActor child = this.parent.spawn("worker.toml", "a b  c\t{}");
		assertThat(child.request("get")).isEqualTo("a b  c\t{}");
		assertThat(calls("spawn")).containsExactly("SpawnChildCall", "SpawnChildResult");
		assertThat(payload("spawn", 0)).isEqualTo(
				"{\"SpawnChildCall\":{\"manifest\":\"worker.toml\",\"init-bytes\":\"" + base64("a b  c\t{}") + "\"}}");
		assertThat(payload("spawn", 1)).isEqualTo("{\"SpawnChildResult\":{\"value\":\"" + child.id() + "\"}}");
	}

	@Test
	void spawnWithoutInitBytesUsesTheManifestsState() {
		assertThat(this.parent.spawn("stateful.toml").state()).isEqualTo("from the manifest");
		assertThat(this.parent.spawn("stateful.toml", "mine").state()).isEqualTo("mine");
		assertThat(this.parent.spawn("worker.toml").state()).isEqualTo("none");
	}

	@Test
	void spawnAnswersAfterInitAndTheStaticChildren() {
		puppet("family", child("worker", "first", "one") + child("worker", "second", "two"));
		ScenarioActor family = this.parent.spawn("family.toml");
		assertThat(family.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(family.node().children()).extracting(ActorNode::path)
			.containsExactly("parent/family/first", "parent/family/second");
		assertThat(family.node().children()).extracting(ActorNode::status).containsOnly(ActorStatus.RUNNING);
		assertThat(family.listed()).containsExactly(at("parent/family/first"), at("parent/family/second"));
	}

	@Test
	void spawnThatFailsAnswersTheReasonAndLeavesOnlyTheErrorOnTheCallersChain() {
		assertThat(this.parent.refused("spawn worker.toml init=err no wish"))
			.isEqualTo("Actor error: init failed (error): no wish");
		assertThat(this.parent.refused("spawn nobody.toml")).startsWith("Handler error: ").contains("nobody.toml");
		assertThat(calls("spawn")).containsExactly("SpawnChildCall", "SpawnChildError", "SpawnChildCall",
				"SpawnChildError");
		assertThat(payload("spawn", 1))
			.isEqualTo("{\"SpawnChildError\":{\"error\":\"Actor error: init failed (error): no wish\"}}");
		assertThat(this.parent.node().children()).isEmpty();
		assertThat(directory().tree().all()).hasSize(1);
		assertThat(this.scenario.runtime().actorCount()).isEqualTo(1);
	}

	@Test
	void spawnByInitIsAnswered() {
		ScenarioActor starter = this.scenario.spawn("parent.toml", "init=spawn:worker.toml 7");
		ScenarioActor child = this.scenario.actor(ActorId.of(starter.state().substring("ok ".length())));
		assertThat(starter.listed()).containsExactly(child);
		assertThat(child.state()).isEqualTo("7");
	}

	// ---- resume

	@Test
	void resumeUsesExactlyTheGivenState() {
		ScenarioActor child = this.scenario.actor(ActorId.of(this.parent.ok("resume stateful.toml given")));
		assertThat(child.state()).isEqualTo("given");
		assertThat(calls("resume")).containsExactly("ResumeChildCall", "ResumeChildResult");
		assertThat(payload("resume", 0)).isEqualTo(
				"{\"ResumeChildCall\":{\"manifest\":\"stateful.toml\",\"init-state\":\"" + base64("given") + "\"}}");
	}

	@Test
	void resumeWithoutAStateIsNoStateAndNeverTheManifests() {
		ScenarioActor child = this.scenario.actor(ActorId.of(this.parent.ok("resume stateful.toml")));
		assertThat(child.state()).isEqualTo("none");
		assertThat(payload("resume", 0)).isEqualTo("{\"ResumeChildCall\":{\"manifest\":\"stateful.toml\"}}");
	}

	@Test
	void aResumedChildStartsItsInitialStateOverWithWhatItWasResumedWith() {
		puppet("forgetful", "[lifecycle]\nrestart_state = \"initial\"\n");
		ScenarioActor child = this.scenario.actor(ActorId.of(this.parent.ok("resume forgetful.toml 5")));
		child.send("add");
		child.crashAndAwait();
		assertThat(child.state()).isEqualTo("5");
	}

	// ---- list-children

	@Test
	void listChildrenNamesDirectChildrenInStartOrder() {
		ScenarioActor first = this.parent.spawn("parent.toml");
		ScenarioActor second = this.parent.spawn("worker.toml");
		ScenarioActor third = this.parent.spawn("worker.toml");
		first.spawn("worker.toml");
		assertThat(this.parent.listed()).containsExactly(first, second, third);
		this.parent.ok(Puppet.stop(second.id()));
		assertThat(this.parent.listed()).containsExactly(first, third);
		assertThat(calls("list-children")).startsWith("ListChildrenCall", "ListChildrenResult").hasSize(4);
		assertThat(payload("list-children", 3))
			.isEqualTo("{\"ListChildrenResult\":{\"value\":[\"" + first.id() + "\",\"" + third.id() + "\"]}}");
	}

	@Test
	void listChildrenOmitsStaticChildrenThatAreStopped() {
		puppet("family", child("worker", "first", "one") + child("worker", "second", "two"));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor first = at("family/first");
		family.ok(Puppet.stop(first.id()));
		assertThat(first.node().status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(family.listed()).containsExactly(at("family/second"));
	}

	// ---- restart-child

	@Test
	void restartChildKeepsIdStateAndChainInANewIncarnation() {
		ScenarioActor child = this.parent.spawn("worker.toml", "5");
		child.request("add");
		assertThat(this.parent.ok(Puppet.restart(child.id()))).isEqualTo("restarted");
		assertThat(child.node().incarnation()).isEqualTo(2);
		assertThat(child.node().restarts()).isEqualTo(1);
		assertThat(child.state()).isEqualTo("6");
		assertThat(calls("restart-child")).containsExactly("RestartChildCall", "RestartChildResult");
		assertThat(payload("restart-child", 0))
			.isEqualTo("{\"RestartChildCall\":{\"child-id\":\"" + child.id() + "\"}}");
		assertThat(names(child, "theater:simple/actor/init")).containsExactly("InitCall", "InitResult", "InitCall",
				"InitResult");
		child.chain().isValid();
	}

	@Test
	void restartChildLetsTheRunningCallEndAndKeepsTheOrderOfTheMailbox() {
		ScenarioActor child = this.parent.spawn("worker.toml");
		Runnable release = child.keepBusy();
		for (int i = 0; i < 5; i++) {
			child.send(Puppet.log("message-" + i));
		}
		CompletableFuture<String> restart = this.parent.ask(Puppet.restart(child.id()));
		child.awaitStatus(ActorStatus.RESTARTING);
		release.run();
		assertThat(finish(restart)).isEqualTo("ok restarted");
		child.send("log message-5");
		assertThat(child.request("get")).isEqualTo("none");
		assertThat(logged(child)).containsExactly("message-0", "message-1", "message-2", "message-3", "message-4",
				"message-5");
	}

	private List<String> logged(ScenarioActor id) {
		return events(id).stream()
			.filter((event) -> event.eventType().equals("theater:simple/runtime/log")
					&& ChainAssert.nameOf(event).equals("LogCall"))
			.map((event) -> text(event).replaceAll(".*\"msg\":\"([^\"]*)\".*", "$1"))
			.toList();
	}

	@Test
	void restartChildStopsTheChildsOwnChildrenFirst() {
		ScenarioActor child = this.parent.spawn("parent.toml", "5");
		ScenarioActor grandchild = child.spawn("worker.toml");
		List<String> ends = watchEnds(grandchild, child);
		this.parent.ok(Puppet.restart(child.id()));
		assertThat(grandchild.exists()).isFalse();
		assertThat(child.listed()).isEmpty();
		this.scenario.await("comes to it", () -> !ends.isEmpty());
		assertThat(ends).containsExactly("parent/parent/worker stopped by the end of its parent");
		child.awaitHeard("Spawned", "Restarted");
	}

	@Test
	void restartChildOfAHungChildEndsItAfterItsShutdownTime() {
		puppet("hanger", "[lifecycle]\nshutdown = \"100ms\"\n");
		ScenarioActor child = this.parent.spawn("hanger.toml", "5");
		child.hang();
		CompletableFuture<String> restart = this.parent.ask(Puppet.restart(child.id()));
		this.scenario.advance(Duration.ofMillis(120));
		assertThat(finish(restart)).isEqualTo("ok restarted");
		assertThat(child.state()).isEqualTo("5");
		assertThat(child.node().lastFailure()).isEmpty();
	}

	// ---- stop-child

	@Test
	void stopChildEndsTheChildAndItsSubtree() {
		ScenarioActor child = this.parent.spawn("parent.toml");
		ScenarioActor grandchild = child.spawn("worker.toml");
		List<String> ends = watchEnds(grandchild, child);
		assertThat(this.parent.ok(Puppet.stop(child.id()))).isEqualTo("stopped");
		assertThat(child.exists()).isFalse();
		assertThat(grandchild.exists()).isFalse();
		this.scenario.await("comes to it", () -> ends.size() == 2);
		assertThat(ends).containsExactlyInAnyOrder("parent/parent/worker stopped by the end of its parent",
				"parent/parent stopped by its parent");
		assertThat(calls("stop-child")).containsExactly("StopChildCall", "StopChildResult");
	}

	@Test
	void stopChildIsIdempotent() {
		ScenarioActor child = this.parent.spawn("worker.toml");
		for (int i = 0; i < 3; i++) {
			assertThat(this.parent.ok(Puppet.stop(child.id()))).isEqualTo("stopped");
		}
		child.awaitHeard("Spawned", "Stopped");
	}

	// ---- get-child-state, get-child-events

	@Test
	void getChildStateAnswersTheLastCommittedState() {
		ScenarioActor child = this.parent.spawn("worker.toml", "5");
		assertThat(this.parent.ok("state " + child.id())).isEqualTo("some:5");
		child.request("clear");
		assertThat(this.parent.ok("state " + child.id())).isEqualTo("none");
		assertThat(calls("get-child-state")).containsExactly("GetChildStateCall", "GetChildStateResult",
				"GetChildStateCall", "GetChildStateResult");
	}

	@Test
	void getChildEventsAnswersTheEventsOldestFirst() {
		ScenarioActor child = this.parent.spawn("worker.toml", "5");
		child.request("add");
		List<String> lines = this.parent.ok("events " + child.id()).lines().toList();
		assertThat(lines.getFirst()).isEqualTo("5");
		assertThat(lines.stream().skip(1).map((line) -> line.replaceAll(" 32 \\{\"(\\w+)\".*", " $1"))).containsExactly(
				"theater:runtime/spawned Spawned", "theater:simple/actor/init InitCall",
				"theater:simple/actor/init InitResult",
				"theater:simple/message-server-client/handle-request HandleRequestCall",
				"theater:simple/message-server-client/handle-request HandleRequestResult");
		assertThat(calls("get-child-events")).containsExactly("GetChildEventsCall", "GetChildEventsResult");
	}

	@Test
	void queriesNeverWaitForARunningCall() {
		puppet("hanger", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ScenarioActor child = this.parent.spawn("hanger.toml", "5");
		child.send("set-loop 6");
		assertThat(this.parent.ok("state " + child.id())).isEqualTo("some:5");
		assertThat(this.parent.ok("events " + child.id())).startsWith("3\n");
		assertThat(this.parent.listed()).containsExactly(child);
	}

	// ---- what a guest may hand down

	@Test
	void aChildThatAGuestStartsGetsNoMoreThanItsParentHas() {
		manifest("poor", grants("runtime", "supervisor", "message-server"));
		manifest("rich", grants("runtime", "message-server") + """
				[[handler]]
				type = "supervisor"
				inline_manifests = true
				""");
		ScenarioActor poor = this.scenario.spawn("poor.toml");
		assertThat(poor.refused("spawn rich.toml")).isEqualTo("Handler error: rich.toml:9:1: handler 'supervisor' has "
				+ "inline_manifests = true; its parent 'poor' has inline_manifests = false, and a child that a guest "
				+ "starts has no more than that");
		assertThat(this.scenario.spawn("rich.toml")).isNotNull();
	}

	@Test
	void aStaticChildOfAChildThatAGuestStartsGetsNoMoreEither() {
		puppet("poor", "");
		manifest("rich", grants("runtime", "message-server") + """
				[[handler]]
				type = "supervisor"
				inline_manifests = true
				""").puppet("cover", child("rich", "inside", ""));
		ScenarioActor poor = this.scenario.spawn("poor.toml");
		assertThat(poor.refused("spawn cover.toml")).contains("handler 'supervisor' has inline_manifests = true; "
				+ "its parent 'cover' has inline_manifests = false");
		assertThat(this.scenario.spawn("cover.toml")).isNotNull();
	}

	// ---- what is recorded

	@Test
	void everyCallIsTwoEventsOnTheCallersChain() {
		ScenarioActor child = this.parent.spawn("worker.toml", "1");
		this.parent.ok("resume worker.toml 2");
		this.parent.ok("list");
		this.parent.ok(Puppet.restart(child.id()));
		this.parent.ok("state " + child.id());
		this.parent.ok("events " + child.id());
		this.parent.ok(Puppet.stop(child.id()));
		Map.of("spawn", "SpawnChild", "resume", "ResumeChild", "list-children", "ListChildren", "restart-child",
				"RestartChild", "get-child-state", "GetChildState", "get-child-events", "GetChildEvents", "stop-child",
				"StopChild")
			.forEach((function, name) -> assertThat(calls(function)).as(function)
				.containsExactly(name + "Call", name + "Result"));
		this.parent.chain().isValid();
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
	}

}
