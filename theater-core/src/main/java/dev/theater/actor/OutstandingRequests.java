package dev.theater.actor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of one incarnation that its handler left to be answered later. */
public final class OutstandingRequests {

	private final Counters counters;

	private final Map<String, PendingRequest> requests = new LinkedHashMap<>();

	OutstandingRequests(Counters counters) {
		this.counters = counters;
	}

	void add(PendingRequest request) {
		synchronized (this.requests) {
			this.requests.put(request.id(), request);
		}
		request.answer().whenComplete((answer, failure) -> remove(request.id()));
	}

	private Optional<PendingRequest> remove(String id) {
		synchronized (this.requests) {
			return Optional.ofNullable(this.requests.remove(id));
		}
	}

	/** Their ids, oldest first. */
	public List<String> ids() {
		synchronized (this.requests) {
			return List.copyOf(this.requests.keySet());
		}
	}

	/** Answers one. Returns false if there is none of that id (any more). */
	public boolean respond(String id, byte[] response) {
		Optional<PendingRequest> request = remove(id);
		if (request.isEmpty()) {
			countLate();
		}
		return request.map((found) -> answer(found, response)).orElse(false);
	}

	/** Ends one with an error. Returns false if there is none of that id (any more). */
	public boolean cancel(String id) {
		Optional<PendingRequest> request = remove(id);
		request.ifPresent((found) -> found.fail(new ActorFailedException("the receiver cancelled the request")));
		return request.isPresent();
	}

	boolean answer(PendingRequest request, byte[] response) {
		boolean first = request.complete(response.clone());
		if (!first) {
			countLate();
		}
		return first;
	}

	private void countLate() {
		this.counters.increment("theater.messages.dead", "reason", "late");
	}

	void failAll(ActorCell cell, ExitReason reason) {
		List<PendingRequest> rest;
		synchronized (this.requests) {
			rest = List.copyOf(this.requests.values());
			this.requests.clear();
		}
		rest.forEach((request) -> request
			.fail(new ActorFailedException("actor " + cell.path() + " (" + cell.id() + ") " + reason.describe())));
	}

}
