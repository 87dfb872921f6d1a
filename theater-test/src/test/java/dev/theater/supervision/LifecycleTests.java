package dev.theater.supervision;

import java.time.Duration;
import java.util.List;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorSpec;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** How an actor's end is treated, by its restart type. */
class LifecycleTests extends OnStage {

	@BeforeEach
	void manifests() {
		for (String type : List.of("permanent", "transient", "temporary")) {
			puppet(type, "[lifecycle]\nrestart = \"" + type + "\"\n[limits]\nmax_state = \"1KB\"\n");
		}
		puppet("lead", "[supervision]\nmax_restarts = 100\n");
	}

	@ParameterizedTest
	@CsvSource({ "permanent, trap", "permanent, err no", "permanent, shutdown", "permanent, recurse",
			"permanent, bigstate 2000", "transient, trap", "transient, err no", "transient, recurse",
			"transient, shutdown-err", "transient, shutdown-trap" })
	void restarts(String type, String end) {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn(type + ".toml", "7");
		child.send(end);
		child.awaitIncarnation(2);
		assertThat(child.state()).isEqualTo("7");
		assertThat(lead.listed()).containsExactly(child);
		this.scenario.awaitAsserted(() -> assertThat(child.heard()).startsWith("Spawned").endsWith("Restarted"));
		child.chain().isValid();
	}

	@ParameterizedTest
	@CsvSource({ "transient, shutdown, normal", "temporary, shutdown, normal", "temporary, trap, failed",
			"temporary, err no, failed" })
	void forgets(String type, String end, String reason) {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn(type + ".toml", "7");
		child.send(end);
		child.awaitGone();
		assertThat(lead.listed()).isEmpty();
		assertThat(lead.ok(Puppet.stop(child.id()))).as("the end of a forgotten child").isEqualTo("stopped");
		assertThatExceptionOfType(ActorNotFoundException.class).isThrownBy(() -> child.send("get"));
		this.scenario.awaitAsserted(
				() -> assertThat(child.heard()).startsWith("Spawned").endsWith("Stopped").doesNotContain("Restarted"));
		assertThat(count("theater.actors.stopped", reason)).isEqualTo(1);
		assertThat(this.scenario.runtime().actorCount()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "permanent", "transient", "temporary" })
	void anEndInInitIsNeverFollowedByARestart(String type) {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn(type + ".toml", "init=shutdown done");
		child.awaitGone();
		child.awaitHeard("Spawned", "Stopped");
		assertThat(lead.listed()).isEmpty();
		assertThat(lead.state()).contains("exit " + child.id() + " done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "permanent", "transient", "temporary" })
	void aRestartWhoseInitEndsItIsTheEnd(String type) {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn(type + ".toml", "7");
		child.request("set init=shutdown");
		lead.ok(Puppet.restart(child.id()));
		child.awaitGone();
		child.awaitHeard("Spawned", "Restarted", "Stopped");
	}

	@Test
	void anActorsEndTakesEffectWhenItsCallReturns() {
		ScenarioActor child = this.scenario.spawn("transient.toml", "7");
		List<String> ends = watchEnds(child);
		assertThat(child.request("shutdown bye")).isEqualTo("ok shutting down");
		this.scenario.await("comes to it", () -> !ends.isEmpty());
		assertThat(ends).containsExactly("transient ended normally");
		assertNobodyIsLeft();
	}

	@Test
	void anActorsEndIsTheEndOfItsChildren() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn("permanent.toml");
		List<String> ends = watchEnds(child, lead);
		lead.send("shutdown");
		this.scenario.await("comes to it", () -> ends.size() == 2);
		assertThat(ends).containsExactlyInAnyOrder("lead/permanent stopped by the end of its parent",
				"lead ended normally");
		assertNobodyIsLeft();
	}

	@Test
	void handlesNothingMoreAfterShutdown() {
		ScenarioActor child = this.scenario.spawn("transient.toml", "0");
		child.send(Puppet.exit()).send(Puppet.log("never")).awaitGone();
		assertThat(count("theater.messages.dead", "stopped")).isEqualTo(1);
	}

	@Test
	void anErrDoesNotEndAnActorThatResumes() {
		puppet("resuming", "[lifecycle]\non_error = \"resume\"\n");
		ScenarioActor child = this.scenario.spawn("resuming.toml", "7");
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> child.request("err no"))
			.withMessageContaining("no");
		assertThat(child.node().incarnation()).isEqualTo(1);
		assertThat(child.request("get")).isEqualTo("7");
		child.send(Puppet.crash());
		child.awaitIncarnation(2);
	}

	@Test
	void aTimeoutIsAFailure() {
		puppet("slow", "[lifecycle]\ncall_timeout = \"100ms\"\n");
		ScenarioActor child = this.scenario.spawn("slow.toml", "7");
		child.send("set-loop 8").advance(Duration.ofMillis(120)).awaitIncarnation(2);
		assertThat(child.state()).isEqualTo("7");
		assertThat(child.node().lastFailure().orElseThrow().reason().describe())
			.isEqualTo("handle-send failed (timeout): it ran longer than 100 ms");
		assertThat(count("theater.actors.failures", "timeout")).isEqualTo(1);
	}

	@Test
	void keepsThePlaceOfAStaticChildThatEndedNormally() {
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("desk", ActorSpec.manifest("transient.toml"), true),
					new RuntimeSettings.RootActor("temp", ActorSpec.manifest("temporary.toml"), true))));
		ScenarioActor desk = at("desk");
		ScenarioActor temp = at("temp");
		desk.request("set 7");
		desk.send("shutdown");
		temp.send("shutdown");
		temp.awaitGone();
		desk.awaitStatus(ActorStatus.STOPPED);
		assertThat(supervisor().listChildren()).isEmpty();
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> desk.send("get"))
			.withMessageContaining("has ended");
		supervisor().restartChild(desk.id());
		assertThat(desk.request("get")).isEqualTo("7");
		assertThat(desk.node().incarnation()).isEqualTo(2);
		desk.chain().isValid();
	}

}
