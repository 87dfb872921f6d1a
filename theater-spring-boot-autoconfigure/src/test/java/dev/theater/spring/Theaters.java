package dev.theater.spring;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.Counters;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.chain.EventHash;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.SupervisionTree;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.SupervisionPolicy;

import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Runtimes and trees made by hand. */
public final class Theaters {

	/** When everything in these trees happened. */
	public static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

	private Theaters() {
	}

	/** A runtime that says it runs, with counters of its own. */
	public static TheaterRuntime running() {
		return runtime(RuntimeStatus.RUNNING);
	}

	/** A runtime that stands there. */
	public static TheaterRuntime runtime(RuntimeStatus status) {
		TheaterRuntime runtime = mock(TheaterRuntime.class);
		given(runtime.status()).willReturn(status);
		given(runtime.settings()).willReturn(RuntimeSettings.defaults());
		given(runtime.storeName()).willReturn("memory");
		given(runtime.counters()).willReturn(new Counters(200));
		return runtime;
	}

	/** A tree of these, whose counts fit. */
	public static SupervisionTree tree(ActorNode... roots) {
		Map<ActorStatus, Integer> counts = new EnumMap<>(ActorStatus.class);
		for (ActorStatus status : ActorStatus.values()) {
			counts.put(status, 0);
		}
		List.of(roots).stream().flatMap(ActorNode::all).forEach((node) -> counts.merge(node.status(), 1, Integer::sum));
		return new SupervisionTree(List.of(roots), counts, new SupervisionTree.Totals(5, 1, 2, 3, 4));
	}

	/** A running actor. */
	public static Node node(String name) {
		return new Node(name);
	}

	/** A hash that is not right for anything. */
	public static EventHash hash(int seed) {
		byte[] bytes = new byte[EventHash.LENGTH];
		bytes[0] = (byte) seed;
		return EventHash.of(bytes);
	}

	/** An actor in the making. */
	public static final class Node {

		private final String name;

		private final ActorId id = ActorId.random();

		private ActorStatus status = ActorStatus.RUNNING;

		private boolean parked;

		private boolean required;

		private Optional<SupervisionPolicy> supervision = Optional.empty();

		private Optional<ActorNode.LastFailure> lastFailure = Optional.empty();

		private final List<ActorNode> children = new ArrayList<>();

		private Node(String name) {
			this.name = name;
		}

		public Node status(ActorStatus status) {
			this.status = status;
			return this;
		}

		public Node parked(boolean required) {
			this.status = ActorStatus.FAILED;
			this.parked = true;
			this.required = required;
			return this;
		}

		public Node supervising() {
			this.supervision = Optional.of(SupervisionPolicy.DEFAULT);
			return this;
		}

		public Node failed(String message) {
			return failed(new ExitReason.Failed(FailureCause.TRAP, "handle-send", message));
		}

		public Node failed(ExitReason reason) {
			this.lastFailure = Optional.of(new ActorNode.LastFailure(reason, THEN));
			return this;
		}

		public Node children(ActorNode... nodes) {
			this.children.addAll(List.of(nodes));
			return this;
		}

		public ActorNode build() {
			return new ActorNode(this.id, this.name, this.name, this.name + ".toml", "sha256:ab", this.status,
					this.parked, this.required, 1, 0, THEN, null, 0, this.supervision, this.lastFailure, 12, hash(1),
					ActorLimits.DEFAULT, List.of("runtime"), this.children);
		}

	}

}
