package dev.theater.runtime;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.theater.actor.ActorStatus;

/**
 * A snapshot of all actors.
 *
 * @param roots the children of the root supervisor, in start order
 * @param counts how many actors have which status; every status has an entry
 * @param totals what has happened since the runtime started
 */
public record SupervisionTree(List<ActorNode> roots, Map<ActorStatus, Integer> counts, Totals totals) {

	public SupervisionTree {
		roots = List.copyOf(roots);
		counts = Map.copyOf(counts);
	}

	/** All actors, each before its children. */
	public Stream<ActorNode> all() {
		return this.roots.stream().flatMap(ActorNode::all);
	}

	/**
	 * What has happened since the runtime started.
	 *
	 * @param spawned actors that became ready
	 * @param restarts children restarted
	 * @param failures incarnations that failed
	 * @param stopped actors down for good
	 * @param gaveUp supervisors that gave up
	 */
	public record Totals(long spawned, long restarts, long failures, long stopped, long gaveUp) {
	}

}
