package dev.theater.spring.event;

import java.time.Instant;
import java.util.List;

import dev.theater.actor.ActorId;

/**
 * An actor was given what its changed files say. {@link ActorRestarted} follows when it
 * is ready again, or {@link ActorFailed} if it does not come up with it.
 *
 * @param id the actor's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param parent its parent's path; empty for a child of the root
 * @param incarnation the first incarnation that runs it
 * @param timestamp when it happened
 * @param manifest the manifest's file name
 * @param changes what is different, such as {@code component} or {@code limits}
 * @param componentBefore the component's content hash until now, {@code sha256:…}
 * @param component the component's content hash from now on
 */
public record ActorReloaded(ActorId id, String name, String path, String parent, int incarnation, Instant timestamp,
		String manifest, List<String> changes, String componentBefore,
		String component) implements ActorLifecycleEvent {

	public ActorReloaded {
		changes = List.copyOf(changes);
	}

}
