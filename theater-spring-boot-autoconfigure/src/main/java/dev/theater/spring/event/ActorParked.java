package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;

/**
 * The root supervisor gave up on one of its children and keeps it as failed.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the incarnation it happened to
 * @param timestamp when it happened
 * @param reason how it failed last; may quote the guest
 */
public record ActorParked(ActorId id, String name, String path, String parent, int incarnation, Instant timestamp,
		ExitReason reason) implements ActorLifecycleEvent {

}
