package dev.theater.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import org.jspecify.annotations.Nullable;

/**
 * An actor in a {@link Scenario}: what is done to it, awaited of it and verified about
 * it. Everything that gives this back can be chained.
 */
public final class ScenarioActor {

	private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

	private final Scenario scenario;

	private final ActorId id;

	ScenarioActor(Scenario scenario, ActorId id) {
		this.scenario = scenario;
		this.id = id;
	}

	/** Its id. */
	public ActorId id() {
		return this.id;
	}

	/**
	 * It as the tree shows it now.
	 * @throws AssertionError if it is not there
	 */
	public ActorNode node() {
		return this.scenario.directory()
			.node(this.id)
			.orElseThrow(() -> this.scenario.failed("there is no actor " + this.id));
	}

	/** Whether the tree shows it now. */
	public boolean exists() {
		return this.scenario.directory().node(this.id).isPresent();
	}

	/** Its last committed state as text; {@code none} if there is none. */
	public String state() {
		this.scenario.settle();
		return this.scenario.directory()
			.state(this.id)
			.map((bytes) -> new String(bytes, StandardCharsets.UTF_8))
			.orElse("none");
	}

	/** Its child of this name. */
	public ScenarioActor child(String name) {
		return this.scenario.at(node().path() + "/" + name);
	}

	/** Its children as the tree shows them now, in their order. */
	public List<ScenarioActor> children() {
		return node().children().stream().map((child) -> this.scenario.actor(child.id())).toList();
	}

	/** What listeners were told of it so far: the events' names. */
	public List<String> heard() {
		this.scenario.settle();
		return this.scenario.heard()
			.stream()
			.filter((event) -> event.subject().id().equals(this.id))
			.map(Scenario::nameOf)
			.toList();
	}

	/** Assertions about its chain. */
	public ChainAssert chain() {
		this.scenario.settle();
		return ChainAssert.assertThatChain(this.scenario.runtime(), this.id);
	}

	// ---- stimulate

	/** Sends it a message. */
	public ScenarioActor send(String message) {
		return send(message.getBytes(StandardCharsets.UTF_8));
	}

	/** Sends it a message. */
	public ScenarioActor send(byte[] message) {
		this.scenario.runtime().messaging().send(this.id, message);
		return this;
	}

	/** Sends it a request and waits for the answer. */
	public String request(String message) {
		return this.scenario.await(ask(message));
	}

	/** Sends it a request, whose answer the test awaits itself. */
	public CompletableFuture<String> ask(String message) {
		return this.scenario.runtime()
			.messaging()
			.request(this.id, message.getBytes(StandardCharsets.UTF_8), LONGEST_ANSWER)
			.thenApply((answer) -> new String(answer, StandardCharsets.UTF_8));
	}

	/**
	 * Has a puppet do what its host answers with {@code ok}.
	 * @return what the host answered behind that
	 * @throws AssertionError if the host answered with an error
	 */
	public String ok(String command) {
		String answer = request(command);
		if (!answer.startsWith("ok")) {
			throw this.scenario.failed("'" + command + "' should be answered with ok, but was with: " + answer);
		}
		return (answer.length() > 3) ? answer.substring(3) : "";
	}

	/**
	 * Has a puppet do what its host answers with an error.
	 * @return the error
	 * @throws AssertionError if the host did not refuse
	 */
	public String refused(String command) {
		String answer = request(command);
		if (!answer.startsWith("err ")) {
			throw this.scenario.failed("'" + command + "' should be answered with err, but was with: " + answer);
		}
		return answer.substring(4);
	}

	/** Has a puppet spawn a child. */
	public ScenarioActor spawn(String manifest, String init) {
		return this.scenario.actor(ActorId.of(ok(Puppet.spawn(manifest, init))));
	}

	/** Has a puppet spawn a child. */
	public ScenarioActor spawn(String manifest) {
		return spawn(manifest, "");
	}

	/** The children that a puppet's {@code list-children} names. */
	public List<ScenarioActor> listed() {
		return Arrays.stream(ok(Puppet.list()).split(" "))
			.skip(1)
			.map((id) -> this.scenario.actor(ActorId.of(id)))
			.toList();
	}

	/**
	 * Has a puppet wait for an answer, so that it handles nothing else.
	 * @return gives the answer, so that it goes on
	 */
	public Runnable keepBusy() {
		ScenarioActor other = this.scenario.spawn(Puppet.MANIFEST);
		send(Puppet.request(other.id(), Puppet.answerLater()));
		this.scenario.await("the request has come", () -> other.ok(Puppet.outstanding()).startsWith("1 "));
		String request = other.ok(Puppet.outstanding()).substring(2);
		return () -> other.send(Puppet.respond(request, "go on"));
	}

	/** Has a puppet trap, and waits until its next incarnation runs. */
	public ScenarioActor crashAndAwait() {
		int before = node().incarnation();
		return send(Puppet.crash()).awaitIncarnation(before + 1);
	}

	/** Has a puppet run without end; returns when it does. */
	public ScenarioActor hang() {
		return send(Puppet.loop()).await("handles it", (node) -> node.mailbox() == 0);
	}

	/** Lets time pass. */
	public ScenarioActor advance(Duration time) {
		this.scenario.advance(time);
		return this;
	}

	// ---- await

	/** Waits until the tree shows it with this status. */
	public ScenarioActor awaitStatus(ActorStatus status) {
		return await("is " + status, (node) -> node.status() == status);
	}

	/** Waits until it runs as its n-th incarnation. */
	public ScenarioActor awaitIncarnation(int incarnation) {
		return await("runs as incarnation " + incarnation,
				(node) -> node.status() == ActorStatus.RUNNING && node.incarnation() == incarnation);
	}

	/** Waits until the root has given up on it and keeps it as failed. */
	public ScenarioActor awaitParked() {
		return await("is parked", ActorNode::parked);
	}

	/** Waits until the tree does not show it any more. */
	public ScenarioActor awaitGone() {
		this.scenario.await(this.id + " is gone", () -> !exists());
		return this;
	}

	/**
	 * Waits until the tree shows it so.
	 * @param what in words, for the failure
	 */
	public ScenarioActor await(String what, Predicate<ActorNode> condition) {
		this.scenario.await(this.id + " " + what,
				() -> this.scenario.directory().node(this.id).filter(condition).isPresent());
		return this;
	}

	/** Waits until listeners have been told exactly this about it: the events' names. */
	public ScenarioActor awaitHeard(String... events) {
		this.scenario.awaitAsserted(() -> {
			if (!heard().equals(List.of(events))) {
				throw this.scenario.failed("listeners should have been told of " + this.id + ": " + List.of(events)
						+ ", but were: " + heard());
			}
		});
		return this;
	}

	// ---- verify

	/** Checks it as the tree shows it. */
	public ScenarioActor andVerify(Consumer<ActorNode> assertions) {
		this.scenario.settle();
		assertions.accept(node());
		return this;
	}

	/** Checks the whole tree. */
	public ScenarioActor andVerifyTree(Consumer<SupervisionTree> assertions) {
		this.scenario.andVerifyTree(assertions);
		return this;
	}

	/** Checks its state. */
	public ScenarioActor andVerifyState(String expected) {
		String state = state();
		if (!state.equals(expected)) {
			throw this.scenario
				.failed("the state of " + this.id + " should be '" + expected + "', but is '" + state + "'");
		}
		return this;
	}

	/** Equal for the same actor. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ScenarioActor that && this.id.equals(that.id);
	}

	@Override
	public int hashCode() {
		return this.id.hashCode();
	}

	@Override
	public String toString() {
		return this.scenario.directory().node(this.id).map(TreeText::describe).orElse(this.id + ", which is gone");
	}

}
