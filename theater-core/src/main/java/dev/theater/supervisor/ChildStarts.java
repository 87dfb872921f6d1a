package dev.theater.supervisor;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.theater.actor.ActorBounds;
import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.ActorError;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ActorStore;
import dev.theater.actor.Counters;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.actor.GuestLog;
import dev.theater.actor.StopMark;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventPayload;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a first start: load, then what {@link Launches} does, ready. One that
 * fails is undone, and nothing remains of it.
 */
final class ChildStarts {

	private final Supervisor supervisor;

	ChildStarts(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	/** What a first start does when it cannot go on. */
	private interface OnFailure extends BiConsumer<ChildRow, SupervisorException> {

	}

	/**
	 * What a new child is, if nothing has to be loaded for it; on the thread of whoever
	 * asks, since it looks at files. An interceptor, which is told of spawns, is code of
	 * users and not for a lane.
	 */
	@Nullable ActorDefinition ready(ActorSpec spec, boolean fromGuest) {
		SupervisionEnvironment environment = this.supervisor.environment();
		return (environment.actors().interceptor() == null) ? environment.definitions().ready(spec, limitOf(fromGuest))
				: null;
	}

	/**
	 * @param ready what the child is, if that is known
	 * @param asker what whoever asks works on, if anybody wants to know
	 */
	void spawn(TheaterCommand.Spawn command, @Nullable ActorDefinition ready, TurnInterceptor.@Nullable Context asker,
			CompletableFuture<ActorId> reply) {
		dynamic(command.spec(), command.fromGuest(), ready, asker, InitialState.OF_SPEC, reply);
	}

	/**
	 * @param ready what the child is, if that is known
	 * @param asker what whoever asks works on, if anybody wants to know
	 */
	void resume(TheaterCommand.Resume command, @Nullable ActorDefinition ready, TurnInterceptor.@Nullable Context asker,
			CompletableFuture<ActorId> reply) {
		dynamic(command.spec(), command.fromGuest(), ready, asker, new InitialState(true, command.state()), reply);
	}

	/**
	 * A guest that has waited too long was told that there is no child, so there is to be
	 * none: it has cancelled the reply.
	 */
	private void dynamic(ActorSpec spec, boolean fromGuest, @Nullable ActorDefinition ready,
			TurnInterceptor.@Nullable Context asker, InitialState initial, CompletableFuture<ActorId> reply) {
		if (reply.isCancelled()) {
			return;
		}
		ChildRow row = add(spec, false, fromGuest);
		reply.whenComplete((id, failure) -> {
			if (reply.isCancelled()) {
				this.supervisor.later(() -> giveUp(row));
			}
		});
		row.asker = asker;
		first(row, ready, initial, reply, this::undo);
	}

	private void giveUp(ChildRow row) {
		if (this.supervisor.row(row.id) == row && !row.ended) {
			this.supervisor.groups().leave(row);
			this.supervisor.stops().begin(row, new ExitReason.Stopped(ExitReason.StoppedBy.PARENT));
		}
	}

	void startRoot(ActorSpec spec, boolean park, CompletableFuture<ActorId> reply) {
		first(add(spec, true, false), null, InitialState.OF_SPEC, reply, park ? this::parkUnstarted : this::undo);
	}

	private void parkUnstarted(ChildRow row, SupervisorException why) {
		row.endObservation("error", why.getMessage());
		couldNotLoad(row, why);
		this.supervisor.exits().park(row, why);
	}

	/** Notes why a child could not start. */
	void couldNotLoad(ChildRow row, SupervisorException why) {
		row.lastFailure = new ChildView.Failure(
				new ExitReason.Failed(FailureCause.ERROR, "start", String.valueOf(why.getMessage())),
				this.supervisor.now());
	}

	private ChildRow add(ActorSpec spec, boolean fixed, boolean fromGuest) {
		requireRoom();
		return this.supervisor.addRow(spec, fixed, fromGuest);
	}

	private void first(ChildRow row, @Nullable ActorDefinition ready, InitialState initial,
			CompletableFuture<ActorId> reply, OnFailure onFailure) {
		row.replies.add(reply);
		if (ready != null) {
			loaded(row, ready, initial, onFailure);
		}
		else {
			load(row, initial, onFailure);
		}
	}

	private void requireRoom() {
		SupervisionEnvironment environment = this.supervisor.environment();
		if (this.supervisor.isClosed()) {
			throw new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending and starts no children");
		}
		ChildRow owner = this.supervisor.owner();
		int children = this.supervisor.table().size();
		if (owner != null && children >= owner.loaded().limits().maxChildren()) {
			throw new HandlerErrorException(Reason.LIMIT,
					"this supervisor has " + children + " children, as many as max_children allows");
		}
		if (depth(owner) >= environment.bounds().maxDepth()) {
			throw new HandlerErrorException(Reason.LIMIT, "the tree is " + environment.bounds().maxDepth()
					+ " actors deep here, as deep as theater.limits.max-depth allows");
		}
	}

	/** How many actors are above one whose parent this is. */
	static int depth(@Nullable ChildRow parent) {
		int depth = 0;
		for (ChildRow row = parent; row != null; row = row.parent.owner()) {
			depth++;
		}
		return depth;
	}

	// ---- loading

	private void load(ChildRow row, InitialState initial, OnFailure onFailure) {
		ActorDefinition limit = limitOf(row.fromGuest);
		TurnInterceptor.Context asker = row.asker;
		long operation = row.operation();
		Consumer<SupervisorException> failed = row.during((why) -> onFailure.accept(row, why));
		row.load(() -> definition(row.spec, limit).thenAccept((definition) -> {
			ObservedStart observed = ObservedStart.begin(row, asker, definition.actor());
			this.supervisor.later(() -> {
				if (row.isUnderWay(operation)) {
					row.observed = observed;
					loaded(row, definition, initial, onFailure);
				}
				else if (observed != null) {
					observed.end("error", "it was stopped while it was loaded");
				}
			});
		}).whenComplete((done, failure) -> {
			if (failure != null) {
				SupervisorException why = problem(row.spec, failure);
				this.supervisor.later(() -> failed.accept(why));
			}
		}));
	}

	CompletableFuture<ActorDefinition> definition(ActorSpec spec, @Nullable ActorDefinition limit) {
		try {
			return this.supervisor.environment().definitions().load(spec, limit);
		}
		catch (RuntimeException | Error ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	static SupervisorException problem(ActorSpec spec, Throwable failure) {
		Throwable cause = (failure instanceof CompletionException && failure.getCause() != null) ? failure.getCause()
				: failure;
		return (cause instanceof SupervisorException known) ? known
				: new HandlerErrorException(Reason.LOAD, "could not load " + spec + ": " + cause, cause);
	}

	/** What a guest that starts a child may give it at most. */
	@Nullable ActorDefinition limitOf(boolean fromGuest) {
		ChildRow owner = this.supervisor.owner();
		return (fromGuest && owner != null) ? owner.loaded() : null;
	}

	private void loaded(ChildRow row, ActorDefinition definition, InitialState initial, OnFailure onFailure) {
		try {
			// before there is an actor: one that is parked for it is loaded again
			row.keep(initial.of(row.spec, definition));
			row.resumed = initial.given();
			this.supervisor.table().name(row, row.spec.name().orElse(definition.name()), row.spec.name().isPresent());
		}
		catch (SupervisorException ex) {
			onFailure.accept(row, ex);
			return;
		}
		row.path = this.supervisor.pathOf(row.name);
		row.definition = definition;
		ActorCell cell = cell(row, definition);
		row.cell = cell;
		row.supervisor = Supervisor.of(this.supervisor.environment(), row, cell);
		this.supervisor.environment().actors().registry().add(cell);
		Supervisor.record(row,
				EventPayload.named("Spawned")
					.with("manifest", definition.manifest())
					.with("component", definition.component().hash())
					.with("path", row.path),
				"spawned");
		launchFirst(row, onFailure);
	}

	private ActorCell cell(ChildRow row, ActorDefinition definition) {
		SupervisionEnvironment environment = this.supervisor.environment();
		ActorEnvironment actors = environment.actors();
		ActorStore store = new ActorStore(row.id, environment.store(), environment.commits(), actors.clock(),
				actors.counters(), row.memory(), definition.limits().events());
		return new ActorCell(row.id, row.name, definition.actor(), row.path, new StopMark(this.supervisor.stopMark()),
				store, actors, bounds(definition.limits()), lender(row));
	}

	/** What a child gives to shutdown is a message to its parent. */
	ActorBounds bounds(ActorLimits limits) {
		ChildRow owner = this.supervisor.owner();
		long maxResult = (owner != null) ? owner.loaded().limits().maxMessage() : limits.maxMessage();
		return new ActorBounds(limits.maxMessage(), limits.mailbox(), limits.maxChannels(), maxResult, limits.events(),
				limits.log());
	}

	/** The lines of what a guest starts come off its own first. */
	private @Nullable GuestLog lender(ChildRow row) {
		ChildRow owner = this.supervisor.owner();
		return (row.fromGuest && owner != null) ? owner.actor().log() : null;
	}

	// ---- the first start

	private void launchFirst(ChildRow row, OnFailure onFailure) {
		Launches launches = this.supervisor.launches();
		launches.beginWait(row);
		launches.launch(row, row.firstState, new Launches.Attempt(() -> ready(row), (reason) -> {
			row.endObservation((reason instanceof ExitReason.Failed failed) ? failed.cause().tag() : "error",
					reason.describe());
			onFailure.accept(row, Launches.refusal(row, reason));
		}));
	}

	static SupervisorException refusal(ExitReason reason) {
		if (reason instanceof ExitReason.Stopped) {
			return new HandlerErrorException(Reason.STOPPING, "the child was stopped while it started");
		}
		boolean late = reason instanceof ExitReason.Failed failed && failed.cause() == FailureCause.TIMEOUT;
		return new ActorErrorException(late ? Reason.TIMEOUT : Reason.INIT_FAILED, ActorError.of(reason));
	}

	/** An actor is ready for the first time. */
	void ready(ChildRow row) {
		this.supervisor.launches().becomeReady(row);
		row.endObservation("ok", null);
		Counters counters = this.supervisor.environment().actors().counters();
		String actor = row.actor().actor();
		counters.register("theater.actors.restarts", "actor", actor, "strategy", this.supervisor.strategy().label());
		for (FailureCause cause : FailureCause.values()) {
			counters.register("theater.actors.failures", "actor", actor, "cause", cause.tag());
		}
		counters.increment("theater.actors.spawned", "actor", actor);
		this.supervisor.tell(new SupervisorEvent.Spawned(row.subject(), this.supervisor.now()));
		row.replies.answer();
		row.actor().open();
		this.supervisor.restarts().reloads().goOn(row);
	}

	/** Undoes a first start that failed: nothing remains of the child. */
	private void undo(ChildRow row, SupervisorException why) {
		row.enter(ActorStatus.STOPPING);
		row.endObservation("error", why.getMessage());
		this.supervisor.launches().endWait(row);
		if (row.cell != null) {
			row.cell.closeMailbox("could not start", "stopped");
			row.cell.gone(new ExitReason.Unknown());
		}
		this.supervisor.removeRow(row);
		row.replies.refuse(why);
	}

	/** Loads and starts a parked child that could never be loaded. */
	void loadAgain(ChildRow row) {
		row.enter(ActorStatus.STARTING);
		row.publish();
		load(row, InitialState.OF_SPEC, this::parkUnstarted);
	}

	// ---- static children, on the lane of their own supervisor

	/**
	 * Starts static children one after the other; tells null, or the first problem.
	 * @param incarnation of the parent; the rest is left to a later one, if there is
	 */
	void startFixed(List<ActorSpec> specs, boolean fresh, int incarnation,
			Consumer<@Nullable SupervisorException> then) {
		if (this.supervisor.isClosed() || this.supervisor.incarnation() != incarnation) {
			then.accept(new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending"));
			return;
		}
		if (specs.isEmpty()) {
			then.accept(null);
			return;
		}
		Consumer<@Nullable SupervisorException> next = (problem) -> {
			if (problem != null) {
				then.accept(problem);
			}
			else {
				startFixed(specs.subList(1, specs.size()), fresh, incarnation, then);
			}
		};
		CompletableFuture<ActorId> reply = new CompletableFuture<>();
		reply.whenComplete((id, failure) -> this.supervisor.later(() -> next.accept(problem(failure))));
		this.supervisor.groups().behind(() -> startFixed(specs.getFirst(), fresh, reply));
	}

	private void startFixed(ActorSpec spec, boolean fresh, CompletableFuture<ActorId> reply) {
		try {
			ChildRow known = this.supervisor.table().fixed(spec);
			if (known != null) {
				this.supervisor.restarts().startWithParent(known, fresh, reply);
			}
			else {
				ChildRow owner = this.supervisor.owner();
				ChildRow row = add(spec, true, owner != null && owner.fromGuest);
				row.asker = (owner != null) ? owner.asker : null;
				first(row, null, InitialState.OF_SPEC, reply, this::undo);
			}
		}
		catch (SupervisorException ex) {
			reply.completeExceptionally(ex);
		}
	}

	/**
	 * Why the parent's start fails; null if it goes on, even without a child that an
	 * operator has stopped.
	 */
	private @Nullable SupervisorException problem(@Nullable Throwable failure) {
		if (failure == null) {
			return null;
		}
		SupervisorException problem = (failure instanceof SupervisorException known) ? known
				: new HandlerErrorException(Reason.LOAD, String.valueOf(failure), failure);
		return (problem.reason() == Reason.STOPPING && !this.supervisor.isClosed()) ? null : problem;
	}

}
