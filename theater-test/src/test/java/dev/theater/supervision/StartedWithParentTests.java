package dev.theater.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Children that are started again: with their parent, with a group, or by hand. */
class StartedWithParentTests extends OnStage {

	private ScenarioActor holder;

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("patient", "[lifecycle]\nshutdown = \"10s\"\n")
			.puppet("slow", "[lifecycle]\ninit_timeout = \"1s\"\n")
			.puppet("family", "[supervision]\n" + child("worker", "a", "1"));
		this.holder = this.scenario.spawn(Puppet.MANIFEST);
	}

	/** A state with which the next start waits until {@link #goOn}. */
	private String waitsInInit() {
		return Puppet.requestInInit(this.holder.id(), Puppet.answerLater());
	}

	/** Answers who has waited longest. */
	private void goOn() {
		String request = this.holder.ok(Puppet.outstanding()).split(" ")[1];
		this.holder.ok(Puppet.respond(request, "go on"));
		this.scenario.settle();
	}

	private void crash(ScenarioActor actor) {
		actor.send(Puppet.crash());
		this.scenario.settle();
	}

	@Test
	void aParentStartsWhereAChildIsStoppedAtAnyStepOfItsStart() {
		boolean underWay = true;
		for (int steps = 0; underWay; steps++) {
			ScenarioActor family = this.scenario.spawn("family.toml");
			ScenarioActor a = family.child("a");
			family.send(Puppet.crash());
			underWay = runSome(steps);
			CompletableFuture<Void> stop = this.scenario.begin(() -> directory().stop(a.id()));
			finish(stop);
			this.scenario.settle();
			assertThat(family.node().status()).as("after %d steps", steps).isEqualTo(ActorStatus.RUNNING);
			supervisor().stopChild(family.id());
		}
	}

	@Test
	void aParentsStartWaitsForAChildThatAnOperatorIsStarting() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a");
		a.request(Puppet.set(waitsInInit()));
		family.request(Puppet.set(waitsInInit()));
		crash(family);
		directory().stop(a.id());
		this.scenario.begin(() -> directory().restart(a.id()));
		this.scenario.settle();
		assertThat(a.node().status()).isEqualTo(ActorStatus.RESTARTING);
		goOn();
		assertThat(family.node().status()).as("its child is not up").isEqualTo(ActorStatus.RESTARTING);
		goOn();
		assertThat(family.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(a.node().incarnation()).isEqualTo(2);
	}

	/**
	 * A child that an operator has started again ends while its parent starts, and what
	 * it has started takes its time to end.
	 */
	private ScenarioActor startWhileAChildEnds(String manifest, String end) {
		ScenarioActor parent = this.scenario.spawn(manifest, "log");
		ScenarioActor a = parent.child("a");
		directory().stop(a.id());
		parent.request(Puppet.set(waitsInInit()));
		crash(parent);
		directory().restart(a.id());
		a.spawn("patient.toml").hang();
		a.send(end).awaitStatus(ActorStatus.RESTARTING);
		goOn();
		assertThat(parent.node().status()).as("its child may come back").isEqualTo(ActorStatus.RESTARTING);
		this.scenario.advance(Duration.ofSeconds(10));
		return parent;
	}

	@Test
	void aParentStartsWithoutAChildThatEndsMeanwhile() {
		ScenarioActor family = startWhileAChildEnds("family.toml", Puppet.exit());
		assertThat(family.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(family.child("a").node().status()).isEqualTo(ActorStatus.STOPPED);
	}

	@Test
	void aParentStartsAndIsAskedAboutAChildThatFailsMeanwhile() {
		puppet("decides", child("worker", "a", "1"));
		ScenarioActor decides = startWhileAChildEnds("decides.toml", Puppet.crash());
		assertThat(decides.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(names(decides, "theater:simple/supervisor-handlers/handle-child-error")).isNotEmpty();
	}

	@Test
	void aChildThatAnOperatorIsStartingIsRefusedAWaitForTheParentWhoseStartWaitsForIt() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a");
		a.request(Puppet.set(Puppet.requestInInit(family.id(), Puppet.get())));
		directory().stop(a.id());
		family.request(Puppet.set(waitsInInit()));
		crash(family);
		this.scenario.begin(() -> directory().restart(a.id()));
		a.awaitStatus(ActorStatus.RESTARTING);
		goOn();
		assertThat(family.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(a.state()).startsWith("err the wait would close a circle: ");
	}

	@Test
	void aStoppedChildThatItsParentStartsIsShownAsRestarting() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a");
		a.request(Puppet.set(waitsInInit()));
		directory().stop(a.id());
		crash(family);
		assertThat(a.node().status()).isEqualTo(ActorStatus.RESTARTING);
	}

	@Test
	void aChildThatHasGivenUpStartsFromItsInitialStateWithItsParentToo() {
		puppet("strict", "[supervision]\nmax_restarts = 0\n" + child("worker", "w", "1"));
		puppet("top", "[supervision]\nbackoff = { initial = \"1m\", max = \"1m\", jitter = 0.0 }\n"
				+ child("strict", "strict", "initial"));
		ScenarioActor top = this.scenario.spawn("top.toml");
		ScenarioActor strict = top.child("strict");
		strict.request(Puppet.set("changed"));
		crash(strict.child("w"));
		assertThat(strict.node().status()).isEqualTo(ActorStatus.RESTARTING);
		supervisor().restartChild(top.id());
		assertThat(strict.awaitIncarnation(2).state()).isEqualTo("initial");
	}

	@Test
	void aChildThatCannotStartWithItsParentIsTheParentsFailure() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		family.child("a").request(Puppet.set(Puppet.failInInit("not now")));
		family.send(Puppet.crash());
		family.awaitIncarnation(3);
		assertThat(family.node().lastFailure().orElseThrow().reason().describe())
			.startsWith("start of children failed (error): ")
			.contains("not now");
	}

	@Test
	void aRestartByHandThatComesToItsStartWhenTheParentEndsIsRefused() {
		puppet("family", "[supervision]\n" + child("worker", "a", "1") + child("patient", "b", "2"));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a").hang();
		family.child("b").hang();
		CompletableFuture<Void> restart = this.scenario.begin(() -> directory().restart(a.id()));
		CompletableFuture<Void> above = this.scenario.begin(() -> supervisor().restartChild(family.id()));
		this.scenario.advance(Duration.ofSeconds(6));
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> finish(restart))
			.withMessage("Handler error: this supervisor is ending");
		this.scenario.advance(Duration.ofSeconds(10));
		finish(above);
	}

	@Test
	void aMemberWhoseStartFailedIsNoLongerWaitedForByWhoWaitsForTheGroup() {
		puppet("group",
				"[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "1") + child("slow", "b", "2"));
		ScenarioActor group = this.scenario.spawn("group.toml");
		ScenarioActor a = group.child("a");
		ScenarioActor b = group.child("b");
		b.request(Puppet.set(Puppet.hangInInit()));
		crash(b);
		CompletableFuture<String> spawned = group.ask(Puppet.spawn("worker.toml"));
		this.scenario.settle();
		a.request(Puppet.set(Puppet.requestInInit(group.id(), Puppet.get())));
		this.scenario.advance(Duration.ofMillis(1_100));
		assertThat(a.node().incarnation()).isEqualTo(3);
		assertThat(a.state()).startsWith("err the wait would close a circle: ");
		finish(spawned);
	}

	// ---- what askers are told

	private void assertRefusedWith(ScenarioActor child, Runnable restart, String reason) {
		CompletableFuture<String> answer = child.ask(Puppet.answerLater());
		this.scenario.settle();
		restart.run();
		assertThatThrownBy(() -> finish(answer)).hasMessageContaining(reason);
	}

	@Test
	void whoWaitsForAnAnswerIsToldThatAnOperatorRestartsTheActor() {
		ScenarioActor child = this.scenario.spawn("worker.toml");
		assertRefusedWith(child, () -> directory().restart(child.id()), "stopped by an operator");
	}

	@Test
	void whoWaitsForAnAnswerIsToldThatTheParentRestartsTheActor() {
		ScenarioActor child = this.scenario.spawn("worker.toml");
		assertRefusedWith(child, () -> supervisor().restartChild(child.id()), "stopped by its parent");
	}

}
