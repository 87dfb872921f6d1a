package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason.StoppedBy;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.RootSupervisor;
import dev.theater.supervisor.Supervisor;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.TheaterCommand;
import dev.theater.test.ManualClock;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is left of actors that end, at whatever step something else ends them too. */
class LeftBehindTests extends OnStage {

	private static final String HANDLERS = "theater:simple/supervisor-handlers/";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("lead", "[supervision]\n");
	}

	private Supervisor root() {
		return ((RootSupervisor) supervisor()).supervisor();
	}

	/** A supervisor's child ends; so many steps later something else is done. */
	private boolean runSome(ScenarioActor child, int steps) {
		child.send(Puppet.exit("the result"));
		return runSome(steps);
	}

	@Test
	void aStopForgetsAChildThatIsAtAnyStepOfItsOwnEnd() {
		boolean underWay = true;
		for (int steps = 0; underWay; steps++) {
			ScenarioActor lead = this.scenario.spawn("lead.toml", "log");
			ScenarioActor child = lead.spawn("worker.toml");
			underWay = runSome(child, steps);
			finish(root().submit(new TheaterCommand.StopChild(lead.id(), StoppedBy.PARENT)));
			this.scenario.settle();
			assertThat(child.exists()).as("after %d steps", steps).isFalse();
			assertNobodyIsLeft();
		}
	}

	@Test
	void aRestartForgetsAChildThatIsAtAnyStepOfItsOwnEnd() {
		boolean underWay = true;
		for (int steps = 0; underWay; steps++) {
			ScenarioActor lead = this.scenario.spawn("lead.toml", "log");
			ScenarioActor child = lead.spawn("worker.toml");
			underWay = runSome(child, steps);
			finish(root().submit(new TheaterCommand.RestartChild(lead.id(), false)));
			lead.awaitIncarnation(2);
			assertThat(child.exists()).as("after %d steps", steps).isFalse();
			supervisor().stopChild(lead.id());
		}
	}

	@Test
	void aFailureForgetsAChildThatIsAtAnyStepOfItsOwnEnd() {
		boolean underWay = true;
		for (int steps = 0; underWay; steps++) {
			ScenarioActor lead = this.scenario.spawn("lead.toml", "log");
			ScenarioActor child = lead.spawn("worker.toml");
			underWay = runSome(child, steps);
			lead.send(Puppet.crash()).awaitIncarnation(2);
			assertThat(child.exists()).as("after %d steps", steps).isFalse();
			supervisor().stopChild(lead.id());
		}
	}

	@Test
	void whoIsBeingRestartedIsNotToldOfAChildThatIsForgotten() {
		ScenarioActor lead = this.scenario.spawn("lead.toml", "log");
		ScenarioActor hung = lead.spawn("worker.toml").hang();
		ScenarioActor child = lead.spawn("worker.toml");
		Runnable release = lead.keepBusy();
		child.send(Puppet.exit()).awaitStatus(ActorStatus.STOPPED);
		CompletableFuture<ActorId> restart = root().submit(new TheaterCommand.RestartChild(lead.id(), false));
		hung.awaitStatus(ActorStatus.STOPPING);
		assertThat(child.exists()).isFalse();
		release.run();
		this.scenario.settle();
		assertThat(names(lead, HANDLERS + "handle-child-exit")).isEmpty();
		this.scenario.advance(Duration.ofSeconds(10));
		finish(restart);
	}

	@Test
	void theStoreForgetsWhoIsForgotten() {
		InMemoryEventStore store = new InMemoryEventStore(100, 1 << 20);
		reopen((builder) -> builder.eventStore(store));
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor child = lead.spawn("worker.toml");
		assertThat(store.read(child.id().uuid())).isPresent();
		lead.ok(Puppet.stop(child.id()));
		assertThat(store.read(child.id().uuid())).isEmpty();
	}

	@Test
	void listenersAreToldWhenItWas() {
		ManualClock clock = new ManualClock();
		reopen((builder) -> builder.clock(clock));
		clock.advance(Duration.ofSeconds(7));
		this.scenario.spawn("worker.toml");
		assertThat(this.scenario.heard()).extracting(SupervisorEvent::timestamp).containsExactly(clock.now());
	}

	@Test
	void whoWaitsForTheTurnToBeStoppedWithTheRuntimeTakesNoMessages() {
		reopen((builder) -> builder
			.rootActors(List.of(new RuntimeSettings.RootActor("first", ActorSpec.manifest("worker.toml"), true),
					new RuntimeSettings.RootActor("last", ActorSpec.manifest("worker.toml"), true))));
		ScenarioActor first = at("first");
		at("last").hang();
		root().shutDown();
		this.scenario.settle();
		assertThat(first.node().status()).as("its turn has not come").isEqualTo(ActorStatus.RUNNING);
		assertThatThrownBy(() -> finish(first.ask(Puppet.get()))).hasMessageContaining("is being stopped");
	}

	@Test
	void whoHasEndedIsNotShownAsRunningWhileItsChildrenEnd() {
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		lead.spawn("worker.toml").hang();
		lead.send(Puppet.exit());
		this.scenario.settle();
		assertThat(lead.node().status()).isEqualTo(ActorStatus.RESTARTING);
	}

}
