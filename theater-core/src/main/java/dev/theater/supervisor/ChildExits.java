package dev.theater.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorError;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.Notice;
import dev.theater.chain.EventPayload;
import dev.theater.supervisor.SupervisorException.Reason;

/** The steps that follow the end of a child: decide, and carry the decision out. */
final class ChildExits {

	private final Supervisor supervisor;

	ChildExits(Supervisor supervisor) {
		this.supervisor = supervisor;
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
		begin(row);
		noteEnd(row, reason);
		this.supervisor.stopChildrenOf(row, true, () -> decide(row, reason));
	}

	private void begin(ChildRow row) {
		long health = this.supervisor.clock().nanoTime() - row.readyAt;
		if (health >= this.supervisor.policy().backoff().resetAfter().toNanos()) {
			row.consecutive = 0;
		}
		row.enter(ActorStatus.RESTARTING);
	}

	/** Notes how an incarnation ended. */
	void noteEnd(ChildRow row, ExitReason reason) {
		Instant now = this.supervisor.now();
		if (!reason.failure()) {
			Supervisor.record(row, EventPayload.named("Exited").with("incarnation", row.incarnation), "exited");
			row.publish();
			return;
		}
		row.lastFailure = new ChildView.Failure(reason, now);
		Supervisor.record(row,
				EventPayload.named("Failed").with("incarnation", row.incarnation).with("reason", reason.describe()),
				"failed");
		row.publish();
		if (reason instanceof ExitReason.Failed failed) {
			this.supervisor.counters()
				.increment("theater.actors.failures", "actor", row.actor().actor(), "cause", failed.cause().tag());
			this.supervisor.tell(new SupervisorEvent.Failed(row.subject(), now, reason));
		}
		else {
			this.supervisor.counters().increment("theater.supervision.gave.up", "actor", row.actor().actor());
			this.supervisor.tell(new SupervisorEvent.GaveUp(row.subject(), now, reason));
		}
	}

	/** Decides about a child that has ended and whose children are gone. */
	void decide(ChildRow row, ExitReason reason) {
		if (this.supervisor.isClosed()) {
			return;
		}
		Decision decision = Decision.of(this.supervisor.policy(),
				situation(row, reason, this.supervisor.guestDecides()));
		boolean moves = decision instanceof Decision.Restart || decision instanceof Decision.GiveUp;
		if (moves && this.supervisor.groups().isUnderWay()) {
			this.supervisor.groups().after(row.during(() -> decide(row, reason)));
			return;
		}
		carryOut(decision, row, reason);
	}

	/**
	 * Decides about a member of a group that failed to start with it: the others wait.
	 */
	void tryAgain(ChildRow row, ExitReason reason) {
		if (!this.supervisor.isClosed()) {
			carryOut(Decision.restart(this.supervisor.policy(), situation(row, reason, false)), row, reason);
		}
	}

	private void carryOut(Decision decision, ChildRow row, ExitReason reason) {
		switch (decision) {
			case Decision.Restart restart -> scheduleRestart(row, restart);
			case Decision.End end -> {
				goOnWithout(row);
				this.supervisor.ends().end(row, reason);
			}
			case Decision.Ask ask -> {
				goOnWithout(row);
				ask(row, reason);
			}
			case Decision.GiveUp giveUp -> giveUp(row, reason, giveUp.why());
		}
	}

	/**
	 * The parent's start may wait for one that an operator had started before it: no
	 * start follows, and a guest that is to decide must come up first.
	 */
	private void goOnWithout(ChildRow row) {
		this.supervisor.launches().endWait(row);
		row.replies.answer();
	}

	private Decision.Situation situation(ChildRow row, ExitReason reason, boolean guestDecides) {
		RestartWindow window = this.supervisor.isRoot() ? row.window : this.supervisor.window;
		return new Decision.Situation(row.loaded().lifecycle().restart(), reason, window, row.consecutive, guestDecides,
				this.supervisor.clock().nanoTime(), this.supervisor.environment().random().getAsDouble());
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

	private void scheduleRestart(ChildRow row, Decision.Restart restart) {
		count(row, restart.window());
		Duration delay = restart.delay();
		if (this.supervisor.strategy() != RestartStrategy.ONE_FOR_ONE) {
			this.supervisor.groups().begin(row, delay);
			return;
		}
		if (delay.isZero()) {
			this.supervisor.restarts().startAgain(row);
			return;
		}
		Runnable then = row.during(() -> this.supervisor.restarts().startAgain(row));
		row.delayed = then;
		row.timer = this.supervisor.clock().schedule(delay, () -> this.supervisor.later(then));
		noteDelay(row, delay);
	}

	/** Notes, and shows, that a child waits before its restart. */
	void noteDelay(ChildRow row, Duration delay) {
		row.backingOffUntil = this.supervisor.now().plus(delay);
		row.publish();
		Supervisor.record(row, EventPayload.named("BackingOff").with("millis", delay.toMillis()), "backing-off");
		row.actor().store().commit();
	}

	/**
	 * Counts a restart by hand of a child that had failed.
	 * @throws HandlerErrorException if the restart intensity is reached
	 */
	void countByHand(ChildRow row) {
		ChildView.Failure last = row.lastFailure;
		ExitReason reason = (last != null) ? last.reason() : new ExitReason.Unknown();
		switch (Decision.restart(this.supervisor.policy(), situation(row, reason, false))) {
			case Decision.Restart restart -> count(row, restart.window());
			case Decision.GiveUp giveUp ->
				throw new HandlerErrorException(Reason.LIMIT, "the restart intensity is reached: " + giveUp.why());
			case Decision.End end -> throw new IllegalStateException("a wanted restart ends nothing");
			case Decision.Ask ask -> throw new IllegalStateException("a wanted restart asks nobody");
		}
	}

	// ---- giving up, parking

	private void giveUp(ChildRow row, ExitReason exit, String why) {
		ChildRow owner = this.supervisor.owner();
		if (owner == null) {
			this.supervisor.stopChildrenOf(row, false, () -> park(row, ChildStarts.refusal(exit)));
			return;
		}
		this.supervisor.givingUp = true;
		int incarnation = this.supervisor.incarnation();
		ExitReason.GaveUp reason = new ExitReason.GaveUp(row.path + " had " + why);
		Supervisor.record(owner, EventPayload.named("GaveUp").with("reason", reason.describe()), "gave-up");
		this.supervisor.stops()
			.stopAll(new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE), true,
					() -> owner.parent.later(() -> owner.parent.exits().gaveUp(owner, incarnation, reason)));
	}

	/**
	 * A child, as a supervisor, has given up and has no children any more: that is its
	 * failure.
	 */
	private void gaveUp(ChildRow row, int incarnation, ExitReason.GaveUp reason) {
		if (row.incarnation != incarnation) {
			return;
		}
		row.fresh = true;
		Consumer<ExitReason> starting = row.whenEnded;
		if (row.status == ActorStatus.RUNNING) {
			begin(row);
			row.publish();
			// a call of its own may still run: it fails when that has ended
			this.supervisor.stops().closeInstance(row, reason, () -> {
				noteEnd(row, reason);
				this.supervisor.stopChildrenOf(row, true, () -> decide(row, reason));
			});
		}
		else if (starting != null && (row.status == ActorStatus.STARTING || row.status == ActorStatus.RESTARTING)) {
			// the start may be on its last step, which would make it ready once more
			row.enter(row.status);
			this.supervisor.stops().closeInstance(row, reason, () -> starting.accept(reason));
		}
	}

	/**
	 * Keeps a child of the root as failed, until somebody restarts or stops it.
	 * @param refusal for who waits for its start
	 */
	void park(ChildRow row, SupervisorException refusal) {
		row.enter(ActorStatus.FAILED);
		row.parked = true;
		row.consecutive = 0;
		row.window = RestartWindow.EMPTY;
		ChildView.Failure failure = row.lastFailure;
		ExitReason reason = (failure != null) ? failure.reason() : new ExitReason.Unknown();
		ActorCell cell = row.cell;
		if (cell != null) {
			cell.closeMailbox("is parked after failing too often; restart it to go on", "parked");
			Supervisor.record(row, EventPayload.named("Parked").with("reason", reason.describe()), "parked");
			this.supervisor.settle(cell, row.during(() -> showParked(row, reason, refusal)));
		}
		else {
			showParked(row, reason, refusal);
		}
	}

	private void showParked(ChildRow row, ExitReason reason, SupervisorException refusal) {
		row.publish();
		this.supervisor.tell(new SupervisorEvent.Parked(row.subject(), this.supervisor.now(), reason));
		row.replies.refuse(refusal);
		this.supervisor.restarts().reloads().goOn(row);
	}

	// ---- the guest decides

	private void ask(ChildRow row, ExitReason reason) {
		row.enter(ActorStatus.FAILED);
		this.supervisor.settle(row.actor(), row.during(() -> {
			row.publish();
			this.supervisor.ends().put(row, new Notice.ChildError(row.id, ActorError.of(reason)));
			this.supervisor.restarts().reloads().goOn(row);
		}));
	}

}
