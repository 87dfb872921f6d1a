package dev.theater.supervision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorException;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** An actor whose manifest or component has changed becomes what they say now. */
class ReloadTests extends OnStage {

	@TempDir
	Path directory;

	private ChangingFiles files;

	@BeforeEach
	void files() {
		this.files = new ChangingFiles(this.directory).actor("worker", "").build("worker", ChangingFiles.FIRST);
		reopen((builder) -> builder.manifests(this.directory));
	}

	private static String unknown(ScenarioActor actor) {
		return actor.request("?").replace("?", "");
	}

	// ---- what changes, and what stays

	@Test
	void restartsWithTheNewComponentAndTheOldState() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		String before = worker.node().component();
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.FIRST);
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(worker.id());
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.SECOND);
		assertThat(worker.state()).isEqualTo("3");
		assertThat(worker.request("add")).isEqualTo("4");
		assertThat(worker.node().incarnation()).isEqualTo(2);
		assertThat(worker.node().restarts()).isOne();
		assertThat(worker.node().component()).isNotEqualTo(before);
		assertThat(worker.node().lastFailure()).isEmpty();
		assertThat(directory().tree().totals().failures()).isZero();
		assertThat(worker.heard()).containsExactly("Spawned", "Reloaded", "Restarted");
		assertThat(this.scenario.heard()).filteredOn(SupervisorEvent.Reloaded.class::isInstance)
			.singleElement()
			.isEqualTo(new SupervisorEvent.Reloaded(
					new SupervisorEvent.Subject(worker.id(), "worker", "worker", "worker", "", 2),
					this.scenario.heard().getFirst().timestamp(), "worker.toml", List.of("component"), before,
					worker.node().component()));
	}

	@Test
	void saysSoOnItsChain() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		String before = worker.node().component();
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(worker.id());
		worker.chain()
			.isValid()
			.hasSteps("Spawned", "Reloaded", "Restarting")
			.containsInOrder("InitResult", "Reloaded", "Restarting", "InitCall", "InitResult")
			.endsWith("theater:runtime/reloaded",
					"{\"Reloaded\":{\"manifest\":\"worker.toml\",\"changes\":\"component\",\"component-before\":\""
							+ before + "\",\"component\":\"" + worker.node().component() + "\"}}")
			.endsWith("theater:runtime/restarting", "{\"Restarting\":{\"incarnation\":2,\"state\":\"last-known\"}}");
	}

	@Test
	void saysSoOnItsParentsChain() {
		this.files.actor("lead", "[supervision]\n").build("lead", ChangingFiles.FIRST);
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor worker = lead.spawn("worker.toml", "3");
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(worker.id());
		lead.chain().isValid().containsInOrder("ChildSpawned", "ChildReloaded", "ChildRestarted");
		assertThat(lead.node().incarnation()).isOne();
		assertThat(worker.state()).isEqualTo("3");
	}

	@Test
	void keepsTheMessagesThatWait() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		Runnable release = worker.keepBusy();
		worker.send("add");
		CompletableFuture<String> waits = worker.ask("?");
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> reload = this.scenario.begin(() -> directory().reload(worker.id()));
		worker.awaitStatus(ActorStatus.RESTARTING);
		release.run();
		finish(reload);
		assertThat(finish(waits)).startsWith(ChangingFiles.SECOND);
		assertThat(worker.state()).isEqualTo("4");
	}

	@Test
	void leavesAloneWhatHasNotChanged() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.actor("worker", "").build("worker", ChangingFiles.FIRST);
		directory().reload(worker.id());
		directory().reload(Set.of("worker.toml", "worker.wasm"));
		assertThat(worker.node().incarnation()).isOne();
		assertThat(worker.heard()).containsExactly("Spawned");
	}

	@Test
	void leavesAloneWhoseComponentHasOnlyMoved() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.build("moved", ChangingFiles.FIRST)
			.write("worker.toml", Puppet.manifest("worker", "").replace("puppet.wasm", "moved.wasm"));
		directory().reload(Set.of("worker.toml"));
		assertThat(worker.node().incarnation()).isOne();
		this.files.build("moved", ChangingFiles.SECOND);
		directory().reload(Set.of("moved.wasm"));
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.SECOND);
	}

	@Test
	void takesTheLastOfSeveralChanges() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		for (String build : List.of(ChangingFiles.SECOND, ChangingFiles.THIRD, ChangingFiles.FIRST,
				ChangingFiles.THIRD)) {
			this.files.build("worker", build);
			directory().reload(Set.of("worker.wasm"));
			assertThat(unknown(worker)).isEqualTo(build);
		}
		assertThat(worker.node().incarnation()).isEqualTo(5);
		assertThat(worker.state()).isEqualTo("3");
		worker.chain().isValid();
	}

	@Test
	void isDoneOnceForTwoWhoAskAtOnce() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> one = this.scenario.begin(() -> directory().reload(worker.id()));
		CompletableFuture<Void> other = this.scenario.begin(() -> directory().reload(worker.id()));
		finish(one);
		finish(other);
		assertThat(worker.heard()).containsExactly("Spawned", "Reloaded", "Restarted");
	}

	@Test
	void findsAllThatAreMadeOfAFile() {
		this.files.actor("lead", "[supervision]\n")
			.build("lead", ChangingFiles.FIRST)
			.write("other.toml", Puppet.manifest("other", "").replace("puppet.wasm", "worker.wasm"));
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		List<ScenarioActor> made = List.of(this.scenario.spawn("worker.toml"), lead.spawn("worker.toml"),
				this.scenario.spawn("other.toml"));
		ScenarioActor byText = this.scenario
			.spawn(ActorSpec.inline(Puppet.manifest("text", "").replace("puppet.wasm", "worker.wasm")));
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(Set.of("WORKER.wasm"));
		assertThat(made).allSatisfy((actor) -> assertThat(unknown(actor)).isEqualTo(ChangingFiles.SECOND));
		assertThat(unknown(lead)).isEqualTo(ChangingFiles.FIRST);
		assertThat(unknown(byText)).as("a text does not change").isEqualTo(ChangingFiles.FIRST);
	}

	// ---- limits and grants

	@Test
	void hasTheLimitsThatItsManifestGivesNow() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.actor("worker", "[limits]\nmailbox = 1\nmax_state = \"2B\"\nmax_message = \"100B\"\n");
		directory().reload(worker.id());
		assertThat(this.scenario.heard()).filteredOn(SupervisorEvent.Reloaded.class::isInstance)
			.singleElement()
			.extracting((event) -> ((SupervisorEvent.Reloaded) event).changes())
			.isEqualTo(List.of("limits"));
		assertThat(worker.node().limits().mailbox()).isOne();
		assertThat(worker.state()).isEqualTo("3");
		worker.send("get");
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> worker.send("get"))
			.withMessageContaining("is full: 1 messages wait");
		this.scenario.settle();
		assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> worker.send("set " + "x".repeat(200)))
			.withMessageContaining("at most 100");
		worker.send("set 333").awaitIncarnation(3);
		assertThat(worker.node().lastFailure()).isPresent();
	}

	@Test
	void hasTheGrantsThatItsManifestGivesNow() {
		String counts = "name = \"worker\"\ncomponent = \"worker.wasm\"\n" + grants("runtime", "message-server");
		this.files.counter("worker").write("worker.toml", counts);
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.write("worker.toml", counts + grants("supervisor"));
		directory().reload(worker.id());
		assertThat(worker.node().handlers()).contains("supervisor");
		assertThat(worker.request("")).isEqualTo("3");
		this.files.build("worker", ChangingFiles.FIRST);
		directory().reload(worker.id());
		this.files.write("worker.toml", counts);
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().reload(worker.id()))
			.withMessageContaining("theater:simple/supervisor");
		assertThat(worker.node().handlers()).as("it imports what it has no more").contains("supervisor");
	}

	@Test
	void keepsItsStateWhenItsInitialStateChanges() {
		this.files.actor("worker", "").write("worker.toml", initState("worker")).write("state/worker", "10");
		ScenarioActor worker = this.scenario.spawn("worker.toml");
		assertThat(worker.request("add")).isEqualTo("11");
		this.files.write("state/worker", "20");
		directory().reload(Set.of("state/worker"));
		assertThat(worker.state()).isEqualTo("11");
		this.files.write("worker.toml", initState("worker") + "[lifecycle]\nrestart_state = \"initial\"\n");
		directory().reload(Set.of("worker.toml"));
		assertThat(worker.state()).isEqualTo("20");
		assertThat(worker.node().incarnation()).isEqualTo(3);
	}

	private static String initState(String name) {
		return "init_state = \"state/" + name + "\"\n"
				+ Puppet.manifest(name, "").replace("puppet.wasm", name + ".wasm");
	}

	@Test
	void keepsTheStateItWasResumedWith() {
		this.files.write("worker.toml", initState("worker")).write("state/worker", "10");
		ActorId id = supervisor().resume("worker.toml", "7".getBytes(StandardCharsets.UTF_8));
		this.files.write("worker.toml", initState("worker") + "[lifecycle]\nrestart_state = \"initial\"\n");
		directory().reload(id);
		assertThat(this.scenario.actor(id).state()).isEqualTo("7");
	}

	@Test
	void aChildOfAGuestStaysWithinItsParent() {
		this.files
			.write("lead.toml",
					"name = \"lead\"\ncomponent = \"lead.wasm\"\n[limits]\nmemory = \"2MB\"\n"
							+ grants("runtime", "supervisor", "message-server"))
			.build("lead", ChangingFiles.FIRST);
		reopen((builder) -> builder.manifests(this.directory));
		ScenarioActor worker = this.scenario.spawn("lead.toml").spawn("worker.toml", "3");
		this.files.actor("worker", "[limits]\nmemory = \"4MB\"\nmailbox = 7\n");
		directory().reload(worker.id());
		assertThat(worker.node().limits().memory()).isEqualTo(2L << 20);
		assertThat(worker.node().limits().mailbox()).isEqualTo(7);
		this.files.actor("worker", "[[handler]]\ntype = \"nothing\"\n");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().reload(worker.id()))
			.withMessageContaining("nothing");
		assertThat(worker.node().incarnation()).isEqualTo(2);
		assertThat(worker.state()).isEqualTo("3");
	}

}
