package dev.theater.spring.page;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.actor.ExitReason;
import dev.theater.supervisor.SupervisorEvent;
import org.jspecify.annotations.Nullable;

/**
 * A step in an actor's life, as the page's ticker shows it.
 *
 * @param number counts all of a run's events, from 1
 * @param at when
 * @param kind what happened
 * @param id the actor's id
 * @param path its path from the root
 * @param incarnation the incarnation it happened to
 * @param cause the kind of failure or end, where there is one
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "number", "at", "kind", "id", "path", "incarnation", "cause" })
record PageEvent(long number, Instant at, String kind, String id, String path, int incarnation,
		@Nullable String cause) {

	static PageEvent of(long number, SupervisorEvent event) {
		SupervisorEvent.Subject subject = event.subject();
		ExitReason reason = reason(event);
		return new PageEvent(number, event.timestamp(), kind(event), subject.id().toString(), subject.path(),
				subject.incarnation(), (reason != null) ? PageActor.cause(reason) : null);
	}

	private static String kind(SupervisorEvent event) {
		return switch (event) {
			case SupervisorEvent.Spawned spawned -> "spawned";
			case SupervisorEvent.Restarted restarted -> "restarted";
			case SupervisorEvent.Reloaded reloaded -> "reloaded";
			case SupervisorEvent.ReloadFailed failed -> "reload-failed";
			case SupervisorEvent.Failed failed -> "failed";
			case SupervisorEvent.Stopped stopped -> "stopped";
			case SupervisorEvent.GaveUp gaveUp -> "gave-up";
			case SupervisorEvent.Parked parked -> "parked";
		};
	}

	private static @Nullable ExitReason reason(SupervisorEvent event) {
		return switch (event) {
			case SupervisorEvent.Failed failed -> failed.reason();
			case SupervisorEvent.Stopped stopped -> stopped.reason();
			case SupervisorEvent.GaveUp gaveUp -> gaveUp.reason();
			case SupervisorEvent.Parked parked -> parked.reason();
			case SupervisorEvent.Spawned spawned -> null;
			case SupervisorEvent.Restarted restarted -> null;
			case SupervisorEvent.Reloaded reloaded -> null;
			case SupervisorEvent.ReloadFailed failed -> null;
		};
	}

}
