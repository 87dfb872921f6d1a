package dev.theater.spring.page;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.SupervisionTree;

/**
 * What has changed since an earlier version, or all there is.
 *
 * @param version names this state; opaque to the page
 * @param full whether it says all there is, so that the page forgets what it knew
 * @param at when the tree was looked at
 * @param status where the runtime stands
 * @param counts how many actors are how
 * @param totals what has happened since the runtime started
 * @param omitted actors that are too many to be sent
 * @param actors those that are new or have changed, parents before their children
 * @param removed ids of those that are gone
 * @param events steps in actors' lives, oldest first
 */
@JsonPropertyOrder({ "version", "full", "at", "status", "counts", "totals", "omitted", "actors", "removed", "events" })
record PageUpdate(String version, boolean full, Instant at, String status, Counts counts, Totals totals, int omitted,
		List<PageActor> actors, List<String> removed, List<PageEvent> events) {

	PageUpdate {
		actors = List.copyOf(actors);
		removed = List.copyOf(removed);
		events = List.copyOf(events);
	}

	/** How many actors have which status, and how many of them are parked or back off. */
	@JsonPropertyOrder({ "starting", "running", "restarting", "stopping", "stopped", "failed", "parked", "backingOff" })
	record Counts(int starting, int running, int restarting, int stopping, int stopped, int failed, int parked,
			int backingOff) {

		static Counts of(Map<ActorStatus, Integer> counts, int parked, int backingOff) {
			return new Counts(counts.getOrDefault(ActorStatus.STARTING, 0), counts.getOrDefault(ActorStatus.RUNNING, 0),
					counts.getOrDefault(ActorStatus.RESTARTING, 0), counts.getOrDefault(ActorStatus.STOPPING, 0),
					counts.getOrDefault(ActorStatus.STOPPED, 0), counts.getOrDefault(ActorStatus.FAILED, 0), parked,
					backingOff);
		}
	}

	/** What has happened since the runtime started. */
	@JsonPropertyOrder({ "spawned", "restarts", "failures", "stopped", "gaveUp" })
	record Totals(long spawned, long restarts, long failures, long stopped, long gaveUp) {

		static Totals of(SupervisionTree.Totals totals) {
			return new Totals(totals.spawned(), totals.restarts(), totals.failures(), totals.stopped(),
					totals.gaveUp());
		}
	}

}
