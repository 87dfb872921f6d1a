package dev.theater.supervision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.RestartState;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** Files change while parents, children and groups start, restart and stop. */
class ReloadFamilyTests extends OnStage {

	private static final String A_AND_B = child("worker", "a", "1") + child("worker", "b", "2");

	@TempDir
	Path directory;

	private ChangingFiles files;

	@BeforeEach
	void files() {
		this.files = new ChangingFiles(this.directory).build("worker", ChangingFiles.FIRST)
			.actor("worker", "")
			.build("lead", ChangingFiles.FIRST)
			.actor("lead", "[supervision]\n" + A_AND_B);
		reopen((builder) -> builder.manifests(this.directory));
	}

	private static String unknown(ScenarioActor actor) {
		return actor.request("?").replace("?", "");
	}

	private void changed(String... names) {
		directory().reload(Set.of(names));
	}

	private static void assertRefused(Reason reason, ThrowingCallable call) {
		assertThatExceptionOfType(SupervisorException.class).isThrownBy(call)
			.satisfies((ex) -> assertThat(ex.reason()).isEqualTo(reason));
	}

	// ---- children of what is reloaded

	@Test
	void staticChildrenComeBackWithTheirStatesAndDynamicOnesEnd() {
		ScenarioActor lead = this.scenario.spawn("lead.toml", "x");
		ScenarioActor a = lead.child("a");
		ScenarioActor b = lead.child("b");
		ScenarioActor dynamic = lead.spawn("worker.toml");
		a.request("add");
		this.files.build("lead", ChangingFiles.SECOND);
		changed("lead.wasm");
		assertThat(unknown(lead)).isEqualTo(ChangingFiles.SECOND);
		assertThat(lead.state()).isEqualTo("x");
		assertThat(lead.children()).containsExactly(a, b);
		assertThat(a.state()).isEqualTo("2");
		assertThat(a.heard()).as("nothing of its own has changed").containsExactly("Spawned", "Restarted");
		assertThat(dynamic.exists()).isFalse();
	}

	@Test
	void parentAndChildThatChangeTogetherRestartOnce() {
		ScenarioActor lead = this.scenario.spawn("lead.toml", "x");
		this.files.build("lead", ChangingFiles.SECOND).build("worker", ChangingFiles.THIRD);
		changed("lead.wasm", "worker.wasm");
		assertThat(lead.node().all()).extracting(ActorNode::incarnation).containsExactly(2, 2, 2);
		assertThat(unknown(lead.child("a"))).isEqualTo(ChangingFiles.THIRD);
		assertThat(lead.child("b").heard()).containsExactly("Spawned", "Reloaded", "Restarted");
		assertThat(lead.child("b").state()).isEqualTo("2");
		lead.child("b").chain().isValid().hasSteps("Spawned", "Reloaded", "Restarting");
	}

	@Test
	void childrenAreThoseThatTheManifestNamesNow() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor a = lead.child("a");
		ScenarioActor b = lead.child("b");
		List<String> ends = watchEnds(a, b);
		b.request("add");
		this.files.actor("lead", "[supervision]\n" + child("worker", "c", "7") + child("worker", "b", "9")
				+ "restart = \"temporary\"\nrestart_state = \"initial\"\n");
		changed("lead.toml");
		assertThat(lead.node().children()).extracting(ActorNode::name).containsExactly("b", "c");
		assertThat(lead.child("b")).isEqualTo(b);
		assertThat(b.state()).as("the manifest has it begin anew").isEqualTo("9");
		assertThat(lead.child("c").state()).isEqualTo("7");
		assertThat(ends).hasSize(1).first().asString().startsWith("lead/a ");
		assertThat(this.scenario.runtime().actorCount()).isEqualTo(3);
		b.send(Puppet.crash()).awaitGone();
		this.files.actor("lead", "[supervision]\n" + A_AND_B);
		changed("lead.toml");
		assertThat(lead.node().children()).extracting(ActorNode::name).containsExactlyInAnyOrder("a", "b");
		assertThat(lead.child("a")).as("it had been forgotten").isNotEqualTo(a);
	}

	@Test
	void aChildWithAnotherManifestIsAnotherChild() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor a = lead.child("a");
		this.files.write("other.toml", Puppet.manifest("other", "").replace("puppet.wasm", "worker.wasm"))
			.actor("lead", "[supervision]\n" + child("other", "a", "5") + child("worker", "b", "2"));
		changed("lead.toml");
		assertThat(lead.child("a")).isNotEqualTo(a);
		assertThat(lead.child("a").state()).isEqualTo("5");
		assertThat(lead.child("a").node().manifest()).isEqualTo("other.toml");
		assertThat(a.exists()).isFalse();
	}

	@Test
	void staysAsItIsWhereAStaticChildCannotBeLoaded() {
		ScenarioActor lead = this.scenario.spawn("lead.toml", "x");
		ScenarioActor dynamic = lead.spawn("worker.toml", "5");
		this.files.actor("lead", "[supervision]\n" + A_AND_B + child("nobody", "c", ""));
		assertRefused(Reason.LOAD, () -> directory().reload(lead.id()));
		assertThat(lead.node().incarnation()).isOne();
		assertThat(dynamic.state()).isEqualTo("5");
		this.files.write("nobody.toml", Puppet.manifest("nobody", "").replace("puppet.wasm", "worker.wasm"));
		changed("nobody.toml");
		assertThat(lead.child("c").node().status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void whatAGuestStartedIsCutWithItsParent() {
		this.files.actor("lead", "[supervision]\n[limits]\nmemory = \"4MB\"\n" + A_AND_B);
		this.files.actor("boss", "[supervision]\n").build("boss", ChangingFiles.FIRST);
		ScenarioActor boss = this.scenario.spawn("boss.toml");
		ScenarioActor lead = boss.spawn("lead.toml");
		ScenarioActor a = lead.child("a");
		assertThat(a.node().limits().memory()).isEqualTo(4L << 20);
		this.files.actor("lead", "[supervision]\n[limits]\nmemory = \"2MB\"\n" + A_AND_B);
		changed("lead.toml");
		assertThat(lead.child("a")).isEqualTo(a);
		assertThat(a.node().limits().memory()).isEqualTo(2L << 20);
		assertThat(a.state()).isEqualTo("1");
	}

	@Test
	void doesNotMoveItsGroup() {
		this.files.actor("lead", "[supervision]\nstrategy = \"one-for-all\"\n" + A_AND_B);
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		this.files.write("solo.toml", Puppet.manifest("solo", "").replace("puppet.wasm", "solo.wasm"))
			.build("solo", ChangingFiles.FIRST);
		ScenarioActor solo = lead.spawn("solo.toml", "5");
		this.files.build("solo", ChangingFiles.SECOND);
		changed("solo.wasm");
		assertThat(solo.node().incarnation()).isEqualTo(2);
		assertThat(lead.child("a").node().incarnation()).isOne();
	}

	@Test
	void doesNotCountAsARestartOfAFailure() {
		this.files.actor("lead", "[supervision]\nmax_restarts = 1\nwithin = \"1h\"\n");
		ScenarioActor worker = this.scenario.spawn("lead.toml").spawn("worker.toml", "3");
		for (String build : List.of(ChangingFiles.SECOND, ChangingFiles.FIRST, ChangingFiles.THIRD)) {
			this.files.build("worker", build);
			changed("worker.wasm");
		}
		worker.crashAndAwait();
		assertThat(worker.node().incarnation()).isEqualTo(5);
	}

	@Test
	void keepsTheOverridesOfItsParentsManifest() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ActorId id = supervisor().spawn(ActorSpec.manifest("worker.toml")
			.lifecycle(new LifecycleOverrides(null, RestartState.INITIAL, null, null, null, null))
			.init("8".getBytes(StandardCharsets.UTF_8)));
		ScenarioActor worker = this.scenario.actor(id);
		worker.request("add");
		this.files.build("worker", ChangingFiles.SECOND);
		changed("worker.wasm");
		assertThat(worker.state()).isEqualTo("8");
		assertThat(lead.child("a").state()).isEqualTo("1");
	}

	// ---- meanwhile

	@Test
	void isAdoptedByARestartThatIsUnderWay() {
		ScenarioActor a = this.scenario.spawn("lead.toml").child("a");
		Runnable release = a.keepBusy();
		CompletableFuture<Void> restart = this.scenario.begin(() -> directory().restart(a.id()));
		a.awaitStatus(ActorStatus.RESTARTING);
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> reload = this.scenario.begin(() -> directory().reload(a.id()));
		this.scenario.settle();
		release.run();
		finish(restart);
		finish(reload);
		assertThat(unknown(a)).isEqualTo(ChangingFiles.SECOND);
		assertThat(a.node().incarnation()).isEqualTo(2);
		a.chain().hasSteps("Spawned", "OperatorRestart", "Reloaded", "Restarting");
	}

	@Test
	void followsAStartThatIsUnderWay() {
		ScenarioActor other = this.scenario.spawn(Puppet.MANIFEST);
		CompletableFuture<ActorId> spawn = this.scenario.begin(() -> supervisor().spawn("worker.toml",
				Puppet.requestInInit(other.id(), Puppet.answerLater()).getBytes(StandardCharsets.UTF_8)));
		this.scenario.await("init waits", () -> other.ok(Puppet.outstanding()).startsWith("1 "));
		ScenarioActor worker = at("worker");
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> reload = this.scenario.begin(() -> directory().reload(worker.id()));
		this.scenario.settle();
		assertThat(worker.node().status()).isEqualTo(ActorStatus.STARTING);
		other.send(Puppet.respond(other.ok(Puppet.outstanding()).substring(2), "go on"));
		finish(spawn);
		finish(reload);
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.SECOND);
		assertThat(worker.state()).isEqualTo("ok go on");
		worker.awaitHeard("Spawned", "Reloaded", "Restarted");
	}

	@Test
	void isRefusedForWhatIsBeingStopped() {
		ScenarioActor a = this.scenario.spawn("lead.toml").child("a");
		a.hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> directory().stop(a.id()));
		a.awaitStatus(ActorStatus.STOPPING);
		assertRefused(Reason.STOPPING, () -> directory().reload(a.id()));
		this.scenario.advance(Duration.ofSeconds(6));
		finish(stop);
	}

	@Test
	void isCalledOffByAStop() {
		ScenarioActor worker = this.scenario.spawn("worker.toml");
		worker.hang();
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> reload = this.scenario.begin(() -> directory().reload(worker.id()));
		worker.awaitStatus(ActorStatus.RESTARTING);
		CompletableFuture<Void> stop = this.scenario.begin(() -> directory().stop(worker.id()));
		this.scenario.advance(Duration.ofSeconds(6));
		finish(stop);
		assertRefused(Reason.STOPPING, () -> finish(reload));
		assertNobodyIsLeft();
	}

	@Test
	void isCalledOffByTheEndOfAll() {
		ScenarioActor a = this.scenario.spawn("lead.toml").child("a");
		a.hang();
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> reload = this.scenario.begin(() -> directory().reload(a.id()));
		a.awaitStatus(ActorStatus.RESTARTING);
		this.scenario.close();
		assertRefused(Reason.STOPPING, () -> finish(reload));
	}

	@Test
	void aStoppedChildRunsItWhenItIsStartedAgain() {
		ScenarioActor a = this.scenario.spawn("lead.toml").child("a");
		directory().stop(a.id());
		this.files.build("worker", ChangingFiles.SECOND);
		directory().reload(a.id());
		assertThat(a.node().status()).isEqualTo(ActorStatus.STOPPED);
		directory().restart(a.id());
		assertThat(unknown(a)).isEqualTo(ChangingFiles.SECOND);
		a.awaitHeard("Spawned", "Stopped", "Reloaded", "Restarted");
	}

	@Test
	void aChildThatWaitsForItsParentAdoptsItWithTheParentsStart() {
		this.files
			.actor("boss",
					"[supervision]\nbackoff = { initial = \"1m\", max = \"1m\", jitter = 0.0 }\n"
							+ child("lead", "lead", ""))
			.build("boss", ChangingFiles.FIRST);
		ScenarioActor lead = this.scenario.spawn("boss.toml").child("lead");
		ScenarioActor a = lead.child("a");
		lead.send(Puppet.crash()).awaitStatus(ActorStatus.RESTARTING);
		this.files.build("worker", ChangingFiles.SECOND);
		changed("worker.wasm");
		assertThat(a.node().status()).isEqualTo(ActorStatus.RESTARTING);
		this.scenario.advance(Duration.ofMinutes(1));
		assertThat(unknown(a)).isEqualTo(ChangingFiles.SECOND);
		assertThat(a.node().incarnation()).isEqualTo(2);
		assertThat(a.state()).isEqualTo("1");
	}

	@Test
	void aGroupThatIsMovingTakesItAlong() {
		this.files.actor("lead", "[supervision]\nstrategy = \"one-for-all\"\n"
				+ "backoff = { initial = \"1m\", max = \"1m\", jitter = 0.0 }\n" + A_AND_B);
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor a = lead.child("a");
		ScenarioActor b = lead.child("b");
		a.send(Puppet.crash());
		b.awaitStatus(ActorStatus.RESTARTING);
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> reload = this.scenario.begin(() -> changed("worker.wasm"));
		this.scenario.advance(Duration.ofMinutes(1));
		finish(reload);
		assertThat(List.of(a, b)).allSatisfy((member) -> {
			assertThat(unknown(member)).isEqualTo(ChangingFiles.SECOND);
			assertThat(member.node().incarnation()).isEqualTo(2);
			member.chain().isValid();
		});
	}

	@Test
	void aChangeOfTheParentOvertakesOneOfItsChild() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor a = lead.child("a");
		Runnable release = a.keepBusy();
		this.files.build("worker", ChangingFiles.SECOND);
		CompletableFuture<Void> child = this.scenario.begin(() -> directory().reload(a.id()));
		a.awaitStatus(ActorStatus.RESTARTING);
		this.files.build("lead", ChangingFiles.SECOND).build("worker", ChangingFiles.THIRD);
		CompletableFuture<Void> parent = this.scenario.begin(() -> directory().reload(lead.id()));
		this.scenario.settle();
		release.run();
		finish(parent);
		finish(child);
		assertThat(unknown(a)).isEqualTo(ChangingFiles.THIRD);
		assertThat(unknown(lead)).isEqualTo(ChangingFiles.SECOND);
		assertThat(a.node().incarnation()).isEqualTo(2);
		assertThat(a.state()).isEqualTo("1");
		a.chain().isValid();
	}

	@Test
	void theGuestThatDecidesIsNotAskedAgain() {
		this.files.write("decider.toml", Puppet.manifest("decider", "").replace("puppet.wasm", "lead.wasm"));
		ScenarioActor decider = this.scenario.spawn("decider.toml", "log");
		ScenarioActor worker = decider.spawn("worker.toml", "3");
		Runnable release = decider.keepBusy();
		worker.send(Puppet.crash()).awaitStatus(ActorStatus.FAILED);
		this.files.build("worker", ChangingFiles.SECOND);
		changed("worker.wasm");
		release.run();
		assertThat(unknown(worker)).isEqualTo(ChangingFiles.SECOND);
		assertThat(decider.state()).as("it was told of nothing").isEqualTo("log");
	}

	@Test
	void manyWhoAskWhileAllFailsComeToTheSameEnd() {
		try (Scenario threads = Scenario
			.onThreads((builder) -> builder.manifests(this.directory).settings(settings(Duration.ofSeconds(5))))) {
			this.files.actor("lead", "[supervision]\nstrategy = \"rest-for-one\"\nmax_restarts = 1000\n" + A_AND_B);
			ScenarioActor lead = threads.spawn("lead.toml", "x");
			ScenarioActor a = lead.child("a");
			ScenarioActor b = lead.child("b");
			for (int round = 0; round < 20; round++) {
				this.files.build("worker", (round % 2 == 0) ? ChangingFiles.SECOND : ChangingFiles.THIRD)
					.build("lead", (round % 3 == 0) ? ChangingFiles.SECOND : ChangingFiles.FIRST);
				List<CompletableFuture<Void>> all = List.of(
						threads.begin(() -> threads.directory().reload(Set.of("worker.wasm", "lead.wasm"))),
						threads.begin(() -> threads.directory().reload(Set.of("worker.wasm"))),
						threads.begin(() -> threads.directory().reload(Set.of("lead.wasm"))));
				for (ScenarioActor actor : List.of(a, b, lead)) {
					if (round % 4 == 1) {
						actor.send(Puppet.crash());
					}
				}
				all.forEach(threads::await);
			}
			this.files.build("worker", ChangingFiles.FIRST).build("lead", ChangingFiles.THIRD);
			threads.directory().reload(Set.of("worker.wasm", "lead.wasm"));
			threads.awaitAsserted(() -> assertThat(lead.node().all()).extracting(ActorNode::status)
				.containsExactly(ActorStatus.RUNNING, ActorStatus.RUNNING, ActorStatus.RUNNING));
			assertThat(unknown(lead)).isEqualTo(ChangingFiles.THIRD);
			assertThat(unknown(a)).isEqualTo(ChangingFiles.FIRST);
			assertThat(b.state()).isEqualTo("2");
			lead.chain().isValid();
			b.chain().isValid();
		}
	}

}
