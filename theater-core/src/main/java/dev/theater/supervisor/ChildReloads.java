package dev.theater.supervisor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.chain.EventPayload;
import dev.theater.supervisor.SupervisorException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a child becomes what its changed files say.
 *
 * <p>
 * How it works: the files are loaded while the child goes on as it is. What they give
 * waits in the row for the child's next start, whoever brings that about, and is adopted
 * there; if no start is under way, one is. So nothing else that goes on with the child
 * needs to know, and of several changes in a row the last is what counts.
 */
final class ChildReloads {

	private final Supervisor supervisor;

	ChildReloads(Supervisor supervisor) {
		this.supervisor = supervisor;
	}

	// ---- loading

	void reload(ActorId child, CompletableFuture<ActorId> reply) {
		ChildRow row = this.supervisor.table().require(child);
		if (this.supervisor.stopMark().isSet()) {
			throw new HandlerErrorException(Reason.SHUTTING_DOWN, "this supervisor is ending");
		}
		if (row.ended) {
			throw ChildTable.notAChild(child);
		}
		if (row.status == ActorStatus.STOPPING) {
			throw new HandlerErrorException(Reason.STOPPING, child + " is being stopped");
		}
		if (row.spec.inlineManifest().isPresent()) {
			throw new HandlerErrorException(Reason.LOAD, child + " was started from a manifest given as text, which "
					+ "does not change; only what was started from a file can be reloaded");
		}
		Reload reload = row.reload;
		if (reload == null) {
			reload = new Reload();
			row.reload = reload;
		}
		reload.reply(reply);
		reload.again = reload.loading;
		if (!reload.loading) {
			load(row, reload);
		}
	}

	private void load(ChildRow row, Reload reload) {
		ChildStarts starts = this.supervisor.starts();
		ActorSpec spec = row.spec;
		ActorDefinition limit = starts.limitOf(row.fromGuest);
		int levels = this.supervisor.environment().bounds().maxDepth() - ChildStarts.depth(this.supervisor.owner());
		reload.loading = true;
		reload.again = false;
		Runnable work = () -> new Blueprint.Drawing(starts::definition, row.fromGuest).of(spec, limit, levels)
			.whenComplete(
					(next, failure) -> this.supervisor.later(() -> loaded(row, reload, spec, limit, next, failure)));
		try {
			this.supervisor.environment().loads().execute(work, false);
		}
		catch (RejectedExecutionException ex) {
			cancel(row);
		}
	}

	private void loaded(ChildRow row, Reload reload, ActorSpec spec, @Nullable ActorDefinition limit,
			@Nullable Blueprint next, @Nullable Throwable failure) {
		if (row.reload != reload) {
			return;
		}
		boolean late = row.spec != spec || this.supervisor.starts().limitOf(row.fromGuest) != limit;
		if (reload.again || late) {
			load(row, reload);
			return;
		}
		reload.loading = false;
		row.outdated = next == null;
		if (next != null) {
			reload.next = next;
			apply(row, reload, next);
		}
		else if (failure != null) {
			refuse(row, reload, ChildStarts.problem(spec, failure));
		}
	}

	/** The child stays as it is, and everybody is told why. */
	private void refuse(ChildRow row, Reload reload, SupervisorException failure) {
		String problem = describe(failure);
		HandlerErrorException why = new HandlerErrorException(failure.reason(), problem, failure);
		if (row.cell == null && row.status == ActorStatus.FAILED) {
			this.supervisor.starts().couldNotLoad(row, why);
		}
		if (row.cell != null) {
			// not what is wrong: its guest may read this, and it may tell of the host
			Supervisor.record(row, EventPayload.named("ReloadFailed").with("manifest", row.loaded().manifest()),
					"reload-failed");
			row.actor().store().commit();
		}
		row.publish();
		this.supervisor.tell(new SupervisorEvent.ReloadFailed(row.subject(), this.supervisor.now(), problem));
		if (reload.next == null) {
			row.reload = null;
		}
		reload.refuse(why);
	}

	/** All that is known of it, for whoever is not a guest. */
	private static String describe(Throwable failure) {
		Throwable cause = failure.getCause();
		if (cause instanceof SupervisorException inner) {
			return describe(inner);
		}
		String own = String.valueOf(failure.getMessage()).replaceFirst("^Handler error: ", "");
		String more = (cause != null) ? cause.getMessage() : null;
		return (more == null || own.contains(more)) ? own : own + ": " + more;
	}

	// ---- what is loaded waits for a start

	/** Whatever was under way with a child is done: what waits for that may go on. */
	void goOn(ChildRow row) {
		if (row.reload != null) {
			this.supervisor.later(() -> {
				Reload reload = row.reload;
				if (reload != null && reload.next != null) {
					apply(row, reload, reload.next);
				}
			});
		}
	}

	private void apply(ChildRow row, Reload reload, Blueprint next) {
		if (row.definition != null && row.loaded().changesTo(next.definition()).isEmpty() && !isToBeTried(row)) {
			leave(row, reload, next);
			return;
		}
		switch (row.status) {
			// their next step is a start, or ends in one of the others
			case STARTING, STOPPING -> {
			}
			case RESTARTING -> hurry(row, reload);
			case RUNNING, FAILED -> {
				// if its parent is on its way down, it is adopted when both come back
				if (!this.supervisor.isClosed()) {
					begin(row, reload);
				}
			}
			case STOPPED -> reload.answer(row.id);
		}
	}

	/** Nothing that matters has changed: the child is left alone. */
	private static void leave(ChildRow row, Reload reload, Blueprint next) {
		reload.next = null;
		if (!reload.loading) {
			row.reload = null;
			reload.answer(row.id);
		}
		row.definition = row.loaded().madeOf(next.definition().files());
		row.publish();
	}

	/**
	 * Whether it is down for what is wrong with its static children, which may have been
	 * mended.
	 */
	private static boolean isToBeTried(ChildRow row) {
		return row.status == ActorStatus.FAILED && row.failedOnChildren;
	}

	/** Nobody waits out the failures of what is not run any more. */
	private static void hurry(ChildRow row, Reload reload) {
		Runnable delayed = row.delayed;
		if (delayed != null) {
			row.delayed = null;
			row.cancelTimer();
			delayed.run();
		}
		else if (row.paused) {
			reload.answer(row.id);
		}
	}

	private void begin(ChildRow row, Reload reload) {
		this.supervisor.groups().rejoin(row);
		this.supervisor.withdrawNotice(row);
		row.parked = false;
		if (row.cell != null) {
			this.supervisor.restarts().restart(row, new ExitReason.Stopped(ExitReason.StoppedBy.OPERATOR));
			return;
		}
		row.reload = null;
		reload.takeReplies().forEach(row.replies::add);
		this.supervisor.starts().loadAgain(row);
	}

	// ---- the start

	/** Has a child that is about to start be what waits for it, then goes on. */
	void adopt(ChildRow row, Runnable start) {
		Reload reload = row.reload;
		Blueprint next = (reload != null) ? reload.next : null;
		if (reload == null || next == null || this.supervisor.isClosed()) {
			start.run();
			return;
		}
		reload.next = null;
		if (!reload.loading) {
			row.reload = null;
			reload.takeReplies().forEach(row.replies::add);
		}
		List<String> changes = row.loaded().changesTo(next.definition());
		if (changes.isEmpty()) {
			row.definition = row.loaded().madeOf(next.definition().files());
			start.run();
			return;
		}
		adopt(row, next.definition(), changes);
		Supervisor children = row.children();
		Runnable then = row.during(start);
		children.later(() -> children.restarts().reloads().refit(next.children(), () -> this.supervisor.later(then)));
	}

	private void adopt(ChildRow row, ActorDefinition next, List<String> changes) {
		String before = row.loaded().component().hash();
		Supervisor.record(row,
				EventPayload.named("Reloaded")
					.with("manifest", next.manifest())
					.with("changes", String.join(", ", changes))
					.with("component-before", before)
					.with("component", next.component().hash()),
				"reloaded");
		row.definition = next;
		// how often the old one failed says nothing of the new one
		row.consecutive = 0;
		row.window = RestartWindow.EMPTY;
		row.fromInitialState = false;
		row.publish();
		this.supervisor.tell(new SupervisorEvent.Reloaded(row.subject(row.incarnation + 1), this.supervisor.now(),
				next.manifest(), changes, before, next.component().hash()));
		if (!row.resumed) {
			keepState(row, next);
		}
	}

	private void keepState(ChildRow row, ActorDefinition next) {
		try {
			row.keep(InitialState.OF_SPEC.of(row.spec, next));
		}
		catch (HandlerErrorException ex) {
			this.supervisor.tell(new SupervisorEvent.ReloadFailed(row.subject(), this.supervisor.now(),
					"it keeps its former initial state: " + describe(ex)));
		}
	}

	// ---- its static children, on their own lane

	/**
	 * Has the static children, which are all down, be what their parent's manifest says
	 * now: those that it still names keep their ids and states and adopt what they are
	 * when they start; the others are forgotten. Then goes on.
	 */
	private void refit(List<Blueprint> wanted, Runnable then) {
		List<ChildRow> known = new ArrayList<>(this.supervisor.rows().stream().filter((row) -> row.fixed).toList());
		for (Blueprint child : wanted) {
			ChildRow row = known.stream().filter((old) -> old.spec.isSameActor(child.spec())).findFirst().orElse(null);
			if (row != null) {
				known.remove(row);
				this.supervisor.table().refit(row, child.spec());
				Reload reload = (row.reload != null) ? row.reload : new Reload();
				reload.next = child;
				row.reload = reload;
			}
		}
		forget(new ArrayDeque<>(known), then);
	}

	private void forget(Deque<ChildRow> rows, Runnable then) {
		for (ChildRow row = rows.poll(); row != null; row = rows.poll()) {
			if (row.status != ActorStatus.STOPPED && this.supervisor.row(row.id) == row) {
				ChildRow leaving = row;
				row.onStopped(() -> {
					this.supervisor.removeRow(leaving);
					forget(rows, then);
				});
				this.supervisor.stops().begin(row, new ExitReason.Stopped(ExitReason.StoppedBy.SUBTREE));
				return;
			}
			this.supervisor.removeRow(row);
		}
		then.run();
	}

	// ---- the end

	/** A child ends, and nothing is reloaded. */
	static void cancel(ChildRow row) {
		Reload reload = row.reload;
		if (reload != null) {
			row.reload = null;
			reload.refuse(new HandlerErrorException(Reason.STOPPING, row.id + " is being stopped"));
		}
	}

}
