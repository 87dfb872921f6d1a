package dev.theater.supervisor;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.HeldBytes;
import dev.theater.actor.Notice;
import dev.theater.actor.RuntimeClock;
import dev.theater.actor.TurnInterceptor;
import dev.theater.component.wasm.MemoryBudget;
import org.jspecify.annotations.Nullable;

/**
 * A child in its supervisor's table. Everything but the published view belongs to the
 * supervisor's lane.
 */
public final class ChildRow {

	/** Bytes of heap that any actor takes, whatever its guest does. */
	private static final int ACTOR = 4 << 10;

	private static final int PATH_CHARACTER = 2;

	/** Of an inline manifest: the text and what is made of it. */
	private static final int MANIFEST_CHARACTER = 4;

	final Supervisor parent;

	final long place;

	/** Whether it is a static child, whose place is kept. */
	final boolean fixed;

	/**
	 * Whether a guest asked for it or for one above it, so that it gets no more than its
	 * parent has.
	 */
	final boolean fromGuest;

	/** Another one only where its parent's manifest says so. */
	volatile ActorSpec spec;

	final ActorId id;

	String name;

	/** The name, once it is taken so that no sibling may have it. */
	SiblingNames.@Nullable Taken takenName;

	String path;

	ActorStatus status = ActorStatus.STARTING;

	/**
	 * Counts what was begun with this child; a step of something older comes too late.
	 */
	private long operation;

	/** What loads it, as long as that is under way. */
	private @Nullable Runnable load;

	/** Also read by the lane of its own children. */
	volatile @Nullable ActorDefinition definition;

	/** Its state was given by whoever spawned it, not by its manifest. */
	boolean resumed;

	/** What is under way because its files may have changed. */
	@Nullable Reload reload;

	/** Whether its files have changed since, and could not be used. */
	volatile boolean outdated;

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

	/** Why one of its static children could not start, until its own start is undone. */
	@Nullable SupervisorException childProblem;

	boolean parked;

	/** The state that its first {@code init} got. */
	byte @Nullable [] firstState;

	/** Whether the next start uses the initial state whatever the manifest says. */
	boolean fromInitialState;

	/**
	 * Whether it gave up, so that it and its static children start from their initial
	 * state.
	 */
	boolean fresh;

	/** Whether it has been ready, so that another start is a restart. */
	boolean wasReady;

	/** Whether it is down because its parent is, which will start it again. */
	boolean paused;

	/** Whether its last start failed on its static children. */
	boolean failedOnChildren;

	/** What to do when {@code init} has returned. */
	@Nullable Runnable whenInitialised;

	/** What to do when the incarnation has ended; null if nobody expects it. */
	@Nullable Consumer<ExitReason> whenEnded;

	/** A normal end that came before its static children had started. */
	@Nullable ExitReason earlyEnd;

	RuntimeClock.@Nullable Timer timer;

	/** The restart that its backoff delays. */
	@Nullable Runnable delayed;

	/** When that will be, or the restart of its group. */
	@Nullable Instant backingOffUntil;

	/**
	 * What whoever asked for the first start works on; null if unknown, and afterwards.
	 */
	TurnInterceptor.@Nullable Context asker;

	/** The first start as the interceptor sees it; null for nobody, and afterwards. */
	@Nullable ObservedStart observed;

	/**
	 * Whether its parent cannot go on before it has started, and the wait graph says so.
	 */
	boolean awaited;

	/** The notice about it that the parent's guest has not handled yet. */
	@Nullable Notice notice;

	/** Who waits for the start or restart under way. */
	final StartReplies replies;

	/** Who waits for the end of the present incarnation, however it comes. */
	private final List<Runnable> stopped = new ArrayList<>();

	/**
	 * Whether all have been told that it is stopped, and it has not been started since.
	 */
	boolean toldStopped;

	/**
	 * Whether the parent's guest has not been told of what happened since the last start,
	 * because the child was about to be started again.
	 */
	boolean untold;

	/** Whether it has ended for good and only a notice to the parent keeps the row. */
	boolean ended;

	private final MemoryBudget memory;

	private final HeldBytes held;

	private volatile ChildView view;

	ChildRow(Supervisor parent, long place, boolean fixed, boolean fromGuest, ActorSpec spec, String name) {
		this.parent = parent;
		this.place = place;
		this.fixed = fixed;
		this.fromGuest = fromGuest;
		this.spec = spec;
		this.id = ActorId.random();
		this.replies = new StartReplies(this.id);
		this.name = name;
		this.path = parent.pathOf(name);
		// how many actors guests start is not for the application to say
		this.memory = parent.environment().actors().memory().account(!fromGuest);
		this.held = new HeldBytes(this.memory);
		this.view = snapshot();
	}

	/**
	 * Keeps the state of the first start, and counts it with all else that is kept for
	 * this child as long as it is here.
	 * @throws HandlerErrorException if there is no room for it
	 */
	void keep(byte @Nullable [] state) {
		long bytes = ACTOR + (long) PATH_CHARACTER * this.path.length()
				+ (long) MANIFEST_CHARACTER * this.spec.inlineManifest().map(String::length).orElse(0)
				+ ((state != null) ? state.length : 0);
		if (!this.held.replace(bytes)) {
			throw new HandlerErrorException(SupervisorException.Reason.LIMIT, "no memory is left for an actor of "
					+ bytes + " bytes, its initial state included: all guests together hold " + this.memory);
		}
		this.firstState = state;
	}

	/** It is in nobody's table any more. */
	void removed() {
		this.held.close();
		if (this.cell != null) {
			this.cell.removed();
		}
	}

	/** Its account of the heap that all guests share. */
	MemoryBudget memory() {
		return this.memory;
	}

	/** The row as it was published last. */
	public ChildView view() {
		return this.view;
	}

	/** The supervisor whose child this is. */
	public Supervisor parent() {
		return this.parent;
	}

	/** Whether any change of files may concern it, since something was wrong with one. */
	public boolean awaitsChange() {
		ChildView now = this.view;
		return this.outdated || now.definition().isEmpty() || now.status() == ActorStatus.FAILED;
	}

	/** Begins something new with this child: what was under way is superseded. */
	void enter(ActorStatus status) {
		this.operation++;
		this.status = status;
		this.paused = false;
		this.whenInitialised = null;
		this.whenEnded = null;
		this.earlyEnd = null;
		this.delayed = null;
		this.backingOffUntil = null;
		callOff();
		cancelTimer();
	}

	/** Has it loaded, unless something else begins before it is its turn. */
	void load(Runnable how) {
		this.load = how;
		this.parent.environment().loads().execute(how, this.fromGuest);
	}

	private void callOff() {
		Runnable begun = this.load;
		if (begun != null) {
			this.load = null;
			this.parent.environment().loads().cancel(begun);
		}
	}

	/** A number for what is under way now. */
	long operation() {
		return this.operation;
	}

	/** Whether what had this number is still under way. */
	boolean isUnderWay(long operation) {
		return this.operation == operation;
	}

	/**
	 * A step of what is under way now, which does nothing once that has been superseded.
	 */
	Runnable during(Runnable step) {
		long begun = this.operation;
		return () -> {
			if (this.operation == begun) {
				step.run();
			}
		};
	}

	/** A step of what is under way now that is told something. */
	<T extends @Nullable Object> Consumer<T> during(Consumer<T> step) {
		long begun = this.operation;
		return (value) -> {
			if (this.operation == begun) {
				step.accept(value);
			}
		};
	}

	/**
	 * Has a step run when the present incarnation has ended, however it comes to that.
	 */
	void onStopped(Runnable step) {
		this.stopped.add(step);
	}

	/** Takes back a step that waits for the end. */
	void notOnStopped(Runnable step) {
		this.stopped.remove(step);
	}

	/** Runs the steps that waited for the end. */
	void released() {
		List<Runnable> waiting = List.copyOf(this.stopped);
		this.stopped.clear();
		waiting.forEach(Runnable::run);
	}

	/** Shows the row as it is now. */
	void publish() {
		this.view = snapshot();
	}

	private ChildView snapshot() {
		return new ChildView(this.id, this.name, this.path, this.spec, this.status, this.parked, this.incarnation,
				this.restarts, this.startedAt, this.backingOffUntil, Optional.ofNullable(this.lastFailure),
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

	/** Tells how the first start ended, if anybody wants to know. */
	void endObservation(String outcome, @Nullable String failure) {
		ObservedStart start = this.observed;
		this.asker = null;
		this.observed = null;
		if (start != null) {
			start.end(outcome, failure);
		}
	}

	void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
	}

	SupervisorEvent.Subject subject() {
		return subject(this.incarnation);
	}

	SupervisorEvent.Subject subject(int incarnation) {
		return new SupervisorEvent.Subject(this.id, this.name, (this.cell != null) ? this.cell.actor() : this.name,
				this.path, this.parent.path(), incarnation);
	}

}
