package dev.theater.spring.endpoint;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.actor.ExitReason;
import dev.theater.chain.EventHash;
import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.ActorLimits;
import org.jspecify.annotations.Nullable;

/**
 * An actor; what it does not have is left out.
 *
 * @param id its id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param manifest its manifest's file name
 * @param component its component's content hash
 * @param status where it stands
 * @param parked true if the root supervisor gave up on it
 * @param incarnation how many instances it has had
 * @param restarts how often it was restarted
 * @param startedAt when its current incarnation became ready
 * @param backingOffUntil when it will be restarted, while that is delayed
 * @param mailbox messages waiting
 * @param strategy how it supervises, where its manifest says so
 * @param lastFailure how it last failed
 * @param chain its event chain
 * @param limits what it may use; only of an actor that was asked for by its id
 * @param handlers the host handlers it is granted; likewise
 * @param wit what its component imports and exports, in WIT; likewise
 * @param state its last committed state; likewise, and only where values are shown
 * @param omitted actors below it that are not shown; likewise
 * @param children its children, in start order
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "id", "name", "path", "manifest", "component", "status", "parked", "incarnation", "restarts",
		"startedAt", "backingOffUntil", "mailbox", "strategy", "lastFailure", "chain", "limits", "handlers", "wit",
		"state", "omitted", "children" })
public record ActorDescriptor(String id, String name, String path, String manifest, @Nullable String component,
		String status, @Nullable Boolean parked, int incarnation, long restarts, @Nullable Instant startedAt,
		@Nullable Instant backingOffUntil, int mailbox, @Nullable String strategy, @Nullable LastFailure lastFailure,
		Chain chain, @Nullable Limits limits, @Nullable List<String> handlers, @Nullable String wit,
		@Nullable ValueDescriptor state, @Nullable Integer omitted, List<ActorDescriptor> children) {

	public ActorDescriptor {
		handlers = (handlers != null) ? List.copyOf(handlers) : null;
		children = List.copyOf(children);
	}

	static ActorDescriptor of(ActorNode node, boolean showValues, @Nullable Details details,
			List<ActorDescriptor> children) {
		return new ActorDescriptor(node.id().toString(), node.name(), node.path(), node.manifest(),
				node.component().isEmpty() ? null : node.component(), node.status().name(), node.parked() ? true : null,
				node.incarnation(), node.restarts(), node.startedAt(), node.backingOffUntil(), node.mailbox(),
				node.supervision().map((policy) -> policy.strategy().label()).orElse(null),
				node.lastFailure().map((failure) -> LastFailure.of(failure, showValues)).orElse(null),
				Chain.of(node.chainLength(), node.chainHead()), (details != null) ? Limits.of(node.limits()) : null,
				(details != null) ? node.handlers() : null, (details != null) ? details.wit() : null,
				(details != null) ? details.state() : null, (details != null) ? details.omitted() : null, children);
	}

	/**
	 * What is shown of an actor only when it was asked for by its id.
	 *
	 * @param wit what its component imports and exports, where that is loaded
	 * @param state its state, where values are shown
	 * @param omitted actors below it that are not shown
	 */
	record Details(@Nullable String wit, @Nullable ValueDescriptor state, int omitted) {
	}

	/**
	 * How an actor last failed.
	 *
	 * @param cause the kind of failure, as metrics name it, or {@code gave-up}
	 * @param function the guest's function that was called
	 * @param message what went wrong, where values are shown
	 * @param at when
	 */
	@JsonInclude(Include.NON_NULL)
	@JsonPropertyOrder({ "cause", "function", "message", "at" })
	public record LastFailure(String cause, @Nullable String function, @Nullable String message, Instant at) {

		static LastFailure of(ActorNode.LastFailure failure, boolean showMessage) {
			ExitReason reason = failure.reason();
			String message = showMessage ? message(reason) : null;
			return switch (reason) {
				case ExitReason.Failed failed ->
					new LastFailure(failed.cause().tag(), failed.function(), message, failure.at());
				case ExitReason.GaveUp gaveUp -> new LastFailure("gave-up", null, message, failure.at());
				case ExitReason.Stopped stopped -> new LastFailure("stopped", null, message, failure.at());
				case ExitReason.Normal normal -> new LastFailure("normal", null, message, failure.at());
				case ExitReason.Unknown unknown -> new LastFailure("unknown", null, message, failure.at());
			};
		}

		private static String message(ExitReason reason) {
			return switch (reason) {
				case ExitReason.Failed failed -> failed.message();
				case ExitReason.GaveUp gaveUp -> gaveUp.message();
				case ExitReason.Stopped stopped -> stopped.describe();
				case ExitReason.Normal normal -> normal.describe();
				case ExitReason.Unknown unknown -> unknown.describe();
			};
		}
	}

	/**
	 * An event chain.
	 *
	 * @param length events since the actor's first start
	 * @param head hash of the newest event
	 */
	@JsonInclude(Include.NON_NULL)
	@JsonPropertyOrder({ "length", "head" })
	public record Chain(long length, @Nullable String head) {

		static Chain of(long length, @Nullable EventHash head) {
			return new Chain(length, (head != null) ? head.toString() : null);
		}
	}

	/**
	 * What an actor may use: bytes, and numbers of children, messages, events and lines.
	 */
	@JsonPropertyOrder({ "memory", "maxState", "maxMessage", "maxChildren", "mailbox", "maxChannels", "maxEvents",
			"maxEventsSize", "maxLogLine", "logRate", "logBurst" })
	public record Limits(long memory, long maxState, long maxMessage, int maxChildren, int mailbox, int maxChannels,
			int maxEvents, long maxEventsSize, long maxLogLine, int logRate, int logBurst) {

		static Limits of(ActorLimits limits) {
			return new Limits(limits.memory(), limits.maxState(), limits.maxMessage(), limits.maxChildren(),
					limits.mailbox(), limits.maxChannels(), limits.events().count(), limits.events().size(),
					limits.log().maxLine(), limits.log().rate(), limits.log().burst());
		}
	}

}
