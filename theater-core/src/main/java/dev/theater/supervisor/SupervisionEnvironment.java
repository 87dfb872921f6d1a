package dev.theater.supervisor;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.chain.EventStore;

/**
 * What all supervisors of a runtime share.
 *
 * @param actors what all actors share
 * @param definitions where definitions come from
 * @param store keeps chains and states
 * @param commits runs commits of stores that may wait
 * @param loads runs the loading of what actors are
 * @param lanes runs the steps of supervisors
 * @param events is told of steps in actors' lives; must only hand them on
 * @param started is told of every incarnation that is initialised; must only hand it on
 * @param index every child by id
 * @param random for the jitter of backoffs, from 0 to 1
 * @param defaults for supervisors whose manifest says nothing, and for the root
 * @param bounds ceilings
 */
public record SupervisionEnvironment(ActorEnvironment actors, ActorDefinition.Source definitions, EventStore store,
		Executor commits, LoadExecutor loads, LaneExecutor lanes, Consumer<SupervisorEvent> events,
		BiConsumer<ActorInstance, ActorDefinition> started, Map<ActorId, ChildRow> index, DoubleSupplier random,
		SupervisionPolicy defaults, Bounds bounds) {

	/** An index that supervisors and queries may use at once. */
	public static Map<ActorId, ChildRow> newIndex() {
		return new ConcurrentHashMap<>();
	}

	/**
	 * Ceilings of a runtime.
	 *
	 * @param waitTimeout all waiting of one call together
	 * @param maxTransfer bytes that one call may move between host and guest
	 * @param shutdownTimeout caps every actor's shutdown time
	 * @param maxDepth actors from the root to an actor, itself included
	 * @param maxActors actors in all
	 */
	public record Bounds(Duration waitTimeout, long maxTransfer, Duration shutdownTimeout, int maxDepth,
			int maxActors) {
	}
}
