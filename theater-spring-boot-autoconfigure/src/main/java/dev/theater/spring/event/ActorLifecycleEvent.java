package dev.theater.spring.event;

import java.time.Instant;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorEvent.Subject;

/**
 * A step in an actor's life, for {@code @EventListener} methods. Published after the tree
 * shows it, in order, on one thread of its own; a listener that takes long delays the
 * events after it and nothing else.
 */
public sealed interface ActorLifecycleEvent permits ActorSpawned, ActorRestarted, ActorReloaded, ActorReloadFailed,
		ActorFailed, ActorStopped, SupervisorGaveUp, ActorParked {

	/** The actor's id. */
	ActorId id();

	/** Its name among its siblings. */
	String name();

	/** Its path from the root, such as {@code desk/worker-1}. */
	String path();

	/** Its parent's path; empty for a child of the root. */
	String parent();

	/** The incarnation it happened to. */
	int incarnation();

	/** When it happened. */
	Instant timestamp();

	/** The same step as the core told it. */
	static ActorLifecycleEvent of(SupervisorEvent event) {
		Subject at = event.subject();
		return switch (event) {
			case SupervisorEvent.Spawned spawned ->
				new ActorSpawned(at.id(), at.name(), at.path(), at.parent(), at.incarnation(), spawned.timestamp());
			case SupervisorEvent.Restarted restarted -> new ActorRestarted(at.id(), at.name(), at.path(), at.parent(),
					at.incarnation(), restarted.timestamp(), restarted.strategy());
			case SupervisorEvent.Reloaded reloaded ->
				new ActorReloaded(at.id(), at.name(), at.path(), at.parent(), at.incarnation(), reloaded.timestamp(),
						reloaded.manifest(), reloaded.changes(), reloaded.before(), reloaded.component());
			case SupervisorEvent.ReloadFailed failed -> new ActorReloadFailed(at.id(), at.name(), at.path(),
					at.parent(), at.incarnation(), failed.timestamp(), failed.problem());
			case SupervisorEvent.Failed failed -> new ActorFailed(at.id(), at.name(), at.path(), at.parent(),
					at.incarnation(), failed.timestamp(), failed.reason());
			case SupervisorEvent.Stopped stopped -> new ActorStopped(at.id(), at.name(), at.path(), at.parent(),
					at.incarnation(), stopped.timestamp(), stopped.reason());
			case SupervisorEvent.GaveUp gaveUp -> new SupervisorGaveUp(at.id(), at.name(), at.path(), at.parent(),
					at.incarnation(), gaveUp.timestamp(), gaveUp.reason());
			case SupervisorEvent.Parked parked -> new ActorParked(at.id(), at.name(), at.path(), at.parent(),
					at.incarnation(), parked.timestamp(), parked.reason());
		};
	}

}
