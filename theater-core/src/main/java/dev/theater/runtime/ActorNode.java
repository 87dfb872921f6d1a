package dev.theater.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.chain.EventHash;
import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * An actor in a snapshot of the tree.
 *
 * @param id its id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param manifest its manifest's file name, or {@code inline}
 * @param component its component's content hash, {@code sha256:…}
 * @param status where it stands
 * @param parked whether the root supervisor gave up on it
 * @param required whether it is a root actor that the application cannot do without
 * @param incarnation how many instances it has had; 0 before the first is ready
 * @param restarts how often it was restarted
 * @param startedAt when its current incarnation became ready
 * @param backingOffUntil when it will be restarted, if its supervisor's backoff delays
 * that
 * @param mailbox messages waiting
 * @param supervision how it supervises, where its manifest says so
 * @param lastFailure how it last failed
 * @param chainLength events on its chain since its first start
 * @param chainHead hash of the newest event
 * @param limits what it may use
 * @param handlers the host handlers its manifest grants
 * @param children its children, in start order
 */
public record ActorNode(ActorId id, String name, String path, String manifest, String component, ActorStatus status,
		boolean parked, boolean required, int incarnation, long restarts, @Nullable Instant startedAt,
		@Nullable Instant backingOffUntil, int mailbox, Optional<SupervisionPolicy> supervision,
		Optional<LastFailure> lastFailure, long chainLength, @Nullable EventHash chainHead, ActorLimits limits,
		List<String> handlers, List<ActorNode> children) {

	public ActorNode {
		handlers = List.copyOf(handlers);
		children = List.copyOf(children);
	}

	/** This actor and all below it, each before its children. */
	public Stream<ActorNode> all() {
		return Stream.concat(Stream.of(this), this.children.stream().flatMap(ActorNode::all));
	}

	/**
	 * How an actor last failed.
	 *
	 * @param reason the reason, a failure
	 * @param at when
	 */
	public record LastFailure(ExitReason reason, Instant at) {
	}

}
