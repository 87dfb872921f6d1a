package dev.theater.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.chain.EventPayload;
import dev.theater.supervisor.SupervisorException.Reason;

/**
 * The steps that stop a child: mark the subtree, stop the child's own children, let the
 * running call end or end it, then the end itself.
 */
final class ChildStops {

	private final Supervisor supervisor;

	ChildStops(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	void stop(TheaterCommand.StopChild command, CompletableFuture<ActorId> reply) {
		ChildRow row = this.supervisor.row(command.child());
		if (row == null) {
			if (!this.supervisor.table().isForgotten(command.child())) {
				throw ChildTable.notAChild(command.child());
			}
			reply.complete(command.child());
			return;
		}
		if (row.ended || row.status == ActorStatus.STOPPED) {
			reply.complete(row.id);
			return;
		}
		if (command.by() == ExitReason.StoppedBy.OPERATOR) {
			recordOperator(row, "OperatorStop", "operator-stop");
		}
		this.supervisor.groups().leave(row);
		row.onStopped(() -> reply.complete(row.id));
		begin(row, new ExitReason.Stopped(command.by()));
	}

	/** Notes an operator's act on both chains. */
	void recordOperator(ChildRow row, String name, String type) {
		Supervisor.record(row, EventPayload.named(name).with("path", row.path), type);
		this.supervisor.journal()
			.record("theater:runtime/" + type, EventPayload.named(name).with("child", row.id.toString()));
		this.supervisor.journal().commit();
	}

	void delete(TheaterCommand.DeleteChild command, CompletableFuture<ActorId> reply) {
		ChildRow row = this.supervisor.table().require(command.child());
		if (row.status != ActorStatus.STOPPED) {
			throw new HandlerErrorException(Reason.NOT_STOPPED,
					row.id + " is " + row.status.name() + "; only a stopped child can be forgotten, so stop it first");
		}
		this.supervisor.removeRow(row);
		reply.complete(row.id);
	}

	/** Stops a child for good, whatever it is doing. */
	void begin(ChildRow row, ExitReason.Stopped reason) {
		if (row.status == ActorStatus.STOPPING) {
			return;
		}
		row.enter(ActorStatus.STOPPING);
		row.parked = false;
		this.supervisor.withdrawNotice(row);
		row.endObservation("error", "it was stopped while it started");
		row.replies.refuse(Reason.STOPPING, row.id + " is being stopped");
		ChildReloads.cancel(row);
		ActorCell cell = row.cell;
		if (cell == null) {
			this.supervisor.ends().down(row, reason);
			return;
		}
		cell.stopMark().set();
		this.supervisor.launches().endWait(row);
		row.publish();
		this.supervisor.stopChildrenOf(row, false,
				() -> closeInstance(row, reason, () -> this.supervisor.ends().down(row, reason)));
	}

	/** Lets the running call end in its time, then goes on. */
	void closeInstance(ChildRow row, ExitReason reason, Runnable then) {
		ActorCell cell = row.actor();
		if (cell.instance() == null) {
			then.run();
			return;
		}
		row.whenEnded = (end) -> then.run();
		cell.close(reason);
		int incarnation = row.incarnation;
		Duration time = shutdownTime(row.loaded().lifecycle().shutdown());
		if (time.isZero()) {
			cell.kill(incarnation);
		}
		else {
			row.timer = cell.environment().clock().schedule(time, () -> cell.kill(incarnation));
		}
	}

	private Duration shutdownTime(ShutdownPolicy policy) {
		Duration cap = this.supervisor.environment().bounds().shutdownTimeout();
		return switch (policy) {
			case ShutdownPolicy.BrutalKill kill -> Duration.ZERO;
			case ShutdownPolicy.Infinity infinity -> cap;
			case ShutdownPolicy.Within within -> (within.time().compareTo(cap) < 0) ? within.time() : cap;
		};
	}

	/**
	 * Stops all children, dynamic ones at once, then static ones in reverse start order.
	 * @param keep whether static children keep their place, mailbox and state, since
	 * their parent comes back
	 */
	void stopAll(ExitReason.Stopped reason, boolean keep, Runnable done) {
		this.supervisor.close();
		this.supervisor.groups().cancel();
		List<ChildRow> rows = new ArrayList<>(this.supervisor.rows());
		Collections.reverse(rows);
		rows.stream().filter((row) -> row.ended).forEach(this.supervisor::removeRow);
		List<ChildRow> fixed = rows.stream().filter((row) -> row.fixed && !row.ended).toList();
		List<ChildRow> dynamic = rows.stream().filter((row) -> !row.fixed && !row.ended).toList();
		Runnable then = () -> stopInTurn(new ArrayDeque<>(fixed), reason, keep, done);
		if (dynamic.isEmpty()) {
			then.run();
			return;
		}
		int[] left = { dynamic.size() };
		for (ChildRow row : dynamic) {
			row.onStopped(() -> {
				if (--left[0] == 0) {
					then.run();
				}
			});
			begin(row, reason);
		}
	}

	private void stopInTurn(Deque<ChildRow> rows, ExitReason.Stopped reason, boolean keep, Runnable done) {
		while (!rows.isEmpty()) {
			ChildRow row = rows.remove();
			if (this.supervisor.row(row.id) == row && row.status != ActorStatus.STOPPED) {
				row.onStopped(() -> {
					forgetUnless(keep, row);
					stopInTurn(rows, reason, keep, done);
				});
				stopOrPause(row, reason, keep);
				return;
			}
			// or while others were being stopped its start failed, and nothing remains of
			// it
			forgetUnless(keep, row);
		}
		done.run();
	}

	/**
	 * An operator may have stopped a child before, and its place goes with its parent.
	 */
	private void forgetUnless(boolean keep, ChildRow row) {
		if (!keep) {
			this.supervisor.removeRow(row);
		}
	}

	private void stopOrPause(ChildRow row, ExitReason.Stopped reason, boolean keep) {
		if (keep && row.wasReady && row.status != ActorStatus.STOPPING) {
			pause(row, reason);
		}
		else {
			begin(row, reason);
		}
	}

	/** Ends a static child's incarnation; its parent starts it again. */
	private void pause(ChildRow row, ExitReason.Stopped reason) {
		row.enter(ActorStatus.RESTARTING);
		this.supervisor.withdrawNotice(row);
		this.supervisor.launches().endWait(row);
		row.replies.refuse(Reason.RESTARTING, "the parent of " + row.id + " is being restarted");
		row.publish();
		this.supervisor.stopChildrenOf(row, true, () -> closeInstance(row, reason, () -> {
			row.paused = true;
			this.supervisor.restarts().reloads().goOn(row);
			row.released();
		}));
	}

}
