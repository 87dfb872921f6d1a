package dev.theater.actor;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Which actor waits for which. An actor has one call and so at most one wait. The lock is
 * held for a walk along one chain of waits, and only where an actor is about to wait.
 */
public final class WaitGraph {

	private final Map<ActorId, Edge> waits = new HashMap<>();

	/** Who waits for a child that it spawns. */
	private final Set<ActorId> spawning = new HashSet<>();

	/**
	 * Notes that an actor cannot go on before a child of its has started. Mostly the
	 * child is new to waiting, and it is the child that would close a circle. One that
	 * has begun to start before may wait already: then a wait below that leads back is
	 * refused.
	 */
	public synchronized void beginForStart(ActorCell waiter, ActorCell child) {
		refuseWaitFor(waiter, child);
		this.waits.putIfAbsent(waiter.id(), new Edge(waiter, child, null));
	}

	/** Notes that an actor is about to wait until a child that it spawns has started. */
	synchronized void beginSpawning(ActorCell waiter) {
		this.spawning.add(waiter.id());
	}

	/** The actor waits for no child that it spawns any more, started or not. */
	synchronized void endSpawning(ActorCell waiter) {
		this.spawning.remove(waiter.id());
		this.waits.computeIfPresent(waiter.id(), (id, edge) -> (edge.guard() == null) ? null : edge);
	}

	/**
	 * A {@link #beginForStart} of a child that an actor spawns, unless the actor has
	 * stopped waiting meanwhile.
	 * @param awaited whether it is this child that the actor waits for, and not another
	 * one that it spawned later
	 */
	public synchronized void beginForSpawn(ActorCell waiter, ActorCell child, BooleanSupplier awaited) {
		if (this.spawning.contains(waiter.id()) && awaited.getAsBoolean()) {
			beginForStart(waiter, child);
		}
	}

	/**
	 * Notes a wait, unless it would close a circle.
	 * @throws WaitCircleException if it would; the message names the circle
	 */
	synchronized void begin(ActorCell waiter, ActorCell target, CallGuard guard) {
		List<ActorCell> circle = circle(waiter, target);
		if (circle != null) {
			throw refusal(circle);
		}
		this.waits.put(waiter.id(), new Edge(waiter, target, guard));
	}

	/**
	 * Notes the wait of a supervisor for the end of a child: it goes ahead, and a wait
	 * below that leads back to the supervisor is refused instead, since the child will
	 * end.
	 */
	synchronized void beginForEnd(ActorCell waiter, ActorCell target, CallGuard guard) {
		refuseWaitFor(waiter, target);
		this.waits.put(waiter.id(), new Edge(waiter, target, guard));
	}

	/** Refuses the wait that leads back to an actor which is going to wait. */
	private void refuseWaitFor(ActorCell waiter, ActorCell target) {
		List<ActorCell> circle = circle(waiter, target);
		if (circle != null) {
			Edge last = this.waits.get(circle.getLast().id());
			if (last != null && last.guard() != null) {
				last.guard().refuseWait(refusal(circle));
			}
		}
	}

	/** Notes the end of an actor's wait for another. */
	public synchronized void end(ActorCell waiter, ActorCell target) {
		this.waits.computeIfPresent(waiter.id(), (id, edge) -> (edge.target() == target) ? null : edge);
	}

	/**
	 * The actors of the circle that the wait would close, the waiter first; else null.
	 */
	private @Nullable List<ActorCell> circle(ActorCell waiter, ActorCell target) {
		Set<ActorCell> seen = new LinkedHashSet<>(List.of(waiter));
		for (ActorCell at = target; at != waiter;) {
			Edge next = this.waits.get(at.id());
			if (next == null || !seen.add(at)) {
				return null;
			}
			at = next.target();
		}
		return List.copyOf(seen);
	}

	private static WaitCircleException refusal(List<ActorCell> circle) {
		StringBuilder text = new StringBuilder("the wait would close a circle: ");
		for (ActorCell cell : circle) {
			text.append(cell.path()).append(" (").append(cell.id()).append(") waits for ");
		}
		ActorCell first = circle.getFirst();
		return new WaitCircleException(
				text.append(first.path()).append(" (").append(first.id()).append(")").toString());
	}

	private record Edge(ActorCell waiter, ActorCell target, @Nullable CallGuard guard) {
	}

}
