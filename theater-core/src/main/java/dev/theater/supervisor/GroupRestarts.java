package dev.theater.supervisor;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.RuntimeClock;
import dev.theater.chain.EventPayload;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a restart that moves several children: stop them one after the other in
 * reverse start order, wait out the delay, start them one after the other in start order.
 * Failures of members that are being stopped are absorbed; one that fails to start makes
 * for another try, which counts. What would change the group meanwhile waits behind it:
 * spawns, and what follows the failures of other children.
 */
final class GroupRestarts {

	private static final ExitReason.Stopped WITH_THE_GROUP = new ExitReason.Stopped(ExitReason.StoppedBy.PARENT);

	private final Supervisor supervisor;

	private final Deque<Runnable> waiting = new ArrayDeque<>();

	/** Members that are down for the group, and what was under way with them then. */
	private final Map<ChildRow, Long> held = new HashMap<>();

	/** Members that somebody has stopped since the group began to move. */
	private final Set<ChildRow> stopped = new HashSet<>();

	private boolean underWay;

	/** Starts among what waits: the supervising guest waits for them. */
	private int starts;

	/** The member that the supervising actor's own start waits for. */
	private @Nullable ChildRow awaited;

	/** Counts the tries; a step of an older one comes too late. */
	private long attempt;

	private RuntimeClock.@Nullable Timer timer;

	private @Nullable ChildRow starting;

	GroupRestarts(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	boolean isUnderWay() {
		return this.underWay;
	}

	/** Runs a start now, or when the group is up again; the supervising guest waits. */
	void behind(Runnable start) {
		if (!this.underWay) {
			start.run();
			return;
		}
		this.starts++;
		this.waiting.add(() -> {
			this.starts--;
			start.run();
		});
		// one that is up, or on its way down, nobody waits for any longer
		if (this.starting != null && this.starting.status == ActorStatus.RESTARTING) {
			this.supervisor.launches().awaitStart(this.starting);
		}
	}

	/** Has a decision taken when the group is up again. */
	void after(Runnable decision) {
		this.waiting.add(decision);
	}

	/** Somebody stops a child: the group does not bring it back. */
	void leave(ChildRow row) {
		if (this.underWay) {
			this.stopped.add(row);
			endAwait(row);
		}
	}

	/** Somebody starts a child again by hand: it is a member like the others. */
	void rejoin(ChildRow row) {
		this.stopped.remove(row);
	}

	/** The supervisor ends, and the group with it. */
	void cancel() {
		if (this.underWay) {
			end();
		}
	}

	/**
	 * Moves the group of a child that has failed, or failed to start again.
	 * @param delay time between the stop of the others and the start of all
	 */
	void begin(ChildRow failed, Duration delay) {
		this.underWay = true;
		this.attempt++;
		this.held.put(failed, failed.operation());
		takeWait(failed);
		List<ChildRow> members = members(failed);
		this.supervisor.journal()
			.record("theater:runtime/group-restart",
					EventPayload.named("GroupRestart")
						.with("strategy", this.supervisor.strategy().label())
						.with("because-of", failed.id.toString())
						.with("members", members.size()));
		this.supervisor.journal().commit();
		List<ChildRow> others = new ArrayList<>(members.reversed());
		others.remove(failed);
		stopNext(new ArrayDeque<>(others), () -> pause(failed, delay, members));
	}

	/**
	 * The children that move, in start order. One whose first start is under way is as
	 * good as spawned behind the group, and one that waits for its parent's start is
	 * started by that.
	 */
	private List<ChildRow> members(ChildRow failed) {
		boolean all = this.supervisor.strategy() == RestartStrategy.ONE_FOR_ALL;
		return this.supervisor.rows()
			.stream()
			.filter((row) -> all || row.place >= failed.place)
			.filter((row) -> row == failed || (row.wasReady && !row.ended && !row.paused))
			.toList();
	}

	// ---- down

	private void stopNext(Deque<ChildRow> rows, Runnable then) {
		for (ChildRow row = rows.poll(); row != null; row = rows.poll()) {
			if (row.status == ActorStatus.STOPPED) {
				takeStopped(row);
			}
			else if (!row.ended) {
				row.onStopped(step(() -> stopNext(rows, then)));
				stop(row);
				return;
			}
		}
		then.run();
	}

	private void takeStopped(ChildRow row) {
		if (!row.ended && !this.stopped.contains(row) && !isTemporary(row)) {
			row.enter(ActorStatus.RESTARTING);
			// that it had ended is no news any more
			this.supervisor.withdrawNotice(row);
			row.publish();
			this.held.put(row, row.operation());
		}
	}

	private void stop(ChildRow row) {
		if (row.status == ActorStatus.STOPPING) {
			return;
		}
		if (isTemporary(row)) {
			this.supervisor.stops().begin(row, WITH_THE_GROUP);
			return;
		}
		row.enter(ActorStatus.RESTARTING);
		this.supervisor.withdrawNotice(row);
		takeWait(row);
		row.publish();
		this.held.put(row, row.operation());
		this.supervisor.stopChildrenOf(row, true,
				() -> this.supervisor.stops().closeInstance(row, WITH_THE_GROUP, row::released));
	}

	/** A parent whose start waits for a member waits for the group from now on. */
	private void takeWait(ChildRow row) {
		if (row.awaited) {
			this.awaited = row;
			this.supervisor.launches().endWait(row);
		}
	}

	/** The parent's start goes on, for this member is up or was stopped. */
	private void endAwait(ChildRow row) {
		if (this.awaited == row) {
			this.awaited = null;
			if (this.starting != null && this.starts == 0) {
				this.supervisor.launches().endWait(this.starting);
			}
		}
	}

	private static boolean isTemporary(ChildRow row) {
		return row.loaded().lifecycle().restart() == RestartType.TEMPORARY;
	}

	private void pause(ChildRow failed, Duration delay, List<ChildRow> members) {
		Deque<ChildRow> rows = new ArrayDeque<>(members);
		if (delay.isZero()) {
			startNext(rows);
			return;
		}
		Runnable go = step(() -> startNext(rows));
		this.timer = this.supervisor.clock().schedule(delay, () -> this.supervisor.later(go));
		this.supervisor.exits().noteDelay(failed, delay);
	}

	// ---- up

	private void startNext(Deque<ChildRow> rows) {
		this.timer = null;
		this.starting = null;
		for (ChildRow row = rows.poll(); row != null; row = rows.poll()) {
			if (isHeld(row)) {
				start(row, rows);
				return;
			}
		}
		end();
	}

	private boolean isHeld(ChildRow row) {
		Long operation = this.held.get(row);
		return operation != null && row.isUnderWay(operation) && this.supervisor.row(row.id) == row;
	}

	private void start(ChildRow row, Deque<ChildRow> rows) {
		this.starting = row;
		if (this.awaited != null || this.starts > 0) {
			// its init must not wait for the guest that waits for the group
			this.supervisor.launches().awaitStart(row);
		}
		Runnable next = step(() -> startNext(rows));
		row.onStopped(next);
		this.supervisor.restarts().startMember(row, () -> {
			row.notOnStopped(next);
			endAwait(row);
			this.supervisor.later(next);
		}, (reason) -> {
			row.notOnStopped(next);
			this.starting = null;
			this.supervisor.exits().tryAgain(row, reason);
		});
	}

	/** A step of this try, which is taken once. */
	private Runnable step(Runnable step) {
		long begun = this.attempt;
		boolean[] taken = new boolean[1];
		return () -> {
			if (this.underWay && this.attempt == begun && !taken[0]) {
				taken[0] = true;
				step.run();
			}
		};
	}

	private void end() {
		this.underWay = false;
		this.attempt++;
		this.held.clear();
		this.stopped.clear();
		this.starting = null;
		this.awaited = null;
		if (this.timer != null) {
			this.timer.cancel();
			this.timer = null;
		}
		while (!this.underWay && !this.waiting.isEmpty()) {
			this.waiting.remove().run();
		}
	}

}
