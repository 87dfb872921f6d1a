package dev.theater.runtime;

import java.util.List;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
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
			this.stage.puppet(type, "[lifecycle]\nrestart = \"" + type + "\"\n[limits]\nmax_state = \"1KB\"\n");
		}
		this.stage.puppet("lead", "[supervision]\nmax_restarts = 100\n");
	}

	@ParameterizedTest
	@CsvSource({ "permanent, trap", "permanent, err no", "permanent, shutdown", "permanent, recurse",
			"permanent, bigstate 2000", "transient, trap", "transient, err no", "transient, recurse",
			"transient, shutdown-err", "transient, shutdown-trap" })
	void restarts(String type, String end) {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, type, "7");
		this.stage.send(child, end);
		awaitIncarnation(child, 2);
		assertThat(state(child)).isEqualTo("7");
		assertThat(children(lead)).containsExactly(child);
		await().untilAsserted(() -> assertThat(heard(child)).startsWith("Spawned").endsWith("Restarted"));
		assertVerifies(child);
	}

	@ParameterizedTest
	@CsvSource({ "transient, shutdown, normal", "temporary, shutdown, normal", "temporary, trap, failed",
			"temporary, err no, failed" })
	void forgets(String type, String end, String reason) {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, type, "7");
		this.stage.send(child, end);
		awaitGone(child);
		assertThat(children(lead)).isEmpty();
		assertThat(ok(lead, "stop " + child)).as("the end of a forgotten child").isEqualTo("stopped");
		assertThatExceptionOfType(ActorNotFoundException.class).isThrownBy(() -> this.stage.send(child, "get"));
		await().untilAsserted(
				() -> assertThat(heard(child)).startsWith("Spawned").endsWith("Stopped").doesNotContain("Restarted"));
		assertThat(this.stage.count("theater.actors.stopped", reason)).isEqualTo(1);
		assertThat(this.stage.cells()).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "permanent", "transient", "temporary" })
	void anEndInInitIsNeverFollowedByARestart(String type) {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, type, "init=shutdown done");
		awaitGone(child);
		assertHeard(child, "Spawned", "Stopped");
		assertThat(children(lead)).isEmpty();
		assertThat(state(lead)).contains("exit " + child + " done");
	}

	@ParameterizedTest
	@ValueSource(strings = { "permanent", "transient", "temporary" })
	void aRestartWhoseInitEndsItIsTheEnd(String type) {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, type, "7");
		this.stage.request(child, "set init=shutdown");
		ok(lead, "restart " + child);
		awaitGone(child);
		assertHeard(child, "Spawned", "Restarted", "Stopped");
	}

	@Test
	void anActorsEndTakesEffectWhenItsCallReturns() {
		ActorId child = this.stage.spawn("transient", "7");
		List<String> ends = this.stage.watchEnds(child);
		assertThat(this.stage.request(child, "shutdown bye")).isEqualTo("ok shutting down");
		await().until(() -> !ends.isEmpty());
		assertThat(ends).containsExactly("transient ended normally");
		assertNobodyIsLeft();
	}

	@Test
	void anActorsEndIsTheEndOfItsChildren() {
		ActorId lead = this.stage.spawn("lead");
		ActorId child = spawn(lead, "permanent", "");
		List<String> ends = this.stage.watchEnds(child, lead);
		this.stage.send(lead, "shutdown");
		await().until(() -> ends.size() == 2);
		assertThat(ends).containsExactlyInAnyOrder("lead/permanent stopped by the end of its parent",
				"lead ended normally");
		assertNobodyIsLeft();
	}

	@Test
	void handlesNothingMoreAfterShutdown() {
		ActorId child = this.stage.spawn("transient", "0");
		this.stage.send(child, "spin 3000");
		this.stage.send(child, "shutdown");
		this.stage.send(child, "log never");
		awaitGone(child);
		assertThat(this.stage.count("theater.messages.dead", "stopped")).isEqualTo(1);
	}

	@Test
	void anErrDoesNotEndAnActorThatResumes() {
		this.stage.puppet("resuming", "[lifecycle]\non_error = \"resume\"\n");
		ActorId child = this.stage.spawn("resuming", "7");
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> this.stage.request(child, "err no"))
			.withMessageContaining("no");
		assertThat(node(child).incarnation()).isEqualTo(1);
		assertThat(this.stage.request(child, "get")).isEqualTo("7");
		crash(child);
		awaitIncarnation(child, 2);
	}

	@Test
	void aTimeoutIsAFailure() {
		this.stage.puppet("slow", "[lifecycle]\ncall_timeout = \"100ms\"\n");
		ActorId child = this.stage.spawn("slow", "7");
		this.stage.send(child, "set-loop 8");
		awaitIncarnation(child, 2);
		assertThat(state(child)).isEqualTo("7");
		assertThat(node(child).lastFailure().orElseThrow().reason().describe())
			.isEqualTo("handle-send failed (timeout): it ran longer than 100 ms");
		assertThat(this.stage.count("theater.actors.failures", "timeout")).isEqualTo(1);
	}

	@Test
	void keepsThePlaceOfAStaticChildThatEndedNormally() {
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("desk", ActorSpec.manifest("transient.toml"), true),
					new RuntimeSettings.RootActor("temp", ActorSpec.manifest("temporary.toml"), true))));
		ActorId desk = id("desk");
		ActorId temp = id("temp");
		this.stage.request(desk, "set 7");
		this.stage.send(desk, "shutdown");
		this.stage.send(temp, "shutdown");
		awaitGone(temp);
		awaitStatus(desk, ActorStatus.STOPPED);
		assertThat(supervisor().listChildren()).isEmpty();
		assertThatExceptionOfType(ActorFailedException.class).isThrownBy(() -> this.stage.send(desk, "get"))
			.withMessageContaining("has ended");
		supervisor().restartChild(desk);
		assertThat(this.stage.request(desk, "get")).isEqualTo("7");
		assertThat(node(desk).incarnation()).isEqualTo(2);
		assertVerifies(desk);
	}

}
