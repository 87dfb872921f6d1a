package dev.theater.supervision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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

/** Files that cannot be used, and actors that could not start or stay up with theirs. */
class ReloadRefusedTests extends OnStage {

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

	// ---- what cannot be used

	private static String worker(String more) {
		return Puppet.manifest("worker", more).replace("puppet.wasm", "worker.wasm");
	}

	static Stream<Arguments> broken() {
		return Stream.of(Arguments.of("worker.toml", "name = ", "worker.toml"),
				Arguments.of("worker.toml", "name = \"worker\"\ncomponent = \"worker.wasm\"\ncolour = \"red\"\n",
						"colour"),
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
		worker.chain().isValid().hasSteps("Spawned", "Reloaded", "Restarting", "Failed", "FallsBack", "Restarting");
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
		this.files.actor("lead", child("late", "a", ""))
			.build("lead", ChangingFiles.FIRST)
			.write("late.toml", "name = ");
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
