package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.ActorSpec;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Children that a manifest names in {@code [[child]]}. */
class StaticChildrenTests extends OnStage {

	private final List<String> order = new CopyOnWriteArrayList<>();

	@BeforeEach
	void manifests() {
		reopen((builder) -> builder
			.listener((event) -> this.order.add(event.subject().path() + " " + event.getClass().getSimpleName())));
		puppet("worker", "[lifecycle]\ninit_timeout = \"500ms\"\n").puppet("family",
				child("worker", "a", "1") + child("worker", "b", "2") + child("worker", "c", "3"));
	}

	@Test
	void startInOrderWithTheirNamesAndStates() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		assertThat(family.node().children()).extracting(ActorNode::name).containsExactly("a", "b", "c");
		assertThat(family.children()).extracting(ScenarioActor::state).containsExactly("1", "2", "3");
		this.scenario.await("comes to it", () -> this.order.size() == 4);
		assertThat(this.order).containsExactly("family/a Spawned", "family/b Spawned", "family/c Spawned",
				"family Spawned");
	}

	@Test
	void stopInReverseOrderAndBeforeTheirParent() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor dynamic = family.spawn("worker.toml");
		forgetOrder("family/worker Spawned");
		supervisor().stopChild(family.id());
		this.scenario.await("comes to it", () -> this.order.size() == 5);
		assertThat(this.order).containsExactly("family/worker Stopped", "family/c Stopped", "family/b Stopped",
				"family/a Stopped", "family Stopped");
		dynamic.awaitHeard("Spawned", "Stopped");
		assertNobodyIsLeft();
	}

	@Test
	void comeBackWithTheirParentAndTheirState() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		List<ScenarioActor> before = family.children();
		before.forEach((child) -> child.request("add"));
		family.crashAndAwait();
		assertThat(family.children()).isEqualTo(before);
		assertThat(before).allSatisfy((child) -> assertThat(child.node().incarnation()).isEqualTo(2));
		assertThat(before).extracting(ScenarioActor::state).containsExactly("2", "3", "4");
		before.getFirst().chain().hasSteps("Spawned", "Restarting");
		before.forEach((child) -> child.chain().isValid());
	}

	@Test
	void comeBackWithTheirMailbox() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = at("family/a");
		Runnable release = a.keepBusy();
		for (int i = 0; i < 10; i++) {
			a.send("add");
		}
		family.send(Puppet.crash()).awaitStatus(ActorStatus.RESTARTING);
		assertThat(a.node().mailbox()).isEqualTo(10);
		release.run();
		family.awaitIncarnation(2);
		assertThat(a.request("get")).isEqualTo("11");
	}

	@Test
	void areStoppedOneByOneAndStartedAgainByHand() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor b = at("family/b");
		b.request("add");
		family.ok(Puppet.stop(b.id()));
		assertThat(b.node().status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(family.children()).contains(b);
		assertThat(family.listed()).containsExactly(at("family/a"), at("family/c"));
		family.ok(Puppet.restart(b.id()));
		assertThat(family.listed()).containsExactly(at("family/a"), b, at("family/c"));
		assertThat(b.state()).isEqualTo("3");
		b.chain().hasSteps("Spawned", "Stopped", "Restarting");
	}

	@Test
	void comeBackAfterTheParentsRestartThoughTheyWereStopped() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor b = at("family/b");
		family.ok(Puppet.stop(b.id()));
		family.crashAndAwait();
		assertThat(b.node().status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(b.state()).isEqualTo("2");
	}

	@Test
	void takeOverridesOfTheLifeCycle() {
		puppet("mixed", child("worker", "a", "1") + "restart = \"temporary\"\n" + child("worker", "b", "2")
				+ "restart_state = \"initial\"\nrestart = \"permanent\"\n");
		this.scenario.spawn("mixed.toml");
		ScenarioActor a = at("mixed/a");
		ScenarioActor b = at("mixed/b");
		b.request("add");
		a.send(Puppet.crash());
		b.send("shutdown");
		a.awaitGone();
		b.awaitIncarnation(2);
		assertThat(b.state()).isEqualTo("2");
	}

	@Test
	void areNumberedWhereOnlyTheirManifestNamesThem() {
		puppet("plain", "[[child]]\nmanifest = \"worker.toml\"\n");
		ScenarioActor plain = this.scenario.spawn("plain.toml");
		plain.spawn("worker.toml");
		assertThat(plain.node().children()).extracting(ActorNode::path)
			.containsExactly("plain/worker", "plain/worker-2");
	}

	@Test
	void undoTheirParentsFirstStartWhenOneFails() {
		puppet("doomed", child("worker", "a", "1") + child("worker", "b", "2") + child("worker", "c", "init=err no"));
		ScenarioActor lead = this.scenario.spawn("family.toml");
		forgetOrder("family Spawned");
		assertThat(lead.refused("spawn doomed.toml"))
			.isEqualTo("Actor error: start of children failed (error): Actor error: init failed (error): no");
		assertThat(directory().find("family/doomed")).isEmpty();
		assertThat(directory().tree().all()).hasSize(4);
		assertThat(this.scenario.runtime().actorCount()).isEqualTo(4);
		this.scenario.await("comes to it", () -> this.order.size() == 4);
		assertThat(this.order).containsExactly("family/doomed/a Spawned", "family/doomed/b Spawned",
				"family/doomed/b Stopped", "family/doomed/a Stopped");
	}

	@Test
	void undoTheirParentsFirstStartWhenOneCannotBeLoaded() {
		puppet("doomed", child("worker", "a", "1") + child("nobody", "b", ""));
		assertThatThrownBy(() -> this.scenario.spawn("doomed.toml"))
			.hasMessageContaining("Actor error: start of children failed (error): Handler error: ")
			.hasMessageContaining("nobody.toml");
		assertNobodyIsLeft();
	}

	@Test
	void undoTheirParentsFirstStartWhenOneHangs() {
		puppet("doomed", child("worker", "a", "1") + child("worker", "b", "init=hang"));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("doomed.toml"));
		this.scenario.advance(Duration.ofMillis(520));
		assertThatThrownBy(() -> finish(start))
			.hasMessage("Actor error: start of children failed (error): Actor error: init failed (timeout): "
					+ "it ran longer than 500 ms");
		assertNobodyIsLeft();
	}

	@Test
	void undoWhatTheirParentsInitSpawned() {
		puppet("doomed", child("worker", "b", "init=err no"));
		assertThatThrownBy(() -> this.scenario.spawn("doomed.toml", "init=spawn:worker.toml 7"))
			.hasMessageContaining("no");
		assertNobodyIsLeft();
	}

	@Test
	void areForgottenWithTheirParent() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = at("family/a");
		directory().stop(at("family/b").id());
		supervisor().stopChild(family.id());
		assertThat(a.exists()).isFalse();
		assertThat(directory().events(a.id(), 10)).isEmpty();
		assertThatExceptionOfType(ActorNotFoundException.class).isThrownBy(() -> a.send("get"));
		assertNobodyIsLeft();
	}

	@Test
	void thatAnOperatorStopsWhileTheyStartDoNotKeepTheirParentFromStarting() {
		puppet("killed", "[lifecycle]\nshutdown = \"brutal-kill\"\n").puppet("mixed",
				child("worker", "a", "") + child("killed", "b", "init=hang") + child("worker", "c", ""));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("mixed.toml"));
		this.scenario.await("comes to it",
				() -> directory().find("mixed/b").filter((node) -> node.incarnation() == 1).isPresent());
		directory().stop(at("mixed/b").id());
		ScenarioActor mixed = this.scenario.actor(finish(start));
		this.scenario.await("comes to it",
				() -> mixed.node().children().stream().map(ActorNode::name).toList().equals(List.of("a", "c")));
	}

	@Test
	void deepTreesStopFromTheBottomUp() {
		puppet("three", child("worker", "leaf", ""));
		puppet("two", child("three", "three", ""));
		puppet("one", child("two", "two", ""));
		ScenarioActor one = this.scenario.spawn("one.toml");
		forgetOrder("one Spawned");
		supervisor().stopChild(one.id());
		this.scenario.await("comes to it", () -> this.order.size() == 4);
		assertThat(this.order).containsExactly("one/two/three/leaf Stopped", "one/two/three Stopped", "one/two Stopped",
				"one Stopped");
	}

	/**
	 * Forgets what has been told, once the last of it has come: listeners hear of it
	 * later.
	 */
	private void forgetOrder(String last) {
		this.scenario.await("comes to it", () -> this.order.contains(last));
		this.order.clear();
	}

	@Test
	void areRefusedAWaitForTheirParentWhileItWaitsForThem() {
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor waiting = this.scenario
			.actor(ActorId.of(family.ok("spawn worker.toml init=request:" + family.id() + " get")));
		assertThat(waiting.state()).startsWith("err the wait would close a circle: ");
		waiting.request("set init=request:" + family.id() + " get");
		family.ok(Puppet.restart(waiting.id()));
		assertThat(waiting.state()).as("restarted").startsWith("err the wait would close a circle: ");
		ScenarioActor a = at("family/a");
		a.request("set init=request:" + family.id() + " get");
		family.crashAndAwait();
		assertThat(a.state()).as("started again with its parent").startsWith("err the wait would close a circle: ");
	}

	/**
	 * On a small stack, since their stop goes from one to the next with nothing to wait
	 * for.
	 */
	@Test
	void areForgottenWithTheirParentHoweverManyHaveEnded() throws InterruptedException {
		int many = 400;
		StringBuilder all = new StringBuilder("[supervision]\n");
		for (int i = 0; i < many; i++) {
			all.append(child("worker", "w" + i, "init=shutdown"));
		}
		puppet("crowd", all.toString());
		AtomicReference<Throwable> failure = new AtomicReference<>();
		close();
		Thread thread = new Thread(null, () -> {
			try {
				reopen(UnaryOperator.identity());
				ScenarioActor crowd = this.scenario.spawn("crowd.toml");
				assertThat(crowd.node().children()).hasSize(many)
					.allSatisfy((child) -> assertThat(child.status()).isEqualTo(ActorStatus.STOPPED));
				supervisor().stopChild(crowd.id());
				assertNobodyIsLeft();
			}
			finally {
				close();
			}
		}, "small-stack", 192 << 10);
		thread.setUncaughtExceptionHandler((which, ex) -> failure.set(ex));
		thread.start();
		thread.join();
		assertThat(failure).hasNullValue();
	}

}
