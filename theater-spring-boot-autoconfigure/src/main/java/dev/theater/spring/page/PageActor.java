package dev.theater.spring.page;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.actor.ExitReason;
import dev.theater.runtime.ActorNode;
import org.jspecify.annotations.Nullable;

/**
 * What the page shows of each actor. Nothing that a guest says is in it: values are for
 * those who may see them, and the endpoint {@code theater} knows who that is.
 *
 * @param id its id
 * @param parent its parent's id; null for a child of the root
 * @param name its name among its siblings
 * @param status where it stands
 * @param parked true if the root supervisor gave up on it, else null
 * @param backingOffUntil when its delayed restart will be, if one is
 * @param incarnation how many instances it has had
 * @param restarts how often it was restarted
 * @param mailbox messages waiting; null if there are none
 * @param strategy how it supervises, if it does
 * @param cause the kind of its last failure, if it ever failed
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "id", "parent", "name", "status", "parked", "backingOffUntil", "incarnation", "restarts",
		"mailbox", "strategy", "cause" })
record PageActor(String id, @Nullable String parent, String name, String status, @Nullable Boolean parked,
		@Nullable Instant backingOffUntil, int incarnation, long restarts, @Nullable Integer mailbox,
		@Nullable String strategy, @Nullable String cause) {

	static PageActor of(ActorNode node, @Nullable String parent) {
		return new PageActor(node.id().toString(), parent, node.name(), node.status().name(),
				node.parked() ? true : null, node.backingOffUntil(), node.incarnation(), node.restarts(),
				(node.mailbox() != 0) ? node.mailbox() : null,
				node.supervision().map((policy) -> policy.strategy().label()).orElse(null),
				node.lastFailure().map((failure) -> cause(failure.reason())).orElse(null));
	}

	/** The kind of an end, in one word and without the guest's. */
	static String cause(ExitReason reason) {
		return switch (reason) {
			case ExitReason.Failed failed -> failed.cause().tag();
			case ExitReason.GaveUp gaveUp -> "gave-up";
			case ExitReason.Stopped stopped -> "stopped";
			case ExitReason.Normal normal -> "normal";
			case ExitReason.Unknown unknown -> "unknown";
		};
	}

}
