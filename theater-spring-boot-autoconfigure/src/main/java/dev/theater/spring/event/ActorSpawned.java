package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;

/**
 * An actor is ready for messages for the first time.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the incarnation it happened to
 * @param timestamp when it happened
 */
public record ActorSpawned(ActorId id, String name, String path, String parent, int incarnation,
		Instant timestamp) implements ActorLifecycleEvent {

}
