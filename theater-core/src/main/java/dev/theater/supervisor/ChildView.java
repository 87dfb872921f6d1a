package dev.theater.supervisor;

import java.time.Instant;
import java.util.Optional;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import org.jspecify.annotations.Nullable;

/**
 * A row of a child table as it was published last.
 *
 * @param id the child's id
 * @param name its name among its siblings
 * @param path its path from the root
 * @param spec what it was started from
 * @param status where it stands
 * @param parked whether the root gave up on it
 * @param incarnation how many instances it has had
 * @param restarts how often it was restarted
 * @param startedAt when its present incarnation became ready
 * @param backingOffUntil when its restart will be that its backoff delays
 * @param lastFailure how it failed last, and when
 * @param definition empty while it is being loaded
 * @param cell the actor; null while it is being loaded
 * @param supervisor the actor as a supervisor; null while it is being loaded
 */
public record ChildView(ActorId id, String name, String path, ActorSpec spec, ActorStatus status, boolean parked,
		int incarnation, long restarts, @Nullable Instant startedAt, @Nullable Instant backingOffUntil,
		Optional<Failure> lastFailure, Optional<ActorDefinition> definition, @Nullable ActorCell cell,
		@Nullable Supervisor supervisor) {

	/** How and when an actor failed. */
	public record Failure(ExitReason reason, Instant at) {
	}

	/** Whether {@code list-children} names it. */
	boolean listed() {
		return this.status == ActorStatus.RUNNING || this.status == ActorStatus.RESTARTING
				|| this.status == ActorStatus.FAILED;
	}
}
