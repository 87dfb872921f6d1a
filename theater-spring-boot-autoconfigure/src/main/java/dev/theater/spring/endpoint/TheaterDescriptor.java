package dev.theater.spring.endpoint;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.SupervisionTree;

/**
 * The theater as a whole.
 *
 * @param status where the runtime stands
 * @param engine how guests are run
 * @param store where event chains and states are kept
 * @param actors how many actors have which status
 * @param totals what has happened since the runtime started
 * @param omitted actors that are not shown in the tree, for its depth or number
 * @param tree the children of the root supervisor, in start order
 */
@JsonPropertyOrder({ "status", "engine", "store", "actors", "totals", "omitted", "tree" })
public record TheaterDescriptor(String status, String engine, String store, ActorCounts actors, Totals totals,
		int omitted, List<ActorDescriptor> tree) {

	public TheaterDescriptor {
		tree = List.copyOf(tree);
	}

	/** How many actors have which status. */
	@JsonPropertyOrder({ "starting", "running", "restarting", "stopping", "stopped", "failed" })
	public record ActorCounts(int starting, int running, int restarting, int stopping, int stopped, int failed) {

		static ActorCounts of(Map<ActorStatus, Integer> counts) {
			return new ActorCounts(counts.getOrDefault(ActorStatus.STARTING, 0),
					counts.getOrDefault(ActorStatus.RUNNING, 0), counts.getOrDefault(ActorStatus.RESTARTING, 0),
					counts.getOrDefault(ActorStatus.STOPPING, 0), counts.getOrDefault(ActorStatus.STOPPED, 0),
					counts.getOrDefault(ActorStatus.FAILED, 0));
		}
	}

	/** What has happened since the runtime started. */
	@JsonPropertyOrder({ "spawned", "restarts", "failures", "stopped", "gaveUp" })
	public record Totals(long spawned, long restarts, long failures, long stopped, long gaveUp) {

		static Totals of(SupervisionTree.Totals totals) {
			return new Totals(totals.spawned(), totals.restarts(), totals.failures(), totals.stopped(),
					totals.gaveUp());
		}
	}

}
