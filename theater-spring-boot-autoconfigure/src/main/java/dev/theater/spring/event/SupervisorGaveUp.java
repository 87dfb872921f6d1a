package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;

/**
 * An actor gave up as a supervisor: its children failed more often than it allows.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the incarnation it happened to
 * @param timestamp when it happened
 * @param reason which limit was reached; may quote the guest
 */
public record SupervisorGaveUp(ActorId id, String name, String path, String parent, int incarnation, Instant timestamp,
		ExitReason reason) implements ActorLifecycleEvent {

}
