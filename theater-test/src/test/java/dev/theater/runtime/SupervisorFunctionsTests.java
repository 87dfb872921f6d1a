package dev.theater.runtime;

import java.util.Base64;
import java.util.List;
import java.util.Map;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The seven functions of {@code theater:simple/supervisor}, called by a guest. */
class SupervisorFunctionsTests extends OnStage {

	private static final String SUPERVISOR = "theater:simple/supervisor/";

	private ActorId parent;

	@BeforeEach
	void spawnParent() {
		this.stage.puppet("parent", "[supervision]\n")
			.puppet("worker", "[supervision]\n")
			.manifest("stateful", "puppet", "init_state = \"state/first\"\n" + Stage.ALL)
			.file("state/first", "from the manifest");
		this.parent = this.stage.spawn("parent", "0");
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
		ActorId child = spawn(this.parent, "worker", "a b  c\t{}");
		assertThat(this.stage.request(child, "get")).isEqualTo("a b  c\t{}");
		assertThat(calls("spawn")).containsExactly("SpawnChildCall", "SpawnChildResult");
		assertThat(payload("spawn", 0)).isEqualTo(
				"{\"SpawnChildCall\":{\"manifest\":\"worker.toml\",\"init-bytes\":\"" + base64("a b  c\t{}") + "\"}}");
		assertThat(payload("spawn", 1)).isEqualTo("{\"SpawnChildResult\":{\"value\":\"" + child + "\"}}");
	}

	@Test
	void spawnWithoutInitBytesUsesTheManifestsState() {
		assertThat(state(spawn(this.parent, "stateful", ""))).isEqualTo("from the manifest");
		assertThat(state(spawn(this.parent, "stateful", "mine"))).isEqualTo("mine");
		assertThat(state(spawn(this.parent, "worker", ""))).isEqualTo("none");
	}

	@Test
	void spawnAnswersAfterInitAndTheStaticChildren() {
		this.stage.puppet("family", child("worker", "first", "one") + child("worker", "second", "two"));
		ActorId family = spawn(this.parent, "family", "");
		assertThat(node(family).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(node(family).children()).extracting(ActorNode::path)
			.containsExactly("parent/family/first", "parent/family/second");
		assertThat(node(family).children()).extracting(ActorNode::status).containsOnly(ActorStatus.RUNNING);
		assertThat(children(family)).containsExactly(id("parent/family/first"), id("parent/family/second"));
	}

	@Test
	void spawnThatFailsAnswersTheReasonAndLeavesOnlyTheErrorOnTheCallersChain() {
		assertThat(err(this.parent, "spawn worker.toml init=err no wish"))
			.isEqualTo("Actor error: init failed (error): no wish");
		assertThat(err(this.parent, "spawn nobody.toml")).startsWith("Handler error: ").contains("nobody.toml");
		assertThat(calls("spawn")).containsExactly("SpawnChildCall", "SpawnChildError", "SpawnChildCall",
				"SpawnChildError");
		assertThat(payload("spawn", 1))
			.isEqualTo("{\"SpawnChildError\":{\"error\":\"Actor error: init failed (error): no wish\"}}");
		assertThat(node(this.parent).children()).isEmpty();
		assertThat(directory().tree().all()).hasSize(1);
		assertThat(this.stage.cells()).isEqualTo(1);
	}

	@Test
	void spawnByInitIsAnswered() {
		ActorId starter = this.stage.spawn("parent", "init=spawn:worker.toml 7");
		ActorId child = ActorId.of(state(starter).substring("ok ".length()));
		assertThat(children(starter)).containsExactly(child);
		assertThat(state(child)).isEqualTo("7");
	}

	// ---- resume

	@Test
	void resumeUsesExactlyTheGivenState() {
		ActorId child = ActorId.of(ok(this.parent, "resume stateful.toml given"));
		assertThat(state(child)).isEqualTo("given");
		assertThat(calls("resume")).containsExactly("ResumeChildCall", "ResumeChildResult");
		assertThat(payload("resume", 0)).isEqualTo(
				"{\"ResumeChildCall\":{\"manifest\":\"stateful.toml\",\"init-state\":\"" + base64("given") + "\"}}");
	}

	@Test
	void resumeWithoutAStateIsNoStateAndNeverTheManifests() {
		ActorId child = ActorId.of(ok(this.parent, "resume stateful.toml"));
		assertThat(state(child)).isEqualTo("none");
		assertThat(payload("resume", 0)).isEqualTo("{\"ResumeChildCall\":{\"manifest\":\"stateful.toml\"}}");
	}

	@Test
	void aResumedChildStartsItsInitialStateOverWithWhatItWasResumedWith() {
		this.stage.puppet("forgetful", "[lifecycle]\nrestart_state = \"initial\"\n");
		ActorId child = ActorId.of(ok(this.parent, "resume forgetful.toml 5"));
		this.stage.send(child, "add");
		crashAndAwait(child);
		assertThat(state(child)).isEqualTo("5");
	}

	// ---- list-children

	@Test
	void listChildrenNamesDirectChildrenInStartOrder() {
		ActorId first = spawn(this.parent, "parent", "");
		ActorId second = spawn(this.parent, "worker", "");
		ActorId third = spawn(this.parent, "worker", "");
		spawn(first, "worker", "");
		assertThat(children(this.parent)).containsExactly(first, second, third);
		ok(this.parent, "stop " + second);
		assertThat(children(this.parent)).containsExactly(first, third);
		assertThat(calls("list-children")).startsWith("ListChildrenCall", "ListChildrenResult").hasSize(4);
		assertThat(payload("list-children", 3))
			.isEqualTo("{\"ListChildrenResult\":{\"value\":[\"" + first + "\",\"" + third + "\"]}}");
	}

	@Test
	void listChildrenOmitsStaticChildrenThatAreStopped() {
		this.stage.puppet("family", child("worker", "first", "one") + child("worker", "second", "two"));
		ActorId family = this.stage.spawn("family");
		ActorId first = id("family/first");
		ok(family, "stop " + first);
		assertThat(node(first).status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(children(family)).containsExactly(id("family/second"));
	}

	// ---- restart-child

	@Test
	void restartChildKeepsIdStateAndChainInANewIncarnation() {
		ActorId child = spawn(this.parent, "worker", "5");
		this.stage.request(child, "add");
		assertThat(ok(this.parent, "restart " + child)).isEqualTo("restarted");
		assertThat(node(child).incarnation()).isEqualTo(2);
		assertThat(node(child).restarts()).isEqualTo(1);
		assertThat(state(child)).isEqualTo("6");
		assertThat(calls("restart-child")).containsExactly("RestartChildCall", "RestartChildResult");
		assertThat(payload("restart-child", 0)).isEqualTo("{\"RestartChildCall\":{\"child-id\":\"" + child + "\"}}");
		assertThat(names(child, "theater:simple/actor/init")).containsExactly("InitCall", "InitResult", "InitCall",
				"InitResult");
		assertVerifies(child);
	}

	@Test
	void restartChildLetsTheRunningCallEndAndKeepsTheOrderOfTheMailbox() {
		ActorId child = spawn(this.parent, "worker", "");
		this.stage.send(child, "spin 4000");
		for (int i = 0; i < 5; i++) {
			this.stage.send(child, "log message-" + i);
		}
		assertThat(ok(this.parent, "restart " + child)).isEqualTo("restarted");
		this.stage.send(child, "log message-5");
		assertThat(this.stage.request(child, "get")).isEqualTo("none");
		assertThat(logged(child)).containsExactly("message-0", "message-1", "message-2", "message-3", "message-4",
				"message-5");
	}

	private List<String> logged(ActorId id) {
		return events(id).stream()
			.filter((event) -> event.eventType().equals("theater:simple/runtime/log") && name(event).equals("LogCall"))
			.map((event) -> text(event).replaceAll(".*\"msg\":\"([^\"]*)\".*", "$1"))
			.toList();
	}

	@Test
	void restartChildStopsTheChildsOwnChildrenFirst() {
		ActorId child = spawn(this.parent, "parent", "5");
		ActorId grandchild = spawn(child, "worker", "");
		List<String> ends = this.stage.watchEnds(grandchild, child);
		ok(this.parent, "restart " + child);
		assertThat(directory().node(grandchild)).isEmpty();
		assertThat(children(child)).isEmpty();
		await().until(() -> !ends.isEmpty());
		assertThat(ends).containsExactly("parent/parent/worker stopped by the end of its parent");
		assertHeard(child, "Spawned", "Restarted");
	}

	@Test
	void restartChildOfAHungChildEndsItAfterItsShutdownTime() {
		this.stage.puppet("hanger", "[lifecycle]\nshutdown = \"100ms\"\n");
		ActorId child = spawn(this.parent, "hanger", "5");
		hang(child);
		assertThat(ok(this.parent, "restart " + child)).isEqualTo("restarted");
		assertThat(state(child)).isEqualTo("5");
		assertThat(node(child).lastFailure()).isEmpty();
	}

	// ---- stop-child

	@Test
	void stopChildEndsTheChildAndItsSubtree() {
		ActorId child = spawn(this.parent, "parent", "");
		ActorId grandchild = spawn(child, "worker", "");
		List<String> ends = this.stage.watchEnds(grandchild, child);
		assertThat(ok(this.parent, "stop " + child)).isEqualTo("stopped");
		assertThat(directory().node(child)).isEmpty();
		assertThat(directory().node(grandchild)).isEmpty();
		await().until(() -> ends.size() == 2);
		assertThat(ends).containsExactlyInAnyOrder("parent/parent/worker stopped by the end of its parent",
				"parent/parent stopped by its parent");
		assertThat(calls("stop-child")).containsExactly("StopChildCall", "StopChildResult");
	}

	@Test
	void stopChildIsIdempotent() {
		ActorId child = spawn(this.parent, "worker", "");
		for (int i = 0; i < 3; i++) {
			assertThat(ok(this.parent, "stop " + child)).isEqualTo("stopped");
		}
		assertHeard(child, "Spawned", "Stopped");
	}

	// ---- get-child-state, get-child-events

	@Test
	void getChildStateAnswersTheLastCommittedState() {
		ActorId child = spawn(this.parent, "worker", "5");
		assertThat(ok(this.parent, "state " + child)).isEqualTo("some:5");
		this.stage.request(child, "clear");
		assertThat(ok(this.parent, "state " + child)).isEqualTo("none");
		assertThat(calls("get-child-state")).containsExactly("GetChildStateCall", "GetChildStateResult",
				"GetChildStateCall", "GetChildStateResult");
	}

	@Test
	void getChildEventsAnswersTheEventsOldestFirst() {
		ActorId child = spawn(this.parent, "worker", "5");
		this.stage.request(child, "add");
		List<String> lines = ok(this.parent, "events " + child).lines().toList();
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
		this.stage.puppet("hanger", "[lifecycle]\nshutdown = \"brutal-kill\"\n");
		ActorId child = spawn(this.parent, "hanger", "5");
		this.stage.send(child, "set-loop 6");
		assertThat(ok(this.parent, "state " + child)).isEqualTo("some:5");
		assertThat(ok(this.parent, "events " + child)).startsWith("3\n");
		assertThat(children(this.parent)).containsExactly(child);
	}

	// ---- what a guest may hand down

	@Test
	void aChildThatAGuestStartsGetsNoMoreThanItsParentHas() {
		this.stage.manifest("poor", "puppet", grants("runtime", "supervisor", "message-server"))
			.manifest("rich", "puppet", grants("runtime", "message-server") + """
					[[handler]]
					type = "supervisor"
					inline_manifests = true
					""");
		ActorId poor = this.stage.spawn("poor");
		assertThat(err(poor, "spawn rich.toml")).isEqualTo("Handler error: rich.toml: handler 'supervisor' has "
				+ "inline_manifests = true, which its parent 'poor' does not have");
		assertThat(this.stage.spawn("rich")).isNotNull();
	}

	@Test
	void aStaticChildOfAChildThatAGuestStartsGetsNoMoreEither() {
		this.stage.puppet("poor", "").manifest("rich", "puppet", grants("runtime", "message-server") + """
				[[handler]]
				type = "supervisor"
				inline_manifests = true
				""").puppet("cover", child("rich", "inside", ""));
		ActorId poor = this.stage.spawn("poor");
		assertThat(err(poor, "spawn cover.toml"))
			.contains("rich.toml: handler 'supervisor' has inline_manifests = true, "
					+ "which its parent 'cover' does not have");
		assertThat(this.stage.spawn("cover")).isNotNull();
	}

	// ---- what is recorded

	@Test
	void everyCallIsTwoEventsOnTheCallersChain() {
		ActorId child = spawn(this.parent, "worker", "1");
		ok(this.parent, "resume worker.toml 2");
		ok(this.parent, "list");
		ok(this.parent, "restart " + child);
		ok(this.parent, "state " + child);
		ok(this.parent, "events " + child);
		ok(this.parent, "stop " + child);
		Map.of("spawn", "SpawnChild", "resume", "ResumeChild", "list-children", "ListChildren", "restart-child",
				"RestartChild", "get-child-state", "GetChildState", "get-child-events", "GetChildEvents", "stop-child",
				"StopChild")
			.forEach((function, name) -> assertThat(calls(function)).as(function)
				.containsExactly(name + "Call", name + "Result"));
		assertVerifies(this.parent);
	}

	private static String base64(String text) {
		return Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
	}

}
