package dev.theater.supervisor;

import java.time.Instant;
import java.util.List;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;

/**
 * A step in an actor's life, told to listeners after the tree shows it.
 */
public sealed interface SupervisorEvent {

	/** The actor it happened to. */
	Subject subject();

	/** When it happened. */
	Instant timestamp();

	/**
	 * Who an event is about.
	 *
	 * @param id the actor's id
	 * @param name its name among its siblings
	 * @param actor its manifest's name, the tag of its metrics
	 * @param path its path from the root
	 * @param parent its parent's path; empty for a child of the root
	 * @param incarnation the incarnation it happened to
	 */
	record Subject(ActorId id, String name, String actor, String path, String parent, int incarnation) {
	}

	/** The actor is ready for messages for the first time. */
	record Spawned(Subject subject, Instant timestamp) implements SupervisorEvent {
	}

	/** A new incarnation is ready for messages. */
	record Restarted(Subject subject, Instant timestamp, RestartStrategy strategy) implements SupervisorEvent {
	}

	/**
	 * The actor was given what its changed files say, and its next incarnation, whose
	 * number this is, runs that.
	 *
	 * @param manifest the manifest's file name
	 * @param changes what is different, such as {@code component} or {@code limits}
	 * @param before the component's content hash until now
	 * @param component the component's content hash from now on
	 */
	record Reloaded(Subject subject, Instant timestamp, String manifest, List<String> changes, String before,
			String component) implements SupervisorEvent {

		public Reloaded {
			changes = List.copyOf(changes);
		}
	}

	/**
	 * The actor's files have changed but cannot be used, so it stays as it is.
	 *
	 * @param problem what is wrong with them; may tell of places on the host
	 */
	record ReloadFailed(Subject subject, Instant timestamp, String problem) implements SupervisorEvent {
	}

	/** An incarnation failed; whether it comes back is decided afterwards. */
	record Failed(Subject subject, Instant timestamp, ExitReason reason) implements SupervisorEvent {
	}

	/** The actor and its subtree are down for good. */
	record Stopped(Subject subject, Instant timestamp, ExitReason reason) implements SupervisorEvent {
	}

	/** The actor, as a supervisor, gave up. */
	record GaveUp(Subject subject, Instant timestamp, ExitReason reason) implements SupervisorEvent {
	}

	/** The root supervisor gave up on this child and keeps it as failed. */
	record Parked(Subject subject, Instant timestamp, ExitReason reason) implements SupervisorEvent {
	}

}
