package dev.theater.supervisor;

import java.util.Map;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.actor.IncarnationListener;
import dev.theater.actor.StartPlan;
import dev.theater.component.wasm.WasmLimits;
import org.jspecify.annotations.Nullable;

/**
 * The steps of every start, first or not: a new incarnation, its {@code init}, its static
 * children one after the other.
 */
final class Launches {

	/** Stands for a function in the reason of a start that failed on a static child. */
	private static final String CHILDREN = "start of children";

	private final Supervisor supervisor;

	private final IncarnationListener listener;

	Launches(Supervisor supervisor) {
		this.supervisor = supervisor;
		this.listener = new ToTheLane(supervisor);
	}

	/** What incarnations of children tell comes back as a step on the lane. */
	private record ToTheLane(Supervisor supervisor) implements IncarnationListener {

		@Override
		public void initialised(ActorId id, int incarnation) {
			afterTurn(() -> this.supervisor.launches().initialised(id, incarnation));
		}

		@Override
		public void ended(ActorId id, int incarnation, ExitReason reason) {
			afterTurn(() -> this.supervisor.exits().ended(id, incarnation, reason));
		}

		private void afterTurn(Runnable step) {
			SupervisionEnvironment environment = this.supervisor.environment();
			boolean follows = environment.actors()
				.dispatcher()
				.afterTurn(() -> environment.lanes().lend(() -> this.supervisor.later(step)));
			if (!follows) {
				// a lane, or the timer, on which everybody's deadlines wait
				this.supervisor.later(step);
			}
		}
	}

	/**
	 * A try to start.
	 *
	 * @param ready goes on when the incarnation can take messages; its events are stored
	 * @param failed goes on when it cannot; what was started has been undone
	 */
	record Attempt(Runnable ready, Consumer<ExitReason> failed) {
	}

	/** Whether a start failed on the actor itself and not on one of its children. */
	static boolean failedItself(ExitReason reason) {
		return !(reason instanceof ExitReason.Failed failed && failed.function().equals(CHILDREN));
	}

	/** Why there is no actor, with what programs may want to know of it. */
	static SupervisorException refusal(ChildRow row, ExitReason exit) {
		SupervisorException cause = failedItself(exit) ? null : row.childProblem;
		row.childProblem = null;
		SupervisorException refusal = ChildStarts.refusal(exit);
		return (refusal instanceof ActorErrorException) ? new ActorErrorException(refusal.reason(),
				new ActorErrorException.FailedStart(row.path, row.loaded().manifest(), exit), cause) : refusal;
	}

	/** Starts a new incarnation, and its static children after it. */
	void launch(ChildRow row, byte @Nullable [] state, Attempt attempt) {
		row.enter(row.status);
		row.incarnation++;
		row.toldStopped = false;
		row.untold = false;
		row.childProblem = null;
		row.failedOnChildren = false;
		row.publish();
		int incarnation = row.incarnation;
		boolean fresh = row.fresh;
		Supervisor children = row.children();
		children.later(() -> children.reopen(incarnation, fresh));
		Consumer<@Nullable SupervisorException> started = row
			.during((problem) -> childrenStarted(row, problem, attempt));
		row.whenInitialised = () -> children
			.later(() -> children.starts().startFixed(row.loaded().children(), fresh, incarnation, (problem) -> {
				// one that has given up among these starts tells that by itself, and it
				// is the reason
				if (!children.givingUp) {
					this.supervisor.later(() -> started.accept(problem));
				}
			}));
		row.whenEnded = (reason) -> undo(row, reason, attempt);
		row.actor().start(incarnation, plan(row, state), children.notices(), this.listener);
	}

	private void undo(ChildRow row, ExitReason reason, Attempt attempt) {
		row.whenEnded = null;
		this.supervisor.stopChildrenOf(row, row.wasReady, () -> attempt.failed().accept(reason));
	}

	private StartPlan plan(ChildRow row, byte @Nullable [] state) {
		ActorDefinition definition = row.loaded();
		Lifecycle lifecycle = definition.lifecycle();
		SupervisionEnvironment.Bounds bounds = this.supervisor.environment().bounds();
		return new StartPlan(definition.component(), state, lifecycle.initTimeout(), lifecycle.callTimeout(),
				bounds.waitTimeout(), lifecycle.onError() == OnError.RESUME,
				new WasmLimits(definition.limits().memory(), WasmLimits.DEFAULTS.maxTableEntries()),
				bounds.maxTransfer(), definition.limits().maxState(), definition.grants(),
				(row.observed != null) ? row.observed.headers() : Map.of());
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
				// as a supervisor it may yet give up, which undoes the start
				row.whenEnded = undo;
			}
			else {
				undo.accept(reason);
			}
		};
		then.run();
	}

	private void childrenStarted(ChildRow row, @Nullable SupervisorException problem, Attempt attempt) {
		if (hasFailed(row)) {
			return;
		}
		if (problem != null) {
			row.failedOnChildren = true;
			ExitReason reason = new ExitReason.Failed(FailureCause.ERROR, CHILDREN,
					String.valueOf(problem.getMessage()));
			row.childProblem = problem;
			this.supervisor.stops().closeInstance(row, reason, () -> undo(row, reason, attempt));
			return;
		}
		this.supervisor.settle(row.actor(), row.during(() -> {
			if (hasFailed(row)) {
				return;
			}
			ExitReason early = row.earlyEnd;
			attempt.ready().run();
			if (early != null) {
				this.supervisor.exits().exited(row, row.incarnation, early);
			}
		}));
	}

	/**
	 * Whether the incarnation has failed since its {@code init}, so that the start is
	 * being undone.
	 */
	private static boolean hasFailed(ChildRow row) {
		return row.whenEnded == null && row.earlyEnd == null;
	}

	/** The present incarnation is ready: shows it. */
	void becomeReady(ChildRow row) {
		row.enter(ActorStatus.RUNNING);
		row.wasReady = true;
		row.fresh = false;
		row.fromInitialState = false;
		row.readyAt = this.supervisor.environment().actors().clock().nanoTime();
		row.startedAt = this.supervisor.now();
		endWait(row);
		row.publish();
	}

	// ---- waits of the parent

	/** Notes that the parent cannot go on before this child has started. */
	void beginWait(ChildRow row) {
		ActorCell owner = this.supervisor.ownerCell();
		if (owner == null) {
			return;
		}
		if (row.fixed) {
			owner.environment().waits().beginForStart(owner, row.actor());
		}
		else {
			// one that has started before is waited for by whoever spawns behind its
			// group
			owner.environment()
				.waits()
				.beginForSpawn(owner, row.actor(), () -> row.wasReady || row.replies.isAwaited());
		}
		row.awaited = true;
	}

	/** A {@link #beginWait}, unless it has been noted. */
	void awaitStart(ChildRow row) {
		if (!row.awaited) {
			beginWait(row);
		}
	}

	void endWait(ChildRow row) {
		ActorCell owner = this.supervisor.ownerCell();
		if (row.awaited && owner != null) {
			owner.environment().waits().end(owner, row.actor());
		}
		row.awaited = false;
	}

}
