package dev.theater.supervisor;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;

/**
 * The application's root supervisor: the same operations that a guest has through
 * {@code theater:simple/supervisor}, with the same checks. Every operation on an id must
 * name a direct child of the root. Calls return when the work is done. Failures are
 * {@link SupervisorException}s.
 */
public interface SupervisorService {

	/**
	 * Starts an actor and returns when it is ready for messages.
	 * @param manifest a manifest's name under the configured locations, never its text
	 */
	ActorId spawn(String manifest);

	/**
	 * Starts an actor with an initial state.
	 * @param initBytes handed to the guest's {@code init} unchanged
	 */
	ActorId spawn(String manifest, byte[] initBytes);

	/** Starts an actor as specified. */
	ActorId spawn(ActorSpec spec);

	/** Starts an actor; the future completes on the callback executor. */
	CompletableFuture<ActorId> spawnAsync(ActorSpec spec);

	/**
	 * Starts an actor with exactly these bytes as its state, never the manifest's.
	 * @param stateBytes a state that {@link #getChildState} or a store once gave
	 */
	ActorId resume(String manifest, byte[] stateBytes);

	/** The direct children that run, restart or have failed, in start order. */
	List<ActorId> listChildren();

	/** Ends a child's incarnation and starts a new one with the last committed state. */
	void restartChild(ActorId child);

	/** Ends a child and its subtree; stopping it again is no error. */
	void stopChild(ActorId child);

	/** Forgets a stopped child whose place was kept. */
	void deleteChild(ActorId child);

	/** A child's last committed state; never waits for a running call. */
	Optional<byte[]> getChildState(ActorId child);

	/** A child's events, oldest first; never waits for a running call. */
	List<ChainEvent> getChildEvents(ActorId child);

}
