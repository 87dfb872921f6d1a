package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.RestartStrategy;

/**
 * A new incarnation of an actor is ready for messages.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the incarnation it happened to
 * @param timestamp when it happened
 * @param strategy which children were restarted with it
 */
public record ActorRestarted(ActorId id, String name, String path, String parent, int incarnation, Instant timestamp,
		RestartStrategy strategy) implements ActorLifecycleEvent {

}
