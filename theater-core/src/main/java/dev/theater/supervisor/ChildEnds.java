package dev.theater.supervisor;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorError;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.Notice;
import dev.theater.chain.EventPayload;
import org.jspecify.annotations.Nullable;

/** The steps that end a child for good, and what its parent's guest is told. */
final class ChildEnds {

	private final Supervisor supervisor;

	ChildEnds(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	/** A child is down for good by itself: what it kept of its children ends too. */
	void end(ChildRow row, ExitReason reason) {
		boolean told = row.status == ActorStatus.FAILED;
		row.enter(ActorStatus.STOPPING);
		row.publish();
		this.supervisor.stopChildrenOf(row, false, () -> down(row, reason, !told));
	}

	/** A child and its subtree are gone: shows it. */
	void down(ChildRow row, ExitReason reason) {
		down(row, reason, true);
	}

	private void down(ChildRow row, ExitReason reason, boolean tellParent) {
		ActorCell cell = row.cell;
		if (cell == null) {
			this.supervisor.removeRow(row);
			row.released();
			return;
		}
		if (row.toldStopped) {
			// a group or its parent was about to start it again
			Notice notice = row.untold ? notice(row, reason) : null;
			boolean tells = notice != null && hears(notice);
			show(row, reason, tells);
			if (notice != null && tells) {
				put(row, notice);
			}
			row.released();
			return;
		}
		cell.closeMailbox("has ended", "stopped");
		Supervisor.record(row, EventPayload.named("Stopped").with("reason", reason.describe()), "stopped");
		this.supervisor.settle(cell, () -> show(row, cell, reason, tellParent ? notice(row, reason) : null));
	}

	private void show(ChildRow row, ActorCell cell, ExitReason reason, @Nullable Notice notice) {
		boolean tells = notice != null && hears(notice);
		show(row, reason, tells);
		row.toldStopped = true;
		this.supervisor.counters().increment("theater.actors.stopped", "actor", cell.actor(), "reason", tag(reason));
		this.supervisor.tell(new SupervisorEvent.Stopped(row.subject(), this.supervisor.now(), reason));
		if (notice != null && tells) {
			put(row, notice);
		}
		cell.gone(reason);
		row.released();
	}

	private void show(ChildRow row, ExitReason reason, boolean tells) {
		row.enter(ActorStatus.STOPPED);
		row.parked = false;
		row.ended = !keepsPlace(row, reason);
		row.publish();
		if (row.ended && !tells) {
			this.supervisor.removeRow(row);
		}
		this.supervisor.restarts().reloads().goOn(row);
	}

	/**
	 * A static child stays as stopped, unless its parent ends too or it never comes back.
	 */
	private static boolean keepsPlace(ChildRow row, ExitReason reason) {
		boolean withParent = reason instanceof ExitReason.Stopped stopped
				&& (stopped.by() == ExitReason.StoppedBy.SUBTREE || stopped.by() == ExitReason.StoppedBy.RUNTIME);
		return row.fixed && row.wasReady && !withParent && row.loaded().lifecycle().restart() != RestartType.TEMPORARY;
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

	// ---- notices

	private static @Nullable Notice notice(ChildRow row, ExitReason reason) {
		return switch (reason) {
			case ExitReason.Normal normal -> new Notice.ChildExit(row.id, normal);
			case ExitReason.Stopped stopped ->
				(stopped.by() == ExitReason.StoppedBy.OPERATOR) ? new Notice.ChildExternalStop(row.id) : null;
			default -> new Notice.ChildError(row.id, ActorError.of(reason));
		};
	}

	/**
	 * Not when the guest is ending: its next incarnation is not told, and nothing would
	 * take the row away.
	 */
	private boolean hears(Notice notice) {
		ChildRow owner = this.supervisor.owner();
		return owner != null && !this.supervisor.isClosed() && owner.loaded().component().exports(notice.export());
	}

	/** Leaves a notice for the parent's guest, which exports its handler. */
	void put(ChildRow row, Notice notice) {
		row.notice = notice;
		this.supervisor.notices().put(notice);
		wakeOwner();
	}

	/**
	 * A step: the guest has handled a notice, but the store did not take what came of it.
	 */
	void noticeUnhandled(Notice notice) {
		ChildRow row = this.supervisor.row(notice.child());
		if (row != null && row.notice == notice) {
			this.supervisor.notices().putBack(notice);
			wakeOwner();
		}
	}

	private void wakeOwner() {
		ActorCell owner = this.supervisor.ownerCell();
		if (owner != null) {
			owner.wake();
		}
	}

	/** A step: the guest has handled a notice. */
	void noticeHandled(Notice notice) {
		ChildRow row = this.supervisor.row(notice.child());
		if (row == null || row.notice != notice) {
			return;
		}
		row.notice = null;
		if (row.ended) {
			this.supervisor.removeRow(row);
		}
		else if (notice instanceof Notice.ChildError && row.status == ActorStatus.FAILED) {
			ChildView.Failure failure = row.lastFailure;
			end(row, (failure != null) ? failure.reason() : new ExitReason.Unknown());
		}
	}

}
