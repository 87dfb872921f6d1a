package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;

/**
 * An actor's files have changed but cannot be used, so it stays as it is.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the incarnation that goes on
 * @param timestamp when it happened
 * @param reason what is wrong with the files; may tell of places on the host
 */
public record ActorReloadFailed(ActorId id, String name, String path, String parent, int incarnation, Instant timestamp,
		String reason) implements ActorLifecycleEvent {

}
