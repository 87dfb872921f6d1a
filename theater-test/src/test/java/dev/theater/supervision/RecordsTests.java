package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.FailureCause;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What supervision leaves behind: events on both chains, word for word, and counts. */
class RecordsTests extends OnStage {

	private static final String RUNTIME = "theater:runtime/";

	private static final String TRAPPED = "handle-send failed (trap): Trapped on unreachable instruction";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\nmax_restarts = 1\n")
			.puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("forgetful", "[lifecycle]\nrestart_state = \"initial\"\n")
			.puppet("patient", "[supervision]\nbackoff = { initial = \"1s\", jitter = 0.0 }\n");
	}

	/** The events of the runtime itself on an actor's chain, oldest first. */
	private List<String> records(ScenarioActor actor) {
		return events(actor).stream()
			.filter((event) -> event.eventType().startsWith(RUNTIME))
			.map((event) -> event.eventType().substring(RUNTIME.length()) + " " + text(event))
			.toList();
	}

	private void crash(ScenarioActor actor) {
		actor.send(Puppet.crash());
		this.scenario.settle();
	}

	@Test
	void aChildsChainTellsOfItsRestarts() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn("worker.toml", "7");
		crash(child);
		assertThat(records(child)).containsExactly(
				"spawned {\"Spawned\":{\"manifest\":\"worker.toml\",\"component\":\"" + child.node().component()
						+ "\",\"path\":\"lead/worker\"}}",
				"failed {\"Failed\":{\"incarnation\":1,\"reason\":\"" + TRAPPED + "\"}}",
				"restarting {\"Restarting\":{\"incarnation\":2,\"state\":\"last-known\"}}");
	}

	@Test
	void itSaysWhereAChildStartsOver() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn("forgetful.toml", "7");
		crash(child);
		assertThat(records(child)).last()
			.isEqualTo("restarting {\"Restarting\":{\"incarnation\":2,\"state\":\"initial\"}}");
	}

	@Test
	void aSupervisorsChainTellsOfItsChildren() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn("worker.toml", "7");
		crash(child);
		lead.ok(Puppet.stop(child.id()));
		String who = "\"child\":\"" + child.id() + "\",\"name\":\"worker\",\"incarnation\":";
		assertThat(records(lead)).filteredOn((record) -> record.startsWith("child-"))
			.containsExactly("child-spawned {\"ChildSpawned\":{" + who + "1}}",
					"child-failed {\"ChildFailed\":{" + who + "1,\"reason\":\"" + TRAPPED + "\"}}",
					"child-restarted {\"ChildRestarted\":{" + who + "2}}",
					"child-stopped {\"ChildStopped\":{" + who + "2,\"reason\":\"stopped by its parent\"}}");
	}

	@Test
	void bothChainsTellOfASupervisorThatGaveUp() {
		ScenarioActor top = this.scenario.spawn("lead.toml");
		ScenarioActor lead = top.spawn("lead.toml");
		ScenarioActor child = lead.spawn("worker.toml");
		crash(child);
		crash(child);
		String why = "gave up: lead/lead/worker had more than 1 restarts within 5000 ms; the last: " + TRAPPED;
		assertThat(records(lead)).contains("gave-up {\"GaveUp\":{\"reason\":\"" + why + "\"}}",
				"failed {\"Failed\":{\"incarnation\":1,\"reason\":\"" + why + "\"}}");
		assertThat(records(top)).contains("child-gaveup {\"ChildGaveUp\":{\"child\":\"" + lead.id()
				+ "\",\"name\":\"lead\",\"incarnation\":1,\"reason\":\"" + why + "\"}}");
		assertThat(count("theater.supervision.gave.up", "lead")).isEqualTo(1);
		assertThat(count("theater.actors.failures", "lead")).as("its children failed, not it").isZero();
	}

	@Test
	void aParkedChildsChainSaysWhy() {
		ScenarioActor child = this.scenario.spawn("worker.toml");
		for (int i = 0; i < 4; i++) {
			crash(child);
		}
		assertThat(child.node().parked()).isTrue();
		assertThat(records(child)).last().isEqualTo("parked {\"Parked\":{\"reason\":\"" + TRAPPED + "\"}}");
	}

	@Test
	void aDelayAndANormalEndAreNoted() {
		ScenarioActor patient = this.scenario.spawn("patient.toml");
		ScenarioActor child = patient.spawn("worker.toml");
		crash(child);
		assertThat(records(child)).last().isEqualTo("backing-off {\"BackingOff\":{\"millis\":1000}}");
		this.scenario.advance(Duration.ofSeconds(1));
		puppet("family", child("worker", "fixed", ""));
		ScenarioActor fixed = this.scenario.spawn("family.toml").child("fixed");
		fixed.send(Puppet.exit("bye"));
		fixed.awaitStatus(ActorStatus.STOPPED);
		assertThat(records(fixed)).filteredOn((record) -> record.startsWith("exited"))
			.containsExactly("exited {\"Exited\":{\"incarnation\":1}}");
	}

	@Test
	void aGroupsRestartIsNotedOnce() {
		puppet("group",
				"[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "") + child("worker", "b", ""));
		ScenarioActor group = this.scenario.spawn("group.toml");
		ScenarioActor b = group.child("b");
		crash(b);
		assertThat(records(group)).filteredOn((record) -> record.startsWith("group-restart"))
			.containsExactly("group-restart {\"GroupRestart\":{\"strategy\":\"one-for-all\",\"because-of\":\"" + b.id()
					+ "\",\"members\":2}}");
	}

	// ---- counts

	@Test
	void countsStopsByWhoCausedThem() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor byParent = lead.spawn("worker.toml");
		ScenarioActor byOperator = lead.spawn("worker.toml");
		ScenarioActor byItself = lead.spawn("worker.toml");
		ScenarioActor byFailure = lead.spawn("temporary.toml");
		lead.spawn("worker.toml");
		lead.ok(Puppet.stop(byParent.id()));
		directory().stop(byOperator.id());
		byItself.send(Puppet.exit());
		crash(byFailure);
		byItself.awaitGone();
		supervisor().stopChild(lead.id());
		assertThat(count("theater.actors.stopped", "stopped")).as("by parent, operator and root").isEqualTo(3);
		assertThat(count("theater.actors.stopped", "normal")).isEqualTo(1);
		assertThat(count("theater.actors.stopped", "failed")).isEqualTo(1);
		assertThat(count("theater.actors.stopped", "parent")).isEqualTo(1);
		assertThat(count("theater.actors.spawned", "worker")).isEqualTo(4);
		assertNobodyIsLeft();
	}

	@Test
	void countersAreThereFromTheFirstStartOn() {
		this.scenario.spawn("worker.toml");
		this.scenario.settle();
		Set<String> causes = new TreeSet<>();
		Set<String> strategies = new TreeSet<>();
		this.scenario.runtime().counters().onRegistered((key, sum) -> {
			if (key.name().equals("theater.actors.failures")) {
				causes.add(key.tags().get("cause"));
			}
			if (key.name().equals("theater.actors.restarts")) {
				strategies.add(key.tags().get("strategy"));
			}
		});
		for (FailureCause cause : FailureCause.values()) {
			assertThat(causes).contains(cause.tag());
		}
		assertThat(strategies).containsExactly("one-for-one");
	}

}
