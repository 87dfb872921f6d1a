package dev.theater.supervisor;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.chain.EventPayload;
import dev.theater.supervisor.SupervisorException.Reason;

/** The steps that start a child again: after an end, with its parent, or by hand. */
final class ChildRestarts {

	private final Supervisor supervisor;

	private final ChildReloads reloads;

	ChildRestarts(Supervisor supervisor) {
		this.supervisor = supervisor;
		this.reloads = new ChildReloads(supervisor);
	}

	/** Loads a child's files again, and restarts it if they have changed. */
	void reload(TheaterCommand.ReloadChild command, CompletableFuture<ActorId> reply) {
		this.reloads.reload(command.child(), reply);
	}

	ChildReloads reloads() {
		return this.reloads;
	}

	/** Starts the next incarnation of a child that is between two. */
	void startAgain(ChildRow row) {
		startAgain(row, new Launches.Attempt(() -> ready(row), (reason) -> {
			failed(row, reason);
			this.supervisor.exits().decide(row, reason);
		}));
	}

	/** Starts the next incarnation of a member of a group. */
	void startMember(ChildRow row, Runnable then, Consumer<ExitReason> otherwise) {
		startAgain(row, new Launches.Attempt(() -> {
			ready(row);
			then.run();
		}, (reason) -> {
			failed(row, reason);
			otherwise.accept(reason);
		}));
	}

	/**
	 * Starts a static child again that went down with its parent; its failure is the
	 * parent's. While the parent's {@code init} ran, an operator may have been quicker.
	 */
	void startWithParent(ChildRow row, boolean fresh, CompletableFuture<ActorId> reply) {
		if (this.supervisor.isClosed()) {
			// the parent ends after all: what was stopped before stays so
			reply.completeExceptionally(new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending"));
		}
		else if (row.status == ActorStatus.STOPPING) {
			row.onStopped(() -> startWithParent(row, fresh, reply));
		}
		else if (row.ended || row.status == ActorStatus.RUNNING || row.status == ActorStatus.FAILED) {
			reply.complete(row.id);
		}
		else if (row.status == ActorStatus.RESTARTING && !row.paused) {
			row.replies.add(reply);
			this.supervisor.launches().awaitStart(row);
		}
		else {
			row.replies.add(reply);
			row.enter(ActorStatus.RESTARTING);
			// such as of an operator's stop while the parent was in init: it is not news
			// any more
			this.supervisor.withdrawNotice(row);
			row.fresh |= fresh;
			this.supervisor.launches().beginWait(row);
			startAgain(row, new Launches.Attempt(() -> ready(row), (reason) -> {
				row.paused = true;
				failed(row, reason);
			}));
		}
	}

	private void startAgain(ChildRow row, Launches.Attempt attempt) {
		// what an incarnation that was given up has left with a slow store comes first
		this.supervisor.settle(row.actor(),
				row.during(() -> this.reloads.adopt(row, () -> startSettled(row, attempt))));
	}

	private void startSettled(ChildRow row, Launches.Attempt attempt) {
		if (this.supervisor.isClosed()) {
			row.replies.refuse(Reason.SHUTTING_DOWN, "this supervisor is ending");
			return;
		}
		row.actor().stopMark().clear();
		row.actor().adopt(this.supervisor.starts().bounds(row.loaded().limits()));
		boolean initial = row.fresh || row.fromInitialState || !row.wasReady
				|| row.loaded().lifecycle().restartState() == RestartState.INITIAL;
		byte[] state = initial ? row.firstState : row.actor().store().state().orElse(null);
		Supervisor.record(row,
				EventPayload.named("Restarting")
					.with("incarnation", row.incarnation + 1)
					.with("state", initial ? "initial" : "last-known"),
				"restarting");
		this.supervisor.launches().launch(row, state, attempt);
	}

	private void ready(ChildRow row) {
		if (!row.wasReady) {
			this.supervisor.starts().ready(row);
			return;
		}
		row.restarts++;
		this.supervisor.launches().becomeReady(row);
		RestartStrategy strategy = this.supervisor.strategy();
		this.supervisor.counters()
			.increment("theater.actors.restarts", "actor", row.actor().actor(), "strategy", strategy.label());
		this.supervisor.tell(new SupervisorEvent.Restarted(row.subject(), this.supervisor.now(), strategy));
		row.replies.answer();
		row.actor().open();
		this.reloads.goOn(row);
	}

	private void failed(ChildRow row, ExitReason reason) {
		this.supervisor.launches().endWait(row);
		this.supervisor.exits().noteEnd(row, reason);
		if (!row.fromInitialState && Launches.failedItself(reason)) {
			row.fromInitialState = true;
			Supervisor.record(row, EventPayload.named("FallsBack").with("state", "initial"), "falls-back");
		}
		row.replies.refuse(ChildStarts.refusal(reason));
	}

	// ---- by hand

	void byHand(TheaterCommand.RestartChild command, CompletableFuture<ActorId> reply) {
		ChildRow row = this.supervisor.table().require(command.child());
		if (this.supervisor.isClosed()) {
			throw new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending");
		}
		if (row.ended) {
			throw ChildTable.notAChild(row.id);
		}
		refuseIfBusy(row);
		if (row.status == ActorStatus.FAILED && row.cell != null) {
			this.supervisor.exits().countByHand(row);
		}
		if (command.operator()) {
			this.supervisor.stops().recordOperator(row, "OperatorRestart", "operator-restart");
		}
		this.supervisor.groups().rejoin(row);
		this.supervisor.withdrawNotice(row);
		row.replies.add(reply);
		row.parked = false;
		if (row.cell == null) {
			this.supervisor.starts().loadAgain(row);
			return;
		}
		restart(row, new ExitReason.Stopped(
				command.operator() ? ExitReason.StoppedBy.OPERATOR : ExitReason.StoppedBy.PARENT));
	}

	void restart(ChildRow row, ExitReason reason) {
		boolean running = row.status == ActorStatus.RUNNING;
		row.enter(ActorStatus.RESTARTING);
		row.publish();
		if (running) {
			this.supervisor.stopChildrenOf(row, true,
					() -> this.supervisor.stops().closeInstance(row, reason, () -> startAgain(row)));
		}
		else {
			startAgain(row);
		}
	}

	private static void refuseIfBusy(ChildRow row) {
		Reason reason = switch (row.status) {
			case STARTING -> Reason.STARTING;
			case RESTARTING -> Reason.RESTARTING;
			case STOPPING -> Reason.STOPPING;
			case RUNNING, STOPPED, FAILED -> null;
		};
		if (reason != null) {
			throw new HandlerErrorException(reason,
					row.id + " is " + row.status.name().toLowerCase(Locale.ROOT) + "; try again when it is done");
		}
	}

}
