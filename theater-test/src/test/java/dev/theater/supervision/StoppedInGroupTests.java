package dev.theater.supervision;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason.StoppedBy;
import dev.theater.supervisor.ChildRow;
import dev.theater.supervisor.ChildView;
import dev.theater.supervisor.RootSupervisor;
import dev.theater.supervisor.Supervisor;
import dev.theater.supervisor.TheaterCommand;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** An operator stops and restarts a member at whatever step of its group's restart. */
class StoppedInGroupTests extends OnStage {

	private static final Set<ActorStatus> AT_REST = Set.of(ActorStatus.RUNNING, ActorStatus.STOPPED,
			ActorStatus.FAILED);

	private final List<CompletableFuture<ActorId>> replies = new ArrayList<>();

	@BeforeEach
	void manifests() {
		puppet("worker", "");
	}

	private Supervisor supervisorOf(ScenarioActor actor) {
		return ((RootSupervisor) supervisor()).supervisor()
			.rows()
			.stream()
			.map(ChildRow::view)
			.filter((view) -> view.id().equals(actor.id()))
			.map(ChildView::supervisor)
			.findFirst()
			.orElseThrow();
	}

	private void stop(Supervisor children, ScenarioActor member) {
		this.replies.add(children.submit(new TheaterCommand.StopChild(member.id(), StoppedBy.OPERATOR)));
	}

	private void restart(Supervisor children, ScenarioActor member) {
		this.replies.add(children.submit(new TheaterCommand.RestartChild(member.id(), true)));
	}

	@ParameterizedTest
	@CsvSource({ "one-for-all, 3", "rest-for-one, 3", "one-for-all, init=fail 2-2", "rest-for-one, init=fail 2-2" })
	void allComeToRestAndAreAnswered(String strategy, String init) {
		puppet("group", "[supervision]\nstrategy = \"%s\"\n".formatted(strategy) + child("worker", "a", "1")
				+ child("worker", "b", "2") + child("worker", "c", "3"));
		for (String name : List.of("a", "b", "c")) {
			boolean underWay = true;
			for (int steps = 0; underWay; steps++) {
				underWay = run(init, name, steps);
			}
		}
	}

	/** The second member fails; so many steps later one is stopped and then restarted. */
	private boolean run(String init, String name, int steps) {
		ScenarioActor group = this.scenario.spawn("group.toml");
		group.child("c").request(Puppet.set(init));
		Supervisor children = supervisorOf(group);
		ScenarioActor member = group.child(name);
		group.child("b").send(Puppet.crash());
		boolean underWay = runSome(steps);
		stop(children, member);
		// as many as it takes to be stopped while the group goes on
		runSome(6);
		restart(children, member);
		this.scenario.settle();
		String when = name + " after " + steps + " steps";
		assertThat(this.replies).as(when).hasSize(2).allMatch(CompletableFuture::isDone);
		this.replies.clear();
		assertThat(group.node().status()).as(when).isEqualTo(ActorStatus.RUNNING);
		assertThat(group.children()).as(when).hasSize(3).allMatch((each) -> AT_REST.contains(each.node().status()));
		supervisor().stopChild(group.id());
		assertNobodyIsLeft();
		return underWay;
	}

}
