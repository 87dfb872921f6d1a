package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.test.ManualClock;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a group that moves does with children in unusual states, and leaves behind. */
class GroupDetailsTests extends OnStage {

	private static final String ONE_MINUTE = "backoff = { initial = \"1m\", max = \"1m\", jitter = 0.0 }\n";

	private static final String BRUTAL = "[lifecycle]\nshutdown = \"brutal-kill\"\n";

	private ScenarioActor holder;

	@BeforeEach
	void manifests() {
		puppet("worker", BRUTAL).puppet("permanent", "[lifecycle]\nrestart = \"permanent\"\n");
	}

	private ScenarioActor family(String more) {
		puppet("family", "[supervision]\nstrategy = \"one-for-all\"\n" + more + child("worker", "a", "1")
				+ child("worker", "b", "2") + child("worker", "c", "3"));
		return this.scenario.spawn("family.toml", "log");
	}

	private void crash(ScenarioActor actor) {
		actor.send(Puppet.crash());
		this.scenario.settle();
	}

	/** A state with which the next start waits until {@link #goOn}. */
	private String waitsInInit() {
		if (this.holder == null) {
			this.holder = this.scenario.spawn(Puppet.MANIFEST);
		}
		return Puppet.requestInInit(this.holder.id(), Puppet.answerLater());
	}

	private void goOn() {
		String request = this.holder.ok(Puppet.outstanding()).split(" ")[1];
		this.holder.ok(Puppet.respond(request, "go on"));
	}

	private List<String> moved(ScenarioActor family) {
		return events(family).stream()
			.filter((event) -> event.eventType().equals("theater:runtime/group-restart"))
			.map((event) -> text(event).replaceAll(".*\"members\":(\\d+).*", "$1"))
			.toList();
	}

	@Test
	void theOthersStartWhereAMemberIsStoppedWhileItStarts() {
		ScenarioActor family = family("");
		family.child("a").request(Puppet.set(waitsInInit()));
		crash(family.child("b"));
		assertThat(family.child("c").node().status()).isEqualTo(ActorStatus.RESTARTING);
		directory().stop(family.child("a").id());
		family.child("b").awaitIncarnation(2);
		family.child("c").awaitIncarnation(2);
	}

	@Test
	void aMemberThatWasStoppedInOneMoveTakesPartInTheNext() {
		ScenarioActor family = family(ONE_MINUTE);
		ScenarioActor a = family.child("a");
		crash(family.child("b"));
		family.ok(Puppet.stop(a.id()));
		this.scenario.advance(Duration.ofMinutes(1));
		assertThat(a.node().status()).isEqualTo(ActorStatus.STOPPED);
		crash(family.child("b"));
		this.scenario.advance(Duration.ofMinutes(1));
		a.awaitIncarnation(2);
	}

	@Test
	void aMemberMayAskTheParentWhoseSpawnWaitedForTheGroupBefore() {
		ScenarioActor family = family("backoff = { initial = \"10s\", max = \"10s\", jitter = 0.0 }\n");
		crash(family.child("b"));
		CompletableFuture<String> spawned = family.ask(Puppet.spawn("worker.toml"));
		this.scenario.advance(Duration.ofSeconds(10));
		assertThat(finish(spawned)).startsWith("ok ");
		family.child("c").request(Puppet.set(Puppet.requestInInit(family.id(), Puppet.get())));
		crash(family.child("b"));
		this.scenario.advance(Duration.ofSeconds(10));
		assertThat(family.child("c").awaitIncarnation(3).state()).contains("log");
	}

	@Test
	void aSupervisorsStopLeavesNoTimerOfItsGroup() {
		ManualClock clock = new ManualClock();
		reopen((builder) -> builder.clock(clock));
		ScenarioActor family = family(ONE_MINUTE);
		crash(family.child("b"));
		supervisor().stopChild(family.id());
		// the dispatcher looks after guests a little longer
		clock.advance(Duration.ofSeconds(1));
		this.scenario.settle();
		assertThat(clock.timers()).isZero();
	}

	@Test
	void aChildWhoseFirstStartIsUnderWayDoesNotMove() {
		ScenarioActor family = family("");
		CompletableFuture<String> spawned = family.ask(Puppet.spawn("worker.toml", waitsInInit()));
		this.scenario.settle();
		crash(family.child("b"));
		family.child("a").awaitIncarnation(2);
		goOn();
		assertThat(finish(spawned)).startsWith("ok ");
		assertThat(family.child("worker").awaitStatus(ActorStatus.RUNNING).node().incarnation()).isEqualTo(1);
	}

	@Test
	void aChildThatHasEndedIsNotCountedAmongThoseThatMove() {
		ScenarioActor family = family("");
		ScenarioActor ended = family.spawn("worker.toml");
		Runnable release = family.keepBusy();
		ended.send(Puppet.exit()).awaitStatus(ActorStatus.STOPPED);
		crash(family.child("b"));
		release.run();
		assertThat(moved(family)).containsExactly("3");
	}

	@Test
	void aChildThatWaitsForItsParentsStartIsStartedByThat() {
		ScenarioActor family = family("");
		family.child("b").request(Puppet.set(waitsInInit()));
		crash(family);
		assertThat(family.child("b").node().incarnation()).isEqualTo(2);
		crash(family.child("a"));
		assertThat(moved(family)).as("a and b, but not c").containsExactly("2");
	}

	@Test
	void thatAFailedMemberMovesIsNoNews() {
		reopen((builder) -> builder.settings(settings(
				new SupervisionPolicy(RestartStrategy.ONE_FOR_ALL, RestartIntensity.DEFAULT, Backoff.NONE, 10))));
		puppet("decides", child("permanent", "a", "1") + child("permanent", "b", "2"));
		ScenarioActor decides = this.scenario.spawn("decides.toml", "log");
		Runnable release = decides.keepBusy();
		decides.child("a").send(Puppet.crash()).awaitStatus(ActorStatus.FAILED);
		decides.child("b").send(Puppet.exit()).awaitIncarnation(2);
		decides.child("a").awaitIncarnation(2);
		release.run();
		assertThat(decides.request(Puppet.get())).isEqualTo("log");
		assertThat(decides.state()).isEqualTo("log");
	}

	@Test
	void aMemberThatItsParentsStartWaitsForIsRefusedAWaitForTheParent() {
		this.written.write("leaf.toml", "init_state = \"state/leaf\"\n" + Puppet.manifest("leaf", BRUTAL))
			.write("state/leaf", "1");
		puppet("starter", BRUTAL + "restart_state = \"initial\"\n").puppet("family",
				"[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "1")
						+ child("starter", "b", "init=spawn:leaf.toml"));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor b = family.child("b");
		this.written.write("state/leaf", waitsInInit());
		crash(family);
		assertThat(b.child("leaf").node().status()).isEqualTo(ActorStatus.STARTING);
		this.written.write("state/leaf", Puppet.requestInInit(family.id(), Puppet.get()));
		crash(family.child("a"));
		assertThat(b.awaitStatus(ActorStatus.RUNNING).child("leaf").state())
			.startsWith("err the wait would close a circle: ");
	}

	@Test
	void aMemberThatStartsBeforeTheOneItsParentsStartWaitsForIsRefusedAWaitForTheParent() {
		ScenarioActor family = family("");
		family.child("b").request(Puppet.set(waitsInInit()));
		crash(family);
		ScenarioActor a = family.child("a");
		a.request(Puppet.set(Puppet.requestInInit(family.id(), Puppet.get())));
		crash(a);
		assertThat(a.awaitStatus(ActorStatus.RUNNING).state()).startsWith("err the wait would close a circle: ");
	}

	@Test
	void aMemberOfTheNextGroupIsRefusedAWaitForTheParentThatStillWaitsToSpawn() {
		puppet("line",
				"[supervision]\nstrategy = \"rest-for-one\"\n" + child("worker", "a", "1") + child("worker", "b", "2"));
		ScenarioActor line = this.scenario.spawn("line.toml");
		ScenarioActor a = line.child("a");
		ScenarioActor b = line.child("b");
		b.request(Puppet.set(waitsInInit()));
		a.request(Puppet.set(Puppet.requestInInit(line.id(), Puppet.get())));
		crash(b);
		crash(a);
		CompletableFuture<String> spawned = line.ask(Puppet.spawn("worker.toml"));
		this.scenario.settle();
		goOn();
		assertThat(finish(spawned)).startsWith("ok ");
		assertThat(a.state()).startsWith("err the wait would close a circle: ");
	}

	@Test
	void aMemberMayWaitForTheParentThatNoLongerWaitsForAnotherThatWasStopped() {
		puppet("pair", "[supervision]\nstrategy = \"one-for-all\"\n" + ONE_MINUTE + child("worker", "a", "1")
				+ child("worker", "b", "2"));
		ScenarioActor pair = this.scenario.spawn("pair.toml", "log");
		ScenarioActor a = pair.child("a");
		ScenarioActor b = pair.child("b");
		b.request(Puppet.set(waitsInInit()));
		crash(pair);
		a.request(Puppet.set(Puppet.requestInInit(pair.id(), Puppet.get())));
		crash(a);
		directory().stop(b.id());
		assertThat(pair.node().status()).isEqualTo(ActorStatus.RUNNING);
		this.scenario.advance(Duration.ofMinutes(1));
		assertThat(a.state()).startsWith("ok log");
	}

}
