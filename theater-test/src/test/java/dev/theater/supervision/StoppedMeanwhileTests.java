package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.supervisor.RootSupervisor;
import dev.theater.supervisor.TheaterCommand;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Who is being stopped, for good or with a parent that comes back, and what reaches it.
 */
class StoppedMeanwhileTests extends OnStage {

	private static final String HANDLERS = "theater:simple/supervisor-handlers/";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("patient", "[lifecycle]\nshutdown = \"10s\"\n")
			.puppet("decides", child("patient", "first", "1") + child("worker", "last", "2"));
	}

	private CompletableFuture<ActorId> restart(ScenarioActor child) {
		CompletableFuture<ActorId> restart = ((RootSupervisor) supervisor()).supervisor()
			.submit(new TheaterCommand.RestartChild(child.id(), false));
		this.scenario.settle();
		return restart;
	}

	private static void fail(ScenarioActor child) {
		child.send(Puppet.crash()).awaitStatus(ActorStatus.FAILED);
	}

	@Test
	void whoIsBeingStoppedTakesNoMessages() {
		ScenarioActor child = this.scenario.spawn("patient.toml").hang();
		CompletableFuture<Void> stop = this.scenario.begin(() -> supervisor().stopChild(child.id()));
		child.awaitStatus(ActorStatus.STOPPING);
		assertThatThrownBy(() -> finish(child.ask(Puppet.get()))).hasMessageContaining("is being stopped");
		this.scenario.advance(Duration.ofSeconds(10));
		finish(stop);
	}

	@Test
	void whoIsBeingRestartedStartsNoChildren() {
		ScenarioActor lead = this.scenario.spawn("worker.toml");
		lead.spawn("patient.toml").hang();
		Runnable release = lead.keepBusy();
		CompletableFuture<String> spawned = lead.ask(Puppet.spawn("worker.toml"));
		CompletableFuture<ActorId> restart = restart(lead);
		release.run();
		assertThat(finish(spawned)).startsWith("err ").contains("this supervisor is ending");
		this.scenario.advance(Duration.ofSeconds(10));
		finish(restart);
	}

	@Test
	void whoIsBeingRestartedIsNotToldOfAFailureOfAChildThatComesBackWithIt() {
		ScenarioActor decides = this.scenario.spawn("decides.toml", "log");
		decides.child("first").hang();
		Runnable release = decides.keepBusy();
		fail(decides.child("last"));
		CompletableFuture<ActorId> restart = restart(decides);
		decides.child("first").awaitStatus(ActorStatus.RESTARTING);
		release.run();
		this.scenario.settle();
		assertThat(names(decides, HANDLERS + "handle-child-error")).isEmpty();
		this.scenario.advance(Duration.ofSeconds(10));
		finish(restart);
	}

	@Test
	void nobodyIsToldOfAFailureOfWhoIsBeingStopped() {
		boolean underWay = true;
		for (int steps = 0; underWay; steps++) {
			ScenarioActor decides = this.scenario.spawn("decides.toml", "log");
			ScenarioActor child = decides.child("last");
			Runnable release = decides.keepBusy();
			fail(child);
			release.run();
			underWay = runSome(steps);
			CompletableFuture<Void> stop = this.scenario.begin(() -> directory().stop(child.id()));
			this.scenario.settle();
			finish(stop);
			List<String> told = events(decides).stream().map(ChainEvent::eventType).toList();
			int stopped = told.indexOf("theater:runtime/operator-stop");
			if (stopped >= 0) {
				assertThat(told.subList(stopped, told.size())).as("after %d steps", steps)
					.doesNotContain(HANDLERS + "handle-child-error");
			}
			supervisor().stopChild(decides.id());
		}
	}

	/** The first of three members is still up, since the last takes its time to stop. */
	private ScenarioActor groupThatStopsItsMembers() {
		puppet("group", "[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "1")
				+ child("worker", "b", "2") + child("patient", "c", "3"));
		ScenarioActor group = this.scenario.spawn("group.toml");
		group.child("c").hang();
		group.child("b").send(Puppet.crash());
		group.child("c").awaitStatus(ActorStatus.RESTARTING);
		return group;
	}

	@Test
	void aGroupThatStopsItsMembersDoesNotBringBackWhomSomebodyStopsMeanwhile() {
		ScenarioActor group = groupThatStopsItsMembers();
		group.ok(Puppet.stop(group.child("a").id()));
		this.scenario.advance(Duration.ofSeconds(10));
		group.child("b").awaitIncarnation(2);
		assertThat(group.child("a").node().status()).isEqualTo(ActorStatus.STOPPED);
	}

	@Test
	void aGroupThatStopsItsMembersBringsBackWhomSomebodyHasStoppedAndStartedMeanwhile() {
		ScenarioActor group = groupThatStopsItsMembers();
		directory().stop(group.child("a").id());
		directory().restart(group.child("a").id());
		this.scenario.advance(Duration.ofSeconds(10));
		group.child("b").awaitIncarnation(2);
		assertThat(group.child("a").node().status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void whoAChildWaitsForMayAskTheParentThatNoLongerWaitsForTheChild() {
		puppet("strict", "[supervision]\nmax_restarts = 0\n" + child("worker", "a", "1") + child("patient", "b", "2"));
		ScenarioActor holder = this.scenario.spawn(Puppet.MANIFEST);
		ScenarioActor strict = this.scenario.spawn("strict.toml", "log");
		ScenarioActor b = strict.child("b");
		b.request(Puppet.set(Puppet.requestInInit(holder.id(), Puppet.answerLater())));
		strict.send(Puppet.crash());
		this.scenario.settle();
		strict.child("a").send(Puppet.crash());
		this.scenario.settle();
		CompletableFuture<String> answer = holder.ask(Puppet.request(strict.id(), Puppet.get()));
		this.scenario.advance(Duration.ofSeconds(10));
		assertThat(finish(answer)).isEqualTo("ok log");
	}

}
