package dev.theater.supervisor;

import java.util.List;
import java.util.Optional;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;
import dev.theater.chain.ChainEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor is asked to do, by a guest, by Java or by an operator. Commands that
 * change something run on the supervisor's lane; queries read what it has published.
 *
 * @param <R> what the command answers
 */
public sealed interface TheaterCommand<R> {

	/**
	 * Starts a child and answers its id when it is ready.
	 *
	 * @param fromGuest whether a guest asks, whose children get no more than it has
	 * itself
	 */
	record Spawn(ActorSpec spec, boolean fromGuest) implements TheaterCommand<ActorId> {
	}

	/** Starts a child with exactly this state. */
	final class Resume implements TheaterCommand<ActorId> {

		private final ActorSpec spec;

		private final byte @Nullable [] state;

		private final boolean fromGuest;

		public Resume(ActorSpec spec, byte @Nullable [] state, boolean fromGuest) {
			this.spec = spec;
			this.state = (state != null) ? state.clone() : null;
			this.fromGuest = fromGuest;
		}

		public ActorSpec spec() {
			return this.spec;
		}

		/** The state; null for none. */
		public byte @Nullable [] state() {
			return (this.state != null) ? this.state.clone() : null;
		}

		public boolean fromGuest() {
			return this.fromGuest;
		}

	}

	/** Lists the children that run, restart or have failed, in start order. */
	record ListChildren() implements TheaterCommand<List<ActorId>> {
	}

	/**
	 * Restarts a child with its last committed state, and answers when it is ready.
	 *
	 * @param operator whether an operator asks
	 */
	record RestartChild(ActorId child, boolean operator) implements TheaterCommand<ActorId> {
	}

	/**
	 * Loads what a child is once more. If that is something else by now, restarts the
	 * child with it, and answers when it is ready; if nothing has changed, leaves it
	 * alone.
	 */
	record ReloadChild(ActorId child) implements TheaterCommand<ActorId> {
	}

	/** Stops a child and its subtree, and answers when they are gone. */
	record StopChild(ActorId child, ExitReason.StoppedBy by) implements TheaterCommand<ActorId> {
	}

	/** Forgets a stopped child. */
	record DeleteChild(ActorId child) implements TheaterCommand<ActorId> {
	}

	/** A child's last committed state. */
	record GetChildState(ActorId child) implements TheaterCommand<Optional<byte[]>> {
	}

	/** A child's events, oldest first. */
	record GetChildEvents(ActorId child) implements TheaterCommand<List<ChainEvent>> {
	}

}
