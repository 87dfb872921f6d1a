package dev.theater.supervisor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.RuntimeClock;
import org.jspecify.annotations.Nullable;

/**
 * A child in its supervisor's table. Everything but the published view belongs to the
 * supervisor's lane.
 */
public final class ChildRow {

	final Supervisor parent;

	final long place;

	final boolean fixed;

	final ActorSpec spec;

	final ActorId id;

	String name;

	String path;

	ActorStatus status = ActorStatus.STARTING;

	@Nullable ActorDefinition definition;

	@Nullable ActorCell cell;

	@Nullable Supervisor supervisor;

	int incarnation;

	long restarts;

	/** Restarts in a row without health in between. */
	int consecutive;

	/** The root keeps a window for each child; other supervisors have one for all. */
	RestartWindow window = RestartWindow.EMPTY;

	/** Monotonic time at which it became ready. */
	long readyAt;

	@Nullable Instant startedAt;

	ChildView.@Nullable Failure lastFailure;

	boolean parked;

	/** The state that its first {@code init} got. */
	byte @Nullable [] firstState;

	/** Whether the next start uses the initial state whatever the manifest says. */
	boolean fromInitialState;

	/** Whether its static children start from their initial state as well. */
	boolean freshChildren;

	/** Whether it has been ready, so that another start is a restart. */
	boolean wasReady;

	/** What to do when {@code init} has returned. */
	@Nullable Runnable whenInitialised;

	/** What to do when the incarnation has ended; null if nobody expects it. */
	@Nullable Consumer<ExitReason> whenEnded;

	/** A normal end that came before its static children had started. */
	@Nullable ExitReason earlyEnd;

	RuntimeClock.@Nullable Timer timer;

	/** Who waits for the start or restart under way. */
	private final List<CompletableFuture<ActorId>> replies = new ArrayList<>();

	/** Who waits for the end of the stop under way. */
	final List<Runnable> stopped = new ArrayList<>();

	/** Whether it has ended for good and only a notice to the parent keeps the row. */
	boolean ended;

	private volatile ChildView view;

	ChildRow(Supervisor parent, long place, boolean fixed, ActorSpec spec, ActorId id, String name) {
		this.parent = parent;
		this.place = place;
		this.fixed = fixed;
		this.spec = spec;
		this.id = id;
		this.name = name;
		this.path = parent.pathOf(name);
		this.view = snapshot();
	}

	/** The row as it was published last. */
	public ChildView view() {
		return this.view;
	}

	/** The supervisor whose child this is. */
	public Supervisor parent() {
		return this.parent;
	}

	/** Shows the row as it is now. */
	void publish() {
		this.view = snapshot();
	}

	private ChildView snapshot() {
		return new ChildView(this.id, this.name, this.path, this.spec, this.status, this.parked, this.incarnation,
				this.restarts, this.startedAt, Optional.ofNullable(this.lastFailure),
				Optional.ofNullable(this.definition), this.cell, this.supervisor);
	}

	/** The definition; the row has been loaded. */
	ActorDefinition loaded() {
		ActorDefinition present = this.definition;
		if (present == null) {
			throw new IllegalStateException(this.path + " has not been loaded");
		}
		return present;
	}

	/** The actor; the row has been loaded. */
	ActorCell actor() {
		ActorCell present = this.cell;
		if (present == null) {
			throw new IllegalStateException(this.path + " has not been loaded");
		}
		return present;
	}

	/** The actor as a supervisor; the row has been loaded. */
	Supervisor children() {
		Supervisor present = this.supervisor;
		if (present == null) {
			throw new IllegalStateException(this.path + " has not been loaded");
		}
		return present;
	}

	void reply(CompletableFuture<ActorId> reply) {
		this.replies.add(reply);
	}

	/** Answers who waits for the start or restart. */
	void answer() {
		List<CompletableFuture<ActorId>> waiting = List.copyOf(this.replies);
		this.replies.clear();
		waiting.forEach((reply) -> reply.complete(this.id));
	}

	/** Says no to who waits for the start or restart. */
	void refuse(SupervisorException why) {
		List<CompletableFuture<ActorId>> waiting = List.copyOf(this.replies);
		this.replies.clear();
		waiting.forEach((reply) -> reply.completeExceptionally(why));
	}

	void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	SupervisorEvent.Subject subject() {
		return new SupervisorEvent.Subject(this.id, this.name, (this.cell != null) ? this.cell.actor() : this.name,
				this.path, this.parent.path(), this.incarnation);
	}

}
