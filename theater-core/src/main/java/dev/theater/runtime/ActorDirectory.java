package dev.theater.runtime;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;

/**
 * The whole tree, with an operator's authority. Queries read published snapshots and
 * never ask an actor.
 */
public interface ActorDirectory {

	/** The tree as it was published last. */
	SupervisionTree tree();

	/** An actor with its subtree. */
	Optional<ActorNode> node(ActorId id);

	/**
	 * An actor by its path.
	 * @param path names from the root, such as {@code desk/worker-1}
	 */
	Optional<ActorNode> find(String path);

	/** An actor's last committed state. */
	Optional<byte[]> state(ActorId id);

	/**
	 * What an actor's component imports and exports.
	 * @return WIT; empty if there is no such actor, or if its component is not loaded
	 */
	Optional<String> wit(ActorId id);

	/**
	 * An actor's newest events.
	 * @param limit at most this many
	 * @return newest first; empty if there is no such actor
	 */
	List<ChainEvent> events(ActorId id, int limit);

	/** Recomputes what is kept of an actor's chain; empty if there is no such actor. */
	Optional<ChainVerification> verify(ActorId id);

	/**
	 * Restarts an actor on its parent's lane, recorded as the operator's.
	 * @throws dev.theater.supervisor.SupervisorException if there is no such actor, or if
	 * it is being started, restarted or stopped
	 */
	void restart(ActorId id);

	/**
	 * Loads an actor's manifest and component again. If they say something else than
	 * before, restarts the actor with that, as {@link #restart} does, with its id, its
	 * last committed state and its mailbox; its static children become what the manifest
	 * says by now. If nothing has changed, leaves it alone. If it is being restarted, its
	 * next incarnation runs what was loaded; if it is stopped, the one after its next
	 * start.
	 * @throws dev.theater.supervisor.SupervisorException if there is no such actor, if
	 * its manifest was given as text, or if what was loaded cannot be used; the actor
	 * then stays as it is
	 */
	void reload(ActorId id);

	/**
	 * Reloads all actors that were made of any of these files, and tries those again that
	 * have failed or whose files could not be used; parents before their children. What
	 * becomes of each is told to listeners.
	 * @param files paths below a location of manifests, such as {@code worker.toml} or
	 * {@code state/worker.json}
	 */
	void reload(Set<String> files);

	/**
	 * Stops an actor and its subtree on its parent's lane, recorded as the operator's.
	 * @throws dev.theater.supervisor.SupervisorException if there is no such actor
	 */
	void stop(ActorId id);

}
