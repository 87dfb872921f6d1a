package dev.theater.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.ActorSpec;
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
		this.stage.puppet("worker", "[lifecycle]\ninit_timeout = \"500ms\"\n")
			.puppet("family", child("worker", "a", "1") + child("worker", "b", "2") + child("worker", "c", "3"));
	}

	private List<ActorId> ids(ActorId parent) {
		return node(parent).children().stream().map(ActorNode::id).toList();
	}

	@Test
	void startInOrderWithTheirNamesAndStates() {
		ActorId family = this.stage.spawn("family");
		assertThat(node(family).children()).extracting(ActorNode::name).containsExactly("a", "b", "c");
		assertThat(node(family).children()).extracting((child) -> state(child.id())).containsExactly("1", "2", "3");
		await().until(() -> this.order.size() == 4);
		assertThat(this.order).containsExactly("family/a Spawned", "family/b Spawned", "family/c Spawned",
				"family Spawned");
	}

	@Test
	void stopInReverseOrderAndBeforeTheirParent() {
		ActorId family = this.stage.spawn("family");
		ActorId dynamic = spawn(family, "worker", "");
		forgetOrder("family/worker Spawned");
		supervisor().stopChild(family);
		await().until(() -> this.order.size() == 5);
		assertThat(this.order).containsExactly("family/worker Stopped", "family/c Stopped", "family/b Stopped",
				"family/a Stopped", "family Stopped");
		assertHeard(dynamic, "Spawned", "Stopped");
		assertNobodyIsLeft();
	}

	@Test
	void comeBackWithTheirParentAndTheirState() {
		ActorId family = this.stage.spawn("family");
		List<ActorId> before = ids(family);
		before.forEach((child) -> this.stage.request(child, "add"));
		crashAndAwait(family);
		assertThat(ids(family)).isEqualTo(before);
		assertThat(before).allSatisfy((child) -> assertThat(node(child).incarnation()).isEqualTo(2));
		assertThat(before).extracting(this::state).containsExactly("2", "3", "4");
		assertThat(steps(before.getFirst())).containsExactly("Spawned", "Restarting");
		before.forEach(this::assertVerifies);
	}

	@Test
	void comeBackWithTheirMailbox() {
		ActorId family = this.stage.spawn("family");
		ActorId a = id("family/a");
		this.stage.send(a, "spin 4000");
		for (int i = 0; i < 10; i++) {
			this.stage.send(a, "add");
		}
		crashAndAwait(family);
		assertThat(this.stage.request(a, "get")).isEqualTo("11");
	}

	@Test
	void areStoppedOneByOneAndStartedAgainByHand() {
		ActorId family = this.stage.spawn("family");
		ActorId b = id("family/b");
		this.stage.request(b, "add");
		ok(family, "stop " + b);
		assertThat(node(b).status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(ids(family)).contains(b);
		assertThat(children(family)).containsExactly(id("family/a"), id("family/c"));
		ok(family, "restart " + b);
		assertThat(children(family)).containsExactly(id("family/a"), b, id("family/c"));
		assertThat(state(b)).isEqualTo("3");
		assertThat(steps(b)).containsExactly("Spawned", "Stopped", "Restarting");
	}

	@Test
	void comeBackAfterTheParentsRestartThoughTheyWereStopped() {
		ActorId family = this.stage.spawn("family");
		ActorId b = id("family/b");
		ok(family, "stop " + b);
		crashAndAwait(family);
		assertThat(node(b).status()).isEqualTo(ActorStatus.RUNNING);
		assertThat(state(b)).isEqualTo("2");
	}

	@Test
	void takeOverridesOfTheLifeCycle() {
		this.stage.puppet("mixed", child("worker", "a", "1") + "restart = \"temporary\"\n" + child("worker", "b", "2")
				+ "restart_state = \"initial\"\nrestart = \"permanent\"\n");
		this.stage.spawn("mixed");
		ActorId a = id("mixed/a");
		ActorId b = id("mixed/b");
		this.stage.request(b, "add");
		this.stage.send(a, "trap");
		this.stage.send(b, "shutdown");
		awaitGone(a);
		awaitIncarnation(b, 2);
		assertThat(state(b)).isEqualTo("2");
	}

	@Test
	void areNumberedWhereOnlyTheirManifestNamesThem() {
		this.stage.puppet("plain", "[[child]]\nmanifest = \"worker.toml\"\n");
		ActorId plain = this.stage.spawn("plain");
		spawn(plain, "worker", "");
		assertThat(node(plain).children()).extracting(ActorNode::path)
			.containsExactly("plain/worker", "plain/worker-2");
	}

	@Test
	void undoTheirParentsFirstStartWhenOneFails() {
		this.stage.puppet("doomed",
				child("worker", "a", "1") + child("worker", "b", "2") + child("worker", "c", "init=err no"));
		ActorId lead = this.stage.spawn("family");
		forgetOrder("family Spawned");
		assertThat(err(lead, "spawn doomed.toml"))
			.isEqualTo("Actor error: start of children failed (error): Actor error: init failed (error): no");
		assertThat(directory().find("family/doomed")).isEmpty();
		assertThat(directory().tree().all()).hasSize(4);
		assertThat(this.stage.cells()).isEqualTo(4);
		await().until(() -> this.order.size() == 4);
		assertThat(this.order).containsExactly("family/doomed/a Spawned", "family/doomed/b Spawned",
				"family/doomed/b Stopped", "family/doomed/a Stopped");
	}

	@Test
	void undoTheirParentsFirstStartWhenOneCannotBeLoaded() {
		this.stage.puppet("doomed", child("worker", "a", "1") + child("nobody", "b", ""));
		assertThatThrownBy(() -> this.stage.spawn("doomed"))
			.hasMessageContaining("Actor error: start of children failed (error): Handler error: ")
			.hasMessageContaining("nobody.toml");
		assertNobodyIsLeft();
	}

	@Test
	void undoTheirParentsFirstStartWhenOneHangs() {
		this.stage.puppet("doomed", child("worker", "a", "1") + child("worker", "b", "init=hang"));
		assertThatThrownBy(() -> this.stage.spawn("doomed"))
			.hasMessage("Actor error: start of children failed (error): Actor error: init failed (timeout): "
					+ "it ran longer than 500 ms");
		assertNobodyIsLeft();
	}

	@Test
	void undoWhatTheirParentsInitSpawned() {
		this.stage.manifest("doomed", "puppet", Stage.ALL + child("worker", "b", "init=err no"));
		assertThatThrownBy(() -> this.stage.spawn("doomed", "init=spawn:worker.toml 7")).hasMessageContaining("no");
		assertNobodyIsLeft();
	}

	@Test
	void areForgottenWithTheirParent() {
		ActorId family = this.stage.spawn("family");
		ActorId a = id("family/a");
		directory().stop(id("family/b"));
		supervisor().stopChild(family);
		assertThat(directory().node(a)).isEmpty();
		assertThat(directory().events(a, 10)).isEmpty();
		assertThatExceptionOfType(ActorNotFoundException.class).isThrownBy(() -> this.stage.send(a, "get"));
		assertNobodyIsLeft();
	}

	@Test
	void thatAnOperatorStopsWhileTheyStartDoNotKeepTheirParentFromStarting() {
		this.stage.puppet("killed", "[lifecycle]\nshutdown = \"brutal-kill\"\n")
			.puppet("mixed", child("worker", "a", "") + child("killed", "b", "init=hang") + child("worker", "c", ""));
		CompletableFuture<ActorId> start = supervisor().spawnAsync(ActorSpec.manifest("mixed.toml"));
		await().until(() -> directory().find("mixed/b").filter((node) -> node.incarnation() == 1).isPresent());
		directory().stop(id("mixed/b"));
		ActorId mixed = finish(start);
		await().until(() -> node(mixed).children().stream().map(ActorNode::name).toList().equals(List.of("a", "c")));
	}

	@Test
	void deepTreesStopFromTheBottomUp() {
		this.stage.puppet("three", child("worker", "leaf", ""));
		this.stage.puppet("two", child("three", "three", ""));
		this.stage.puppet("one", child("two", "two", ""));
		ActorId one = this.stage.spawn("one");
		forgetOrder("one Spawned");
		supervisor().stopChild(one);
		await().until(() -> this.order.size() == 4);
		assertThat(this.order).containsExactly("one/two/three/leaf Stopped", "one/two/three Stopped", "one/two Stopped",
				"one Stopped");
	}

	/**
	 * Forgets what has been told, once the last of it has come: listeners hear of it
	 * later.
	 */
	private void forgetOrder(String last) {
		await().until(() -> this.order.contains(last));
		this.order.clear();
	}

	@Test
	void areRefusedAWaitForTheirParentWhileItWaitsForThem() {
		ActorId family = this.stage.spawn("family");
		ActorId waiting = ActorId.of(ok(family, "spawn worker.toml init=request:" + family + " get"));
		assertThat(state(waiting)).startsWith("err the wait would close a circle: ");
		this.stage.request(waiting, "set init=request:" + family + " get");
		ok(family, "restart " + waiting);
		assertThat(state(waiting)).as("restarted").startsWith("err the wait would close a circle: ");
		ActorId a = id("family/a");
		this.stage.request(a, "set init=request:" + family + " get");
		crashAndAwait(family);
		assertThat(state(a)).as("started again with its parent").startsWith("err the wait would close a circle: ");
	}

}
