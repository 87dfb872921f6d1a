package dev.theater.supervisor;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStore;
import dev.theater.actor.ExitReason;
import dev.theater.actor.GuestExport;
import dev.theater.actor.IncarnationListener;
import dev.theater.actor.Notice;
import dev.theater.actor.NoticeBoard;
import dev.theater.actor.StopMark;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventPayload;
import dev.theater.chain.StoredActor;
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

	private final Map<ActorId, ChildRow> byId = new ConcurrentHashMap<>();

	private final ConcurrentSkipListMap<Long, ChildRow> byPlace = new ConcurrentSkipListMap<>();

	private final Set<String> names = new HashSet<>();

	private final ForgottenIds forgotten = new ForgottenIds();

	private final NoticeBoard notices = new NoticeBoard(this::noticeHandled);

	private final ChildStarts starts = new ChildStarts(this);

	private final ChildStops stops = new ChildStops(this);

	private final ChildExits exits = new ChildExits(this);

	private long places;

	private boolean closed;

	/** Restarts of the recent past, of all children together (not of the root's). */
	RestartWindow window = RestartWindow.EMPTY;

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
	@SuppressWarnings("unchecked")
	public <R> CompletableFuture<R> submit(TheaterCommand<R> command) {
		CompletableFuture<?> answer = switch (command) {
			case TheaterCommand.Spawn spawn -> onLane((reply) -> this.starts.spawn(spawn, reply));
			case TheaterCommand.Resume resume -> onLane((reply) -> this.starts.resume(resume, reply));
			case TheaterCommand.RestartChild restart -> onLane((reply) -> this.exits.restart(restart, reply));
			case TheaterCommand.StopChild stop -> onLane((reply) -> this.stops.stop(stop, reply));
			case TheaterCommand.DeleteChild delete -> onLane((reply) -> this.stops.delete(delete, reply));
			case TheaterCommand.ListChildren list -> query(this::listChildren);
			case TheaterCommand.GetChildState state -> query(() -> state(state.child()));
			case TheaterCommand.GetChildEvents events -> query(() -> events(events.child()));
		};
		return (CompletableFuture<R>) answer;
	}

	private CompletableFuture<ActorId> onLane(Consumer<CompletableFuture<ActorId>> step) {
		CompletableFuture<ActorId> reply = new CompletableFuture<>();
		this.lane.execute(() -> {
			try {
				step.accept(reply);
			}
			catch (SupervisorException ex) {
				reply.completeExceptionally(ex);
			}
			catch (RuntimeException | Error ex) {
				reply.completeExceptionally(ex);
				throw ex;
			}
		});
		return reply;
	}

	private static <R> CompletableFuture<R> query(Supplier<R> query) {
		try {
			return CompletableFuture.completedFuture(query.get());
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private List<ActorId> listChildren() {
		return rows().stream().map(ChildRow::view).filter(ChildView::listed).map(ChildView::id).toList();
	}

	private Optional<byte[]> state(ActorId child) {
		ActorCell cell = requireChild(child).view().cell();
		return (cell != null) ? cell.store().copyOfState() : Optional.empty();
	}

	private List<ChainEvent> events(ActorId child) {
		ActorCell cell = requireChild(child).view().cell();
		return (cell != null) ? cell.store().stored().map(StoredActor::events).orElse(List.of()) : List.of();
	}

	/**
	 * The row of a direct child.
	 * @throws HandlerErrorException the same for every id that is not one
	 */
	ChildRow requireChild(ActorId id) {
		ChildRow row = this.byId.get(id);
		if (row == null) {
			throw notAChild(id);
		}
		return row;
	}

	static HandlerErrorException notAChild(ActorId id) {
		return new HandlerErrorException(SupervisorException.Reason.NOT_A_CHILD,
				id + " is not a child of this supervisor; list-children names those that are");
	}

	/** The direct child with an id, for waits; null if there is none. */
	public @Nullable ActorCell childCell(ActorId id) {
		ChildRow row = this.byId.get(id);
		return (row != null) ? row.view().cell() : null;
	}

	/** The published rows, in start order. */
	public List<ChildRow> rows() {
		return List.copyOf(this.byPlace.values());
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

	int depth() {
		int depth = 0;
		for (ChildRow row = this.owner; row != null; row = row.parent.owner) {
			depth++;
		}
		return depth;
	}

	/** How this supervisor treats its children. */
	SupervisionPolicy policy() {
		SupervisionPolicy defaults = this.environment.defaults();
		return (this.owner != null) ? this.owner.loaded().supervision().orElse(defaults) : defaults;
	}

	/** Whether the guest decides about failures of its children. */
	boolean guestDecides() {
		return this.owner != null && this.owner.loaded().supervision().isEmpty()
				&& this.owner.loaded().component().exports(GuestExport.HANDLE_CHILD_ERROR);
	}

	/** Runs a step later on this lane. */
	void later(Runnable step) {
		this.lane.execute(step);
	}

	ChildRow addRow(ActorSpec spec, boolean fixed) {
		String name = spec.name().or(spec::manifestName).orElse("inline");
		ChildRow row = new ChildRow(this, this.places++, fixed, spec, ActorId.random(), name);
		this.byId.put(row.id, row);
		this.byPlace.put(row.place, row);
		this.environment.index().put(row.id, row);
		return row;
	}

	/** Forgets a row, and with it all there is of the actor. */
	void removeRow(ChildRow row) {
		if (this.byId.remove(row.id) == null) {
			return;
		}
		this.byPlace.remove(row.place);
		this.environment.index().remove(row.id);
		this.environment.actors().registry().remove(row.id);
		this.names.remove(row.name);
		this.notices.withdraw(row.id);
		this.forgotten.add(row.id);
		if (row.supervisor != null) {
			Supervisor children = row.supervisor;
			children.later(children::disposeRows);
		}
		if (row.cell != null && !this.environment.store().blocking()) {
			row.cell.store().forget();
		}
	}

	private void disposeRows() {
		rows().forEach(this::removeRow);
	}

	boolean isForgotten(ActorId id) {
		return this.forgotten.contains(id);
	}

	int childCount() {
		return this.byId.size();
	}

	/** Takes a name for a child: a given one as it is, another with a number if it is taken. */
	String takeName(String wanted, boolean given) {
		String name = wanted;
		for (int i = 2; !this.names.add(name); i++) {
			if (given) {
				throw new HandlerErrorException(SupervisorException.Reason.LOAD,
						"the name '" + wanted + "' is taken by another child; names are unique among siblings");
			}
			name = wanted + "-" + i;
		}
		return name;
	}

	boolean isClosed() {
		return this.closed || this.stopMark.isSet();
	}

	/** Starts no more children until {@link #reopen()}. */
	void close() {
		this.closed = true;
	}

	/** The owner has a new incarnation. */
	void reopen() {
		this.closed = false;
		this.notices.clear();
		this.window = RestartWindow.EMPTY;
	}

	/** What incarnations of children tell comes back as a step on the lane. */
	IncarnationListener listener() {
		return new IncarnationListener() {
			@Override
			public void initialised(ActorId id, int incarnation) {
				later(() -> Supervisor.this.starts.initialised(id, incarnation));
			}

			@Override
			public void ended(ActorId id, int incarnation, ExitReason reason) {
				later(() -> Supervisor.this.exits.ended(id, incarnation, reason));
			}
		};
	}

	@Nullable ChildRow row(ActorId id) {
		return this.byId.get(id);
	}

	private void noticeHandled(Notice notice) {
		later(() -> this.exits.noticeHandled(notice));
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

	void tell(SupervisorEvent event) {
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
	 * @param park whether it is parked if it cannot start; otherwise nothing remains of it
	 */
	public CompletableFuture<ActorId> startFixed(ActorSpec spec, boolean park) {
		return onLane((reply) -> this.starts.startRoot(spec, park, reply));
	}

}
