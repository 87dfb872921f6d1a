package dev.theater.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Starts that come later than whoever waits for them thought. */
class LateStartTests extends OnStage {

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("one", "").puppet("two", "");
	}

	private ScenarioActor spawnHolder() {
		return this.scenario.spawn(Puppet.MANIFEST);
	}

	/** Answers whoever waits for the holder. */
	private void letGo(ScenarioActor holder) {
		this.scenario.settle();
		String request = holder.ok(Puppet.outstanding()).split(" ")[1];
		holder.ok(Puppet.respond(request, "go on"));
	}

	/** A supervisor whose second child starts when the holder answers it. */
	private ScenarioActor spawnGated(String supervision, ScenarioActor holder) {
		puppet("lead",
				"[supervision]\nstrategy = \"one-for-all\"\n" + supervision + child("worker", "a", "1")
						+ child("worker", "gate", Puppet.requestInInit(holder.id(), Puppet.answerLater()))
						+ child("worker", "b", "5"));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("lead.toml"));
		letGo(holder);
		return this.scenario.actor(finish(start));
	}

	@Test
	void aStoppedChildThatItsGroupStartsAfterTheParentGaveUpStartsFromItsInitialState() {
		ScenarioActor holder = spawnHolder();
		ScenarioActor lead = spawnGated("max_restarts = 1\nwithin = \"1m\"\n", holder);
		ScenarioActor a = at("lead/a");
		ScenarioActor b = at("lead/b");
		a.crashAndAwait();
		b.awaitStatus(ActorStatus.RUNNING).request(Puppet.add());
		directory().stop(b.id());
		a.send(Puppet.crash());
		this.scenario.await("the lead starts anew", () -> lead.node().incarnation() == 2);
		assertThat(b.node().status()).isEqualTo(ActorStatus.STOPPED);
		a.send(Puppet.crash());
		letGo(holder);
		letGo(holder);
		lead.awaitIncarnation(2);
		assertThat(b.awaitStatus(ActorStatus.RUNNING).state()).isEqualTo("5");
	}

	@Test
	void aMemberThatWaitsForWhoWaitsForItsGroupIsRefused() {
		puppet("lead",
				"[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "1") + child("worker", "b", "2"));
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		ScenarioActor b = at("lead/b");
		b.request(Puppet.set(Puppet.requestInInit(lead.id(), Puppet.get())));
		Runnable release = lead.keepBusy();
		CompletableFuture<String> spawned = lead.ask(Puppet.spawn("one.toml"));
		at("lead/a").send(Puppet.crash());
		this.scenario.await("waits behind the spawn", () -> lead.node().mailbox() == 2);
		release.run();
		assertThat(finish(spawned)).startsWith("ok");
		assertThat(b.state()).startsWith("err the wait would close a circle: ").contains(lead.id().toString());
	}

	@Test
	void aSpawnThatNobodyWaitsForAnyMoreIsNotTakenForTheNextOne() {
		puppet("lead", """
				[supervision]
				strategy = "one-for-all"
				backoff = { initial = "130s", max = "130s", factor = 1.0, jitter = 0.0, reset_after = "5m" }
				""" + child("worker", "a", ""));
		ScenarioActor lead = this.scenario.spawn("lead.toml");
		String askLead = Puppet.requestInInit(lead.id(), Puppet.list());
		at("lead/a").send(Puppet.crash()).awaitStatus(ActorStatus.RESTARTING);
		lead.send(Puppet.spawn("one.toml", askLead));
		this.scenario.advance(Duration.ofMinutes(2));
		CompletableFuture<String> second = lead.ask(Puppet.spawn("two.toml", askLead));
		this.scenario.advance(Duration.ofSeconds(10));
		assertThat(finish(second)).startsWith("ok");
		assertThat(at("lead/two").state()).startsWith("err the wait would close a circle: ");
		assertThat(directory().find("lead/one")).as("who was told that it has not started").isEmpty();
	}

}
