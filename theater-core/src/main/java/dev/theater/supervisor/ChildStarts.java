package dev.theater.supervisor;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.ActorError;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ActorStore;
import dev.theater.actor.Counters;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.actor.StartPlan;
import dev.theater.actor.StopMark;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventPayload;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The steps that start a child: load, instantiate and {@code init}, static children one
 * after the other, ready. A first start that fails is undone.
 */
final class ChildStarts {

	private final Supervisor supervisor;

	ChildStarts(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	/** What a first start does when it cannot go on. */
	private interface OnFailure extends BiConsumer<ChildRow, SupervisorException> {

	}

	/** The state that a first {@code init} gets. */
	@SuppressWarnings("ArrayRecordComponent")
	private record InitialState(boolean given, byte @Nullable [] bytes) {

		private static final InitialState OF_SPEC = new InitialState(false, null);

		byte @Nullable [] of(ChildRow row) {
			return this.given ? this.bytes : row.spec.init().orElse(row.loaded().initialState());
		}
	}

	void spawn(TheaterCommand.Spawn command, CompletableFuture<ActorId> reply) {
		first(command.spec(), false, command.fromGuest(), InitialState.OF_SPEC, reply, this::undo);
	}

	void resume(TheaterCommand.Resume command, CompletableFuture<ActorId> reply) {
		first(command.spec(), false, command.fromGuest(), new InitialState(true, command.state()), reply, this::undo);
	}

	void startRoot(ActorSpec spec, boolean park, CompletableFuture<ActorId> reply) {
		first(spec, true, false, InitialState.OF_SPEC, reply, park ? this::parkUnstarted : this::undo);
	}

	private void parkUnstarted(ChildRow row, SupervisorException why) {
		row.refuse(why);
		row.lastFailure = new ChildView.Failure(
					new ExitReason.Failed(FailureCause.ERROR, "start", String.valueOf(why.getMessage())), now());
		this.supervisor.exits().park(row);
	}

	private Instant now() {
		return this.supervisor.environment().actors().clock().now();
	}

	private void first(ActorSpec spec, boolean fixed, boolean fromGuest, InitialState initial,
			CompletableFuture<ActorId> reply, OnFailure onFailure) {
		requireRoom();
		ChildRow row = this.supervisor.addRow(spec, fixed);
		row.reply(reply);
		row.publish();
		load(row, fromGuest, (around) -> launchFirst(row, initial, around, onFailure), onFailure);
	}

	private void requireRoom() {
		SupervisionEnvironment environment = this.supervisor.environment();
		if (this.supervisor.isClosed()) {
			throw new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending and starts no children");
		}
		ChildRow owner = this.supervisor.owner();
		if (owner != null && this.supervisor.childCount() >= owner.loaded().limits().maxChildren()) {
			throw new HandlerErrorException(Reason.LIMIT,
					"this supervisor has " + this.supervisor.childCount() + " children, as many as max_children allows");
		}
		if (this.supervisor.depth() >= environment.bounds().maxDepth()) {
			throw new HandlerErrorException(Reason.LIMIT, "the tree is " + environment.bounds().maxDepth()
					+ " actors deep here, as deep as theater.limits.max-depth allows");
		}
		if (environment.index().size() >= environment.bounds().maxActors()) {
			throw new HandlerErrorException(Reason.LIMIT, "there are " + environment.bounds().maxActors()
					+ " actors, as many as theater.limits.max-actors allows");
		}
	}

	// ---- loading

	private void load(ChildRow row, boolean fromGuest, Consumer<TurnInterceptor.@Nullable Around> then,
			OnFailure onFailure) {
		ChildRow owner = this.supervisor.owner();
		ActorDefinition limit = (fromGuest && owner != null) ? owner.loaded() : null;
		this.supervisor.environment().loads().execute(() -> {
			try {
				ActorDefinition definition = this.supervisor.environment().definitions().load(row.spec, limit);
				TurnInterceptor.Around around = observe(row, definition);
				this.supervisor.later(() -> loaded(row, definition, () -> then.accept(around), onFailure));
			}
			catch (SupervisorException ex) {
				this.supervisor.later(() -> notLoaded(row, ex, onFailure));
			}
			catch (RuntimeException | Error ex) {
				this.supervisor.later(() -> notLoaded(row,
						new HandlerErrorException(Reason.LOAD, "could not load " + row.spec + ": " + ex, ex), onFailure));
			}
		});
	}

	private TurnInterceptor.@Nullable Around observe(ChildRow row, ActorDefinition definition) {
		TurnInterceptor interceptor = this.supervisor.environment().actors().interceptor();
		return (interceptor != null) ? interceptor.begin(new TurnInterceptor.Operation(TurnInterceptor.Kind.SPAWN,
				definition.actor(), row.id, row.path, "", "spawn")) : null;
	}

	private void notLoaded(ChildRow row, SupervisorException why, OnFailure onFailure) {
		if (isStarting(row)) {
			onFailure.accept(row, why);
		}
	}

	private boolean isStarting(ChildRow row) {
		return this.supervisor.row(row.id) == row && row.status == ActorStatus.STARTING;
	}

	private void loaded(ChildRow row, ActorDefinition definition, Runnable then, OnFailure onFailure) {
		if (!isStarting(row)) {
			return;
		}
		try {
			row.name = this.supervisor.takeName(row.spec.name().orElse(definition.name()),
					row.spec.name().isPresent());
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
		row.publish();
		then.run();
	}

	private ActorCell cell(ChildRow row, ActorDefinition definition) {
		SupervisionEnvironment environment = this.supervisor.environment();
		ActorEnvironment actors = environment.actors();
		ActorStore store = new ActorStore(row.id, environment.store(), environment.commits(), actors.clock(),
				actors.counters());
		return new ActorCell(row.id, row.name, definition.actor(), row.path, new StopMark(this.supervisor.stopMark()),
				store, actors, definition.limits().maxMessage(), definition.limits().mailbox());
	}

	// ---- the first start

	private void launchFirst(ChildRow row, InitialState initial, TurnInterceptor.@Nullable Around around,
			OnFailure onFailure) {
		row.firstState = initial.of(row);
		ActorCell owner = this.supervisor.ownerCell();
		if (owner != null) {
			owner.environment().waits().beginForStart(owner, row.actor());
		}
		launch(row, row.firstState, () -> {
			endWait(row);
			end(around, "ok", null);
			ready(row);
		}, (reason) -> {
			endWait(row);
			end(around, (reason instanceof ExitReason.Failed failed) ? failed.cause().tag() : "error",
					reason.describe());
			onFailure.accept(row, refusal(reason));
		});
	}

	private void endWait(ChildRow row) {
		ActorCell owner = this.supervisor.ownerCell();
		if (owner != null) {
			owner.environment().waits().end(owner, row.actor());
		}
	}

	private void end(TurnInterceptor.@Nullable Around around, String outcome, @Nullable String failure) {
		if (around != null) {
			this.supervisor.environment().actors().callbacks().execute(() -> around.end(outcome, failure));
		}
	}

	static SupervisorException refusal(ExitReason reason) {
		if (reason instanceof ExitReason.Stopped) {
			return new HandlerErrorException(Reason.STOPPING, "the child was stopped while it started");
		}
		boolean late = reason instanceof ExitReason.Failed failed && failed.cause() == FailureCause.TIMEOUT;
		return new ActorErrorException(late ? Reason.TIMEOUT : Reason.INIT_FAILED, ActorError.of(reason));
	}

	private void ready(ChildRow row) {
		this.supervisor.settle(row.actor(), () -> {
			if (!isStarting(row)) {
				return;
			}
			becomeReady(row);
			Counters counters = this.supervisor.environment().actors().counters();
			String actor = row.actor().actor();
			counters.register("theater.actors.restarts", "actor", actor, "strategy",
					this.supervisor.policy().strategy().label());
			for (FailureCause cause : FailureCause.values()) {
				counters.register("theater.actors.failures", "actor", actor, "cause", cause.tag());
			}
			counters.increment("theater.actors.spawned", "actor", actor);
			this.supervisor.tell(new SupervisorEvent.Spawned(row.subject(), now()));
			row.answer();
			row.actor().open();
		});
	}

	/** The present incarnation is ready: shows it. */
	void becomeReady(ChildRow row) {
		row.status = ActorStatus.RUNNING;
		row.wasReady = true;
		row.readyAt = this.supervisor.environment().actors().clock().nanoTime();
		row.startedAt = now();
		row.publish();
	}

	/** Undoes a first start that failed: nothing remains of the child. */
	private void undo(ChildRow row, SupervisorException why) {
		row.status = ActorStatus.STOPPING;
		if (row.cell != null) {
			row.cell.closeMailbox("could not start", "stopped");
			row.cell.gone(new ExitReason.Unknown());
		}
		this.supervisor.removeRow(row);
		row.refuse(why);
		List.copyOf(row.stopped).forEach(Runnable::run);
	}

	// ---- every start

	/**
	 * Starts a new incarnation, and its static children after it.
	 * @param failed told with everything that was started undone
	 */
	void launch(ChildRow row, byte @Nullable [] state, Runnable ready, Consumer<ExitReason> failed) {
		ActorDefinition definition = row.loaded();
		boolean fromInitial = row.freshChildren;
		row.incarnation++;
		row.publish();
		row.children().later(row.children()::reopen);
		Consumer<ExitReason> undo = (reason) -> stopChildren(row, () -> failed.accept(reason));
		row.whenInitialised = () -> row.children()
			.later(() -> row.children().starts().startFixed(definition.children(), fromInitial,
					(problem) -> this.supervisor.later(() -> fixedStarted(row, row.incarnation, problem, ready, undo))));
		row.whenEnded = undo;
		row.actor().start(row.incarnation, plan(row, state), row.children().notices(), this.supervisor.listener());
	}

	private void stopChildren(ChildRow row, Runnable then) {
		int incarnation = row.incarnation;
		ActorStatus status = row.status;
		row.children()
			.later(() -> row.children()
				.stops()
				.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE), row.wasReady,
						() -> this.supervisor.later(() -> {
							if (row.incarnation == incarnation && row.status == status) {
								then.run();
							}
						})));
	}

	private StartPlan plan(ChildRow row, byte @Nullable [] state) {
		ActorDefinition definition = row.loaded();
		Lifecycle lifecycle = definition.lifecycle();
		SupervisionEnvironment.Bounds bounds = this.supervisor.environment().bounds();
		return new StartPlan(definition.component(), state, lifecycle.initTimeout(), lifecycle.callTimeout(),
				bounds.waitTimeout(), lifecycle.onError() == OnError.RESUME,
				new WasmLimits(definition.limits().memory(), WasmLimits.DEFAULTS.maxTableEntries()),
				bounds.maxTransfer(), definition.limits().maxState(), definition.grants());
	}

	/** A step: {@code init} of a child has returned. */
	void initialised(ActorId id, int incarnation) {
		ChildRow row = this.supervisor.row(id);
		if (row == null || row.incarnation != incarnation || row.whenInitialised == null) {
			return;
		}
		Runnable then = row.whenInitialised;
		row.whenInitialised = null;
		ActorInstance instance = row.actor().instance();
		if (instance != null) {
			this.supervisor.environment().started().accept(instance, row.loaded());
		}
		Consumer<ExitReason> undo = row.whenEnded;
		row.whenEnded = (reason) -> {
			if (reason instanceof ExitReason.Normal || undo == null) {
				row.earlyEnd = reason;
			}
			else {
				undo.accept(reason);
			}
		};
		then.run();
	}

	private void fixedStarted(ChildRow row, int incarnation, @Nullable SupervisorException problem, Runnable ready,
			Consumer<ExitReason> undo) {
		boolean current = row.incarnation == incarnation
				&& (row.status == ActorStatus.STARTING || row.status == ActorStatus.RESTARTING);
		if (!current || (row.whenEnded == null && row.earlyEnd == null)) {
			return;
		}
		ExitReason early = row.earlyEnd;
		row.earlyEnd = null;
		row.whenEnded = null;
		if (problem != null) {
			ExitReason reason = new ExitReason.Failed(FailureCause.ERROR, "start of children",
					String.valueOf(problem.getMessage()));
			this.supervisor.stops().closeInstance(row, reason, () -> undo.accept(reason));
			return;
		}
		ready.run();
		if (early != null) {
			this.supervisor.later(() -> this.supervisor.exits().exited(row, incarnation, early));
		}
	}

	// ---- static children, on the lane of their own supervisor

	/** Starts static children one after the other; tells null, or the first problem. */
	void startFixed(List<ActorSpec> specs, boolean fromInitial, Consumer<@Nullable SupervisorException> then) {
		if (specs.isEmpty()) {
			then.accept(null);
			return;
		}
		Consumer<@Nullable SupervisorException> next = (problem) -> {
			if (problem != null) {
				then.accept(problem);
			}
			else {
				startFixed(specs.subList(1, specs.size()), fromInitial, then);
			}
		};
		CompletableFuture<ActorId> reply = new CompletableFuture<>();
		reply.whenComplete((id, failure) -> this.supervisor.later(() -> next.accept(asProblem(failure))));
		ActorSpec spec = specs.getFirst();
		try {
			ChildRow known = fixedRow(spec);
			if (known != null) {
				known.reply(reply);
				this.supervisor.exits().startAgain(known, fromInitial);
			}
			else {
				first(spec, true, false, InitialState.OF_SPEC, reply, this::undo);
			}
		}
		catch (SupervisorException ex) {
			reply.completeExceptionally(ex);
		}
	}

	private static @Nullable SupervisorException asProblem(@Nullable Throwable failure) {
		return (failure == null) ? null : (failure instanceof SupervisorException problem) ? problem
				: new HandlerErrorException(Reason.LOAD, String.valueOf(failure), failure);
	}

	private @Nullable ChildRow fixedRow(ActorSpec spec) {
		return this.supervisor.rows().stream().filter((row) -> row.fixed && row.spec == spec).findFirst().orElse(null);
	}

	/** Loads and starts a parked child that could never be loaded. */
	void loadAgain(ChildRow row) {
		row.status = ActorStatus.STARTING;
		row.publish();
		OnFailure park = this::parkUnstarted;
		load(row, false, (around) -> launchFirst(row, InitialState.OF_SPEC, around, park), park);
	}

}
