package dev.theater.supervision;

import java.util.function.UnaryOperator;

import dev.theater.fault.InterceptedStore;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A supervisor gives up when its start has come to its last step, which waits for the
 * store: as many other steps run meanwhile as there are repetitions.
 */
class GivingUpLateTests extends OnStage {

	private final Store store = new Store();

	/** A store that takes as long as some steps once a child has been restarted. */
	private final class Store extends InterceptedStore {

		private int steps;

		@Override
		protected void before(Commit commit) {
			if (commit.events()
				.stream()
				.anyMatch((event) -> event.eventType().equals("theater:runtime/child-restarted")
						&& text(event).contains("\"name\":\"a\""))) {
				runSome(this.steps);
				this.steps = 0;
			}
		}

	}

	@Override
	Scenario start(UnaryOperator<TheaterRuntime.Builder> setup) {
		return super.start((builder) -> setup.apply(builder).eventStore(this.store));
	}

	@RepeatedTest(20)
	void startsFromItsInitialStateAlthoughItsStartWasAllButDone(RepetitionInfo repetition) {
		puppet("worker", "").puppet("lead", "[supervision]\nmax_restarts = 0\n" + child("worker", "a", "1"));
		ScenarioActor lead = this.scenario.spawn("lead.toml", "initial");
		ScenarioActor a = lead.child("a");
		lead.request(Puppet.set("changed"));
		this.store.steps = repetition.getCurrentRepetition();
		Runnable release = a.keepBusy();
		a.send(Puppet.crash());
		lead.send(Puppet.crash());
		this.scenario.settle();
		release.run();
		this.scenario.settle();
		lead.chain().containsInOrder("Failed", "Restarting", "GaveUp", "Failed", "Restarting");
		assertThat(lead.awaitIncarnation(3).state()).isEqualTo("initial");
	}

}
