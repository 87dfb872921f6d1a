package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;

/**
 * An incarnation of an actor failed; whether it comes back is decided afterwards.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the incarnation it happened to
 * @param timestamp when it happened
 * @param reason how; may quote the guest
 */
public record ActorFailed(ActorId id, String name, String path, String parent, int incarnation, Instant timestamp,
		ExitReason reason) implements ActorLifecycleEvent {

}
