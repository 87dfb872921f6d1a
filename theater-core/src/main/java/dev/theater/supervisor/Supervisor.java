package dev.theater.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStore;
import dev.theater.actor.Counters;
import dev.theater.actor.ExitReason;
import dev.theater.actor.GuestExport;
import dev.theater.actor.NoticeBoard;
import dev.theater.actor.RuntimeClock;
import dev.theater.actor.StopMark;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventPayload;
import org.jspecify.annotations.Nullable;

/**
 * An actor as a supervisor, or the root: its child table, and the lane on which it acts.
 *
 * <p>
 * How it works: every change is a short step on the lane. What takes time (loading, a
 * guest's {@code init}, the end of a call, the stop of a subtree) comes back as a further
 * step; in the meantime the row says what is going on. {@link ChildStarts},
 * {@link ChildStops} and {@link ChildExits} hold the steps; each row is published at the
 * end of the step that changed it, and queries read only what is published.
 */
public final class Supervisor {

	private final SupervisionEnvironment environment;

	private final @Nullable ChildRow owner;

	private final ActorStore journal;

	private final StopMark stopMark;

	private final Lane lane;

	private final ChildTable table = new ChildTable();

	private final ChildQueries queries = new ChildQueries(this.table);

	private final NoticeBoard notices = new NoticeBoard((notice) -> later(() -> this.ends.noticeHandled(notice)),
			(notice) -> later(() -> this.ends.noticeUnhandled(notice)));

	private final ChildStarts starts = new ChildStarts(this);

	private final ChildStops stops = new ChildStops(this);

	private final Launches launches = new Launches(this);

	private final ChildExits exits = new ChildExits(this);

	private final ChildRestarts restarts = new ChildRestarts(this);

	private final ChildEnds ends = new ChildEnds(this);

	private final GroupRestarts groups = new GroupRestarts(this);

	private boolean closed;

	/** The incarnation of the owner whose children these are. */
	private int incarnation;

	/** Restarts of the recent past, of all children together (not of the root's). */
	RestartWindow window = RestartWindow.EMPTY;

	/** Whether the present incarnation of the owner ends because it has given up. */
	boolean givingUp;

	private Supervisor(SupervisionEnvironment environment, @Nullable ChildRow owner, ActorStore journal,
			StopMark stopMark) {
		this.environment = environment;
		this.owner = owner;
		this.journal = journal;
		this.stopMark = stopMark;
		this.lane = new Lane(environment.lanes());
	}

	/** The supervisor above all others, which is no actor but has a chain. */
	public static Supervisor root(SupervisionEnvironment environment, ActorStore journal) {
		return new Supervisor(environment, null, journal, new StopMark(null));
	}

	static Supervisor of(SupervisionEnvironment environment, ChildRow owner, ActorCell cell) {
		return new Supervisor(environment, owner, cell.store(), cell.stopMark());
	}

	// ---- commands

	/**
	 * Carries out a command. The future completes on the lane; who continues it must only
	 * hand on. Fails with {@link SupervisorException}s.
	 */
	public <R> CompletableFuture<R> submit(TheaterCommand<R> command) {
		return submit(command, () -> true);
	}

	/**
	 * Carries out a command like {@link #submit(TheaterCommand)}, for a guest.
	 * @param alive whether the incarnation that asks still counts. Its thread may have
	 * been held up on the way here until it was given up, and the children are another
	 * incarnation's by now.
	 */
	@SuppressWarnings("unchecked")
	public <R> CompletableFuture<R> submit(TheaterCommand<R> command, BooleanSupplier alive) {
		TurnInterceptor.Context asker = ObservedStart.asker(this.environment.actors());
		CompletableFuture<?> answer = switch (command) {
			case TheaterCommand.Spawn spawn -> {
				ActorDefinition ready = this.starts.ready(spawn.spec(), spawn.fromGuest());
				yield behindGroup(alive, (reply) -> this.starts.spawn(spawn, ready, asker, reply));
			}
			case TheaterCommand.Resume resume -> {
				ActorDefinition ready = this.starts.ready(resume.spec(), resume.fromGuest());
				yield behindGroup(alive, (reply) -> this.starts.resume(resume, ready, asker, reply));
			}
			case TheaterCommand.RestartChild restart -> onLane(alive, (reply) -> this.restarts.byHand(restart, reply));
			case TheaterCommand.ReloadChild reload -> onLane(alive, (reply) -> this.restarts.reload(reload, reply));
			case TheaterCommand.StopChild stop -> onLane(alive, (reply) -> this.stops.stop(stop, reply));
			case TheaterCommand.DeleteChild delete -> onLane(alive, (reply) -> this.stops.delete(delete, reply));
			case TheaterCommand.ListChildren list -> this.queries.list();
			case TheaterCommand.GetChildState state -> this.queries.state(state.child());
			case TheaterCommand.GetChildEvents events -> this.queries.events(events.child());
		};
		return (CompletableFuture<R>) answer;
	}

	private CompletableFuture<ActorId> onLane(BooleanSupplier alive, LaneStep step) {
		CompletableFuture<ActorId> reply = new CompletableFuture<>();
		this.lane.execute(() -> step.answer(alive, reply));
		return reply;
	}

	private CompletableFuture<ActorId> behindGroup(BooleanSupplier alive, LaneStep step) {
		return onLane(alive, (reply) -> this.groups.behind(() -> step.answer(reply)));
	}

	/** The direct child with an id, for waits; null if there is none. */
	public @Nullable ActorCell childCell(ActorId id) {
		ChildRow row = this.table.get(id);
		return (row != null) ? row.view().cell() : null;
	}

	/** The published rows, in start order. */
	public List<ChildRow> rows() {
		return this.table.rows();
	}

	// ---- the table, for steps on the lane

	SupervisionEnvironment environment() {
		return this.environment;
	}

	@Nullable ChildRow owner() {
		return this.owner;
	}

	/** The supervising actor; null for the root. */
	@Nullable ActorCell ownerCell() {
		return (this.owner != null) ? this.owner.cell : null;
	}

	ChildTable table() {
		return this.table;
	}

	boolean isRoot() {
		return this.owner == null;
	}

	StopMark stopMark() {
		return this.stopMark;
	}

	NoticeBoard notices() {
		return this.notices;
	}

	ChildStarts starts() {
		return this.starts;
	}

	ChildStops stops() {
		return this.stops;
	}

	ChildExits exits() {
		return this.exits;
	}

	ChildRestarts restarts() {
		return this.restarts;
	}

	ChildEnds ends() {
		return this.ends;
	}

	GroupRestarts groups() {
		return this.groups;
	}

	Launches launches() {
		return this.launches;
	}

	RuntimeClock clock() {
		return this.environment.actors().clock();
	}

	Instant now() {
		return clock().now();
	}

	Counters counters() {
		return this.environment.actors().counters();
	}

	/** The supervisor's own chain. */
	public ActorStore journal() {
		return this.journal;
	}

	String path() {
		return (this.owner != null) ? this.owner.path : "";
	}

	String pathOf(String name) {
		return (this.owner != null) ? this.owner.path + "/" + name : name;
	}

	/** How this supervisor treats its children. */
	SupervisionPolicy policy() {
		return (this.owner != null) ? this.owner.loaded().supervision() : this.environment.defaults();
	}

	/** Which children are restarted with one that failed; the root's never are. */
	RestartStrategy strategy() {
		return isRoot() ? RestartStrategy.ONE_FOR_ONE : policy().strategy();
	}

	/** Whether the guest decides about failures of its children. */
	boolean guestDecides() {
		return this.owner != null && !this.owner.loaded().supervises()
				&& this.owner.loaded().component().exports(GuestExport.HANDLE_CHILD_ERROR);
	}

	/** Runs a step later on this lane. */
	void later(Runnable step) {
		this.lane.execute(step);
	}

	/**
	 * Adds a row for a new child.
	 * @throws HandlerErrorException if there are as many actors as may be
	 */
	ChildRow addRow(ActorSpec spec, boolean fixed, boolean fromGuest) {
		String name = spec.name().or(spec::manifestName).orElse("inline");
		ChildRow row = new ChildRow(this, this.table.nextPlace(), fixed, fromGuest, spec, name);
		Map<ActorId, ChildRow> index = this.environment.index();
		synchronized (index) {
			if (index.size() >= this.environment.bounds().maxActors()) {
				throw new HandlerErrorException(SupervisorException.Reason.LIMIT,
						"there are " + this.environment.bounds().maxActors()
								+ " actors, as many as theater.limits.max-actors allows");
			}
			index.put(row.id, row);
		}
		this.table.add(row);
		return row;
	}

	/** Forgets a row, and with it all there is of the actor. */
	void removeRow(ChildRow row) {
		if (!this.table.remove(row)) {
			return;
		}
		this.environment.index().remove(row.id);
		this.environment.actors().registry().remove(row.id);
		withdrawNotice(row);
		ChildReloads.cancel(row);
		row.removed();
		if (row.supervisor != null) {
			Supervisor children = row.supervisor;
			children.later(children::forgetChildren);
		}
		if (row.cell != null && !this.environment.store().blocking()) {
			row.cell.store().forget();
		}
	}

	/** Takes back what the guest has not been told about a child. */
	void withdrawNotice(ChildRow row) {
		row.untold |= this.notices.withdraw(row.id);
		row.notice = null;
	}

	private void forgetChildren() {
		rows().forEach(this::removeRow);
	}

	boolean isClosed() {
		return this.closed || this.stopMark.isSet();
	}

	/** Starts no more children until {@link #reopen}. */
	void close() {
		this.closed = true;
	}

	/**
	 * The owner has a new incarnation.
	 * @param fresh whether children start from their initial state, whoever starts them
	 */
	void reopen(int incarnation, boolean fresh) {
		this.closed = false;
		this.givingUp = false;
		this.incarnation = incarnation;
		this.notices.clear();
		this.window = RestartWindow.EMPTY;
		rows().forEach((row) -> {
			row.consecutive = 0;
			row.notice = null;
			row.fresh |= fresh;
		});
	}

	/** The incarnation of the owner whose children these are. */
	int incarnation() {
		return this.incarnation;
	}

	/**
	 * Stops the children of a child, then goes on here, unless what is under way with the
	 * child has been superseded by then.
	 * @param keep whether static ones keep their place and state, since the child comes
	 * back
	 */
	void stopChildrenOf(ChildRow row, boolean keep, Runnable then) {
		Runnable step = row.during(then);
		Supervisor children = row.children();
		children.later(() -> children.stops.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE), keep,
				() -> later(step)));
	}

	@Nullable ChildRow row(ActorId id) {
		return this.table.get(id);
	}

	/** Commits what was noted on a child's chain, then goes on. */
	void settle(ActorCell cell, Runnable then) {
		CompletableFuture<Void> commit = cell.store().commit();
		if (commit.isDone()) {
			then.run();
		}
		else {
			commit.whenComplete((done, failure) -> later(then));
		}
	}

	/** Notes a step in a child's life on the supervisor's chain and tells listeners. */
	void tell(SupervisorEvent event) {
		StepNotes.note(this.journal, event);
		this.environment.events().accept(event);
	}

	/** Notes an event about a child on its chain. */
	static void record(ChildRow row, EventPayload payload, String what) {
		if (row.cell != null) {
			row.cell.store().record("theater:runtime/" + what, payload);
		}
	}

	/** Stops all children of the root, and answers when they are gone. */
	public CompletableFuture<Void> shutDown() {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.stopMark.set();
		later(() -> this.stops.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.RUNTIME), false,
				() -> done.complete(null)));
		return done;
	}

	/**
	 * Starts a child of the root whose place is kept.
	 * @param park whether it is parked if it cannot start; otherwise nothing remains of
	 * it
	 */
	public CompletableFuture<ActorId> startFixed(ActorSpec spec, boolean park) {
		return onLane(() -> true, (reply) -> this.starts.startRoot(spec, park, reply));
	}

}
