package dev.theater.supervision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
					"{\"Reloaded\":{\"manifest\":\"worker.toml\",\"changes\":\"component\",\"component-before\":\"" + before
							+ "\",\"component\":\"" + worker.node().component() + "\"}}")
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
		ScenarioActor byText = this.scenario.spawn(ActorSpec.inline(Puppet.manifest("text", "").replace("puppet.wasm",
				"worker.wasm")));
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
		return "init_state = \"state/" + name + "\"\n" + Puppet.manifest(name, "").replace("puppet.wasm", name + ".wasm");
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
		this.files.write("lead.toml", "name = \"lead\"\ncomponent = \"lead.wasm\"\n[limits]\nmemory = \"2MB\"\n"
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

	// ---- what cannot be used

	private static String worker(String more) {
		return Puppet.manifest("worker", more).replace("puppet.wasm", "worker.wasm");
	}

	static Stream<Arguments> broken() {
		return Stream.of(Arguments.of("worker.toml", "name = ", "worker.toml"),
				Arguments.of("worker.toml", "name = \"worker\"\ncomponent = \"worker.wasm\"\ncolour = \"red\"\n", "colour"),
				Arguments.of("worker.toml", "name = \"worker\"\ncomponent = \"worker.wasm\"\n", "does not grant"),
				Arguments.of("worker.toml", worker("[limits]\nmailbox = 1000000\n"), "above the ceiling"),
				Arguments.of("worker.toml", worker(child("nobody", "a", "")), "nobody.toml"),
				Arguments.of("worker.toml", worker(child("worker", "a", "")), "max-depth"),
				Arguments.of("worker.toml", Puppet.manifest("worker", "").replace("puppet.wasm", "missing.wasm"),
						"'missing.wasm' does not exist"),
				Arguments.of("worker.wasm", "no component", "worker.wasm"),
				Arguments.of("worker.wasm", "\0asm\r\0\1\0nothing", "worker.wasm"));
	}

	@ParameterizedTest
	@MethodSource("broken")
	void staysAsItIsWhereTheNewFilesCannotBeUsed(String file, String content, String problem) {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.write(file, content);
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().reload(worker.id()))
			.withMessageContaining(problem)
			.satisfies((ex) -> assertThat(ex.reason()).isIn(Reason.LOAD, Reason.LIMIT));
		assertThat(worker.node().incarnation()).isOne();
		assertThat(worker.request("add")).isEqualTo("4");
		assertThat(worker.heard()).containsExactly("Spawned", "ReloadFailed");
		assertThat(((SupervisorEvent.ReloadFailed) this.scenario.heard().getLast()).problem()).contains(problem)
			.doesNotContain("Handler error");
		worker.chain()
			.isValid()
			.endsWith("theater:runtime/reload-failed", "{\"ReloadFailed\":{\"manifest\":\"worker.toml\"}}");

		this.files.actor("worker", "").build("worker", ChangingFiles.SECOND);
		directory().reload(Set.of("unrelated.toml"));
		assertThat(unknown(worker)).as("any change may have mended it").isEqualTo(ChangingFiles.SECOND);
		assertThat(worker.state()).isEqualTo("4");
	}

	@Test
	void staysAsItIsWhereItsFilesAreDeleted() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.files.delete("worker.toml");
		directory().reload(Set.of("worker.toml"));
		this.files.actor("worker", "").delete("worker.wasm");
		directory().reload(Set.of("worker.toml", "worker.wasm"));
		assertThat(worker.heard()).containsExactly("Spawned", "ReloadFailed", "ReloadFailed");
		assertThat(worker.request("add")).isEqualTo("4");
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(Set.of("worker.wasm"));
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.SECOND);
	}

	@Test
	void tellsTheApplicationOfTheHostAndTheGuestNothing() {
		this.files.actor("lead", "[supervision]\n").build("lead", ChangingFiles.FIRST);
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor worker = lead.spawn("worker.toml", "3");
		this.files.delete("worker.wasm");
		directory().reload(Set.of("worker.wasm"));
		this.scenario.settle();
		assertThat(((SupervisorEvent.ReloadFailed) this.scenario.heard().getLast()).problem())
			.contains(this.directory.toString());
		assertThat(Stream.concat(events(worker).stream(), events(lead).stream()).map(OnStage::text))
			.noneMatch((text) -> text.contains(this.directory.toString()));
	}

	@Test
	void isSupervisedAsEverWhereTheNewCodeFailsOnTheOldState() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "0").send("set many");
		this.scenario.settle();
		this.files.counter("worker");
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().reload(worker.id()))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.INIT_FAILED));
		worker.awaitIncarnation(3).andVerifyState("0");
		worker.chain()
			.isValid()
			.hasSteps("Spawned", "Reloaded", "Restarting", "Failed", "FallsBack", "Restarting");
		worker.awaitHeard("Spawned", "Reloaded", "Failed", "Restarted");
		assertThat(directory().tree().totals().failures()).isOne();
	}

	@Test
	void refusesWhatCannotBeReloaded() {
		ActorId unknown = ActorId.random();
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().reload(unknown))
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(Reason.NOT_A_CHILD));
		ScenarioActor byText = this.scenario.spawn(ActorSpec.inline(Puppet.manifest("text", "")));
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(() -> directory().reload(byText.id()))
			.withMessageContaining("given as text");
		directory().reload(Set.of());
		assertThat(byText.heard()).containsExactly("Spawned");
	}

	// ---- parked

	private ScenarioActor root(String manifest) {
		reopen((builder) -> builder.manifests(this.directory)
			.rootActors(List.of(new RuntimeSettings.RootActor("root", ActorSpec.manifest(manifest), false))));
		return at("root");
	}

	@Test
	void startsARootActorThatCouldNotBeLoaded() {
		this.files.write("worker.toml", "name = ");
		ScenarioActor root = root("worker.toml");
		root.awaitParked();
		this.files.write("worker.toml", "name = \"worker\"\n");
		directory().reload(Set.of("worker.toml"));
		assertThat(root.node().parked()).isTrue();
		assertThat(root.node().lastFailure().orElseThrow().reason().describe()).as("what is wrong by now")
			.contains("component");
		this.files.actor("worker", "");
		directory().reload(Set.of("worker.toml"));
		assertThat(root.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(root.node().parked()).isFalse();
		root.awaitHeard("Parked", "ReloadFailed", "Spawned");
	}

	@Test
	void startsARootActorWhoseStaticChildCouldNotBeLoaded() {
		this.files.actor("lead", child("late", "a", "")).build("lead", ChangingFiles.FIRST).write("late.toml", "name = ");
		ScenarioActor root = root("lead.toml");
		root.awaitParked();
		this.files.write("late.toml", Puppet.manifest("late", "").replace("puppet.wasm", "worker.wasm"));
		directory().reload(Set.of("late.toml"));
		assertThat(root.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(root.child("a").node().status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void startsWhatFailedTooOftenOnlyWithOtherCode() {
		ScenarioActor worker = this.scenario.spawn("worker.toml", "3");
		this.scenario.await("is parked", () -> {
			for (int i = 0; i < 5 && !worker.node().parked(); i++) {
				worker.send(Puppet.crash());
				this.scenario.settle();
			}
			return worker.node().parked();
		});
		directory().reload(Set.of("worker.wasm"));
		assertThat(worker.node().parked()).as("the code is the same").isTrue();
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(Set.of("worker.wasm"));
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.SECOND);
		assertThat(worker.state()).isEqualTo("3");
	}

	@Test
	void aRootActorThatNeverRanGetsItsInitialState() {
		this.files.counter("worker");
		reopen((builder) -> builder.manifests(this.directory)
			.rootActors(List.of(new RuntimeSettings.RootActor("root",
					ActorSpec.manifest("worker.toml").init("many".getBytes(StandardCharsets.UTF_8)), false))));
		ScenarioActor root = at("root");
		root.awaitParked();
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(Set.of("worker.wasm"));
		assertThat(root.state()).isEqualTo("many");
		root.awaitHeard("Parked", "Reloaded", "Spawned");
	}

	@Test
	void doesNotWaitOutTheFailuresOfTheOldCode() {
		this.files.actor("lead", "[supervision]\nbackoff = { initial = \"1m\", max = \"1m\", jitter = 0.0 }\n")
			.build("lead", ChangingFiles.FIRST);
		ScenarioActor worker = this.scenario.spawn("lead.toml").spawn("worker.toml", "3");
		worker.send(Puppet.crash()).awaitStatus(ActorStatus.RESTARTING);
		directory().reload(Set.of("lead.toml"));
		assertThat(worker.node().status()).as("nothing is new").isEqualTo(ActorStatus.RESTARTING);
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(Set.of("worker.wasm"));
		assertThat(worker.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(worker.state()).isEqualTo("3");
		this.scenario.advance(Duration.ofMinutes(2));
		assertThat(worker.node().incarnation()).isEqualTo(2);
	}

}
