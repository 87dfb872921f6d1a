package dev.theater.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorError;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.Counters;
import dev.theater.actor.ExitReason;
import dev.theater.actor.Notice;
import dev.theater.actor.RuntimeClock;
import dev.theater.chain.EventPayload;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/** The steps that follow the end of a child: decide, and carry the decision out. */
final class ChildExits {

	private final Supervisor supervisor;

	ChildExits(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	private RuntimeClock clock() {
		return this.supervisor.environment().actors().clock();
	}

	private Counters counters() {
		return this.supervisor.environment().actors().counters();
	}

	/** A step: an incarnation of a child has ended. */
	void ended(ActorId id, int incarnation, ExitReason reason) {
		ChildRow row = this.supervisor.row(id);
		if (row == null || row.incarnation != incarnation) {
			return;
		}
		row.actor().discard();
		row.whenInitialised = null;
		Consumer<ExitReason> expected = row.whenEnded;
		row.whenEnded = null;
		if (expected != null) {
			expected.accept(reason);
		}
		else {
			exited(row, incarnation, reason);
		}
	}

	/** A child that was ready has ended by itself. */
	void exited(ChildRow row, int incarnation, ExitReason reason) {
		if (row.incarnation != incarnation || row.status != ActorStatus.RUNNING) {
			return;
		}
		row.status = ActorStatus.RESTARTING;
		noteEnd(row, reason);
		stopChildren(row, () -> decide(row, reason));
	}

	private void noteEnd(ChildRow row, ExitReason reason) {
		Instant now = clock().now();
		if (!reason.failure()) {
			Supervisor.record(row, EventPayload.named("Exited").with("incarnation", row.incarnation), "exited");
			row.publish();
			return;
		}
		row.lastFailure = new ChildView.Failure(reason, now);
		Supervisor.record(row, EventPayload.named("Failed")
			.with("incarnation", row.incarnation)
			.with("reason", reason.describe()), "failed");
		row.publish();
		if (reason instanceof ExitReason.Failed failed) {
			counters().increment("theater.actors.failures", "actor", row.actor().actor(), "cause",
					failed.cause().tag());
			this.supervisor.tell(new SupervisorEvent.Failed(row.subject(), now, reason));
		}
		else {
			counters().increment("theater.supervision.gave.up", "actor", row.actor().actor());
			this.supervisor.tell(new SupervisorEvent.GaveUp(row.subject(), now, reason));
		}
	}

	private void stopChildren(ChildRow row, Runnable then) {
		Supervisor children = row.children();
		int incarnation = row.incarnation;
		children.later(() -> children.stops()
			.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE), true, () -> this.supervisor.later(() -> {
				if (row.status == ActorStatus.RESTARTING && row.incarnation == incarnation) {
					then.run();
				}
			})));
	}

	private void decide(ChildRow row, ExitReason reason) {
		if (this.supervisor.isClosed()) {
			return;
		}
		SupervisionPolicy policy = this.supervisor.policy();
		if (row.wasReady && clock().nanoTime() - row.readyAt >= policy.backoff().resetAfter().toNanos()) {
			row.consecutive = 0;
		}
		switch (Decision.of(policy, situation(row, reason, this.supervisor.guestDecides()))) {
			case Decision.Restart restart -> scheduleRestart(row, restart, reason);
			case Decision.End end -> end(row, reason);
			case Decision.Ask ask -> ask(row, reason);
			case Decision.GiveUp giveUp -> giveUp(row, giveUp.why());
		}
	}

	private Decision.Situation situation(ChildRow row, ExitReason reason, boolean guestDecides) {
		RestartWindow window = this.supervisor.isRoot() ? row.window : this.supervisor.window;
		return new Decision.Situation(row.loaded().lifecycle().restart(), reason, window, row.consecutive,
				guestDecides, clock().nanoTime(), this.supervisor.environment().random().getAsDouble());
	}

	private void count(ChildRow row, RestartWindow window) {
		row.consecutive++;
		if (this.supervisor.isRoot()) {
			row.window = window;
		}
		else {
			this.supervisor.window = window;
		}
	}

	private void scheduleRestart(ChildRow row, Decision.Restart restart, ExitReason reason) {
		count(row, restart.window());
		boolean fresh = reason instanceof ExitReason.GaveUp;
		if (restart.delay().isZero()) {
			startAgain(row, fresh);
			return;
		}
		Duration delay = restart.delay();
		Supervisor.record(row, EventPayload.named("BackingOff").with("millis", delay.toMillis()), "backing-off");
		row.timer = clock().schedule(delay, () -> this.supervisor.later(() -> {
			if (row.status == ActorStatus.RESTARTING && row.timer != null) {
				row.timer = null;
				startAgain(row, fresh);
			}
		}));
	}

	// ---- restart

	/** Starts the next incarnation of a child that has none at present. */
	void startAgain(ChildRow row, boolean fresh) {
		if (this.supervisor.isClosed()) {
			row.refuse(new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending"));
			return;
		}
		row.status = ActorStatus.RESTARTING;
		row.actor().stopMark().clear();
		boolean initial = fresh || row.fromInitialState
				|| row.loaded().lifecycle().restartState() == RestartState.INITIAL;
		row.fromInitialState = initial;
		row.freshChildren = fresh;
		byte[] state = initial ? row.firstState : row.actor().store().state();
		Supervisor.record(row, EventPayload.named("Restarting")
			.with("incarnation", row.incarnation + 1)
			.with("state", initial ? "initial" : "last-known"), "restarting");
		this.supervisor.starts().launch(row, state, () -> restarted(row), (reason) -> attemptFailed(row, reason));
	}

	private void restarted(ChildRow row) {
		this.supervisor.settle(row.actor(), () -> {
			if (row.status != ActorStatus.RESTARTING) {
				return;
			}
			row.fromInitialState = false;
			row.restarts++;
			this.supervisor.notices().withdraw(row.id);
			this.supervisor.starts().becomeReady(row);
			RestartStrategy strategy = this.supervisor.policy().strategy();
			counters().increment("theater.actors.restarts", "actor", row.actor().actor(), "strategy",
					strategy.label());
			this.supervisor.tell(new SupervisorEvent.Restarted(row.subject(), clock().now(), strategy));
			row.answer();
			row.actor().open();
		});
	}

	private void attemptFailed(ChildRow row, ExitReason reason) {
		if (row.status != ActorStatus.RESTARTING) {
			return;
		}
		noteEnd(row, reason);
		row.refuse(ChildStarts.refusal(reason));
		if (!row.fromInitialState) {
			row.fromInitialState = true;
			Supervisor.record(row, EventPayload.named("FallsBack").with("state", "initial"), "falls-back");
		}
		decide(row, reason);
	}

	/** A restart by hand. */
	void restart(TheaterCommand.RestartChild command, CompletableFuture<ActorId> reply) {
		ChildRow row = this.supervisor.requireChild(command.child());
		if (this.supervisor.isClosed()) {
			throw new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending");
		}
		if (row.ended) {
			throw Supervisor.notAChild(row.id);
		}
		refuseIfBusy(row);
		ExitReason last = (row.lastFailure != null) ? row.lastFailure.reason() : new ExitReason.Unknown();
		if (row.status == ActorStatus.FAILED) {
			countByHand(row, last);
		}
		if (command.operator()) {
			this.supervisor.stops().recordOperator(row, "OperatorRestart", "operator-restart");
		}
		row.reply(reply);
		restartNow(row, last, command.operator());
	}

	private void restartNow(ChildRow row, ExitReason last, boolean operator) {
		boolean running = row.status == ActorStatus.RUNNING;
		row.parked = false;
		if (row.cell == null) {
			this.supervisor.starts().loadAgain(row);
			return;
		}
		row.status = ActorStatus.RESTARTING;
		row.publish();
		if (!running) {
			startAgain(row, last instanceof ExitReason.GaveUp);
			return;
		}
		ExitReason reason = new ExitReason.Stopped(
				operator ? ExitReason.StoppedBy.OPERATOR : ExitReason.StoppedBy.PARENT);
		stopChildren(row, () -> this.supervisor.stops().closeInstance(row, reason, () -> startAgain(row, false)));
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

	private void countByHand(ChildRow row, ExitReason last) {
		switch (Decision.restart(this.supervisor.policy(), situation(row, last, false))) {
			case Decision.Restart restart -> count(row, restart.window());
			case Decision.GiveUp giveUp -> throw new HandlerErrorException(Reason.LIMIT,
					"the restart intensity is reached: " + giveUp.why());
			case Decision.End end -> throw new IllegalStateException("a wanted restart ends nothing");
			case Decision.Ask ask -> throw new IllegalStateException("a wanted restart asks nobody");
		}
	}

	// ---- giving up, parking

	private void giveUp(ChildRow row, String why) {
		if (this.supervisor.isRoot()) {
			stopFixed(row, () -> park(row));
			return;
		}
		ChildRow owner = this.supervisor.owner();
		if (owner == null) {
			return;
		}
		ExitReason.GaveUp reason = new ExitReason.GaveUp(row.path + " had " + why);
		Supervisor.record(owner, EventPayload.named("GaveUp").with("reason", reason.describe()), "gave-up");
		this.supervisor.stops()
			.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE), true,
					() -> owner.parent.later(() -> owner.parent.exits().gaveUp(owner, reason)));
	}

	/** A child, as a supervisor, has given up: that is its failure. */
	private void gaveUp(ChildRow row, ExitReason.GaveUp reason) {
		if (row.status == ActorStatus.RUNNING) {
			int incarnation = row.incarnation;
			this.supervisor.stops().closeInstance(row, reason, () -> exited(row, incarnation, reason));
		}
	}

	/** Keeps a child of the root as failed, until somebody restarts, stops or forgets it. */
	void park(ChildRow row) {
		row.status = ActorStatus.FAILED;
		row.parked = true;
		row.consecutive = 0;
		ChildView.Failure failure = row.lastFailure;
		ExitReason reason = (failure != null) ? failure.reason() : new ExitReason.Unknown();
		ActorCell cell = row.cell;
		if (cell != null) {
			cell.closeMailbox("is parked after failing too often; restart it to go on", "parked");
			Supervisor.record(row, EventPayload.named("Parked").with("reason", reason.describe()), "parked");
			this.supervisor.settle(cell, () -> showParked(row, reason));
		}
		else {
			showParked(row, reason);
		}
	}

	private void showParked(ChildRow row, ExitReason reason) {
		row.publish();
		this.supervisor.tell(new SupervisorEvent.Parked(row.subject(), clock().now(), reason));
		row.refuse(ChildStarts.refusal(reason));
	}

	private void stopFixed(ChildRow row, Runnable then) {
		Supervisor children = row.children();
		children.later(() -> children.stops()
			.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE), false, () -> this.supervisor.later(then)));
	}

	// ---- the guest decides

	private void ask(ChildRow row, ExitReason reason) {
		row.status = ActorStatus.FAILED;
		this.supervisor.settle(row.actor(), () -> {
			row.publish();
			put(new Notice.ChildError(row.id, ActorError.of(reason)));
		});
	}

	private boolean put(Notice notice) {
		ActorCell owner = this.supervisor.ownerCell();
		ChildRow row = this.supervisor.owner();
		if (owner == null || row == null || !row.loaded().component().exports(notice.export())) {
			return false;
		}
		this.supervisor.notices().put(notice);
		owner.wake();
		return true;
	}

	/** A step: the guest has handled a notice. */
	void noticeHandled(Notice notice) {
		ChildRow row = this.supervisor.row(notice.child());
		if (row == null) {
			return;
		}
		if (row.ended) {
			this.supervisor.removeRow(row);
		}
		else if (notice instanceof Notice.ChildError && row.status == ActorStatus.FAILED) {
			ChildView.Failure failure = row.lastFailure;
			end(row, (failure != null) ? failure.reason() : new ExitReason.Unknown());
		}
	}

	// ---- the end

	/** A child is down for good by itself: what it kept of its children ends too. */
	private void end(ChildRow row, ExitReason reason) {
		boolean told = row.status == ActorStatus.FAILED;
		row.status = ActorStatus.STOPPING;
		row.publish();
		stopFixed(row, () -> down(row, reason, !told));
	}

	void down(ChildRow row, ExitReason reason) {
		down(row, reason, true);
	}

	private void down(ChildRow row, ExitReason reason, boolean tellParent) {
		ActorCell cell = row.cell;
		if (cell == null) {
			this.supervisor.removeRow(row);
			released(row);
			return;
		}
		cell.closeMailbox("has ended", "stopped");
		Supervisor.record(row, EventPayload.named("Stopped").with("reason", reason.describe()), "stopped");
		this.supervisor.settle(cell, () -> showDown(row, cell, reason, tellParent));
	}

	private void showDown(ChildRow row, ActorCell cell, ExitReason reason, boolean tellParent) {
		boolean withParent = reason instanceof ExitReason.Stopped stopped
				&& (stopped.by() == ExitReason.StoppedBy.SUBTREE || stopped.by() == ExitReason.StoppedBy.RUNTIME);
		boolean keeps = row.fixed && row.wasReady && !withParent
				&& row.loaded().lifecycle().restart() != RestartType.TEMPORARY;
		row.status = ActorStatus.STOPPED;
		row.parked = false;
		row.ended = !keeps;
		row.publish();
		counters().increment("theater.actors.stopped", "actor", cell.actor(), "reason", tag(reason));
		this.supervisor.tell(new SupervisorEvent.Stopped(row.subject(), clock().now(), reason));
		Notice notice = tellParent ? notice(row, reason) : null;
		boolean told = notice != null && put(notice);
		if (!keeps && !told) {
			this.supervisor.removeRow(row);
		}
		cell.gone(reason);
		released(row);
	}

	private static void released(ChildRow row) {
		List<Runnable> waiting = List.copyOf(row.stopped);
		row.stopped.clear();
		waiting.forEach(Runnable::run);
	}

	private static String tag(ExitReason reason) {
		return switch (reason) {
			case ExitReason.Normal normal -> "normal";
			case ExitReason.Stopped stopped -> switch (stopped.by()) {
				case PARENT, OPERATOR -> "stopped";
				case SUBTREE, RUNTIME -> "parent";
			};
			case ExitReason.Failed failed -> "failed";
			case ExitReason.GaveUp gaveUp -> "failed";
			case ExitReason.Unknown unknown -> "failed";
		};
	}

	private static @Nullable Notice notice(ChildRow row, ExitReason reason) {
		return switch (reason) {
			case ExitReason.Normal normal -> new Notice.ChildExit(row.id, normal);
			case ExitReason.Stopped stopped -> (stopped.by() == ExitReason.StoppedBy.OPERATOR)
					? new Notice.ChildExternalStop(row.id) : null;
			default -> new Notice.ChildError(row.id, ActorError.of(reason));
		};
	}

}
