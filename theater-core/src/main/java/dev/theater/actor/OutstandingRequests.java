package dev.theater.actor;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The requests of one incarnation that its handler left to be answered later. */
public final class OutstandingRequests {

	private final ActorCell cell;

	private final Counters counters;

	private final Map<String, PendingRequest> requests = new LinkedHashMap<>();

	OutstandingRequests(ActorCell cell) {
		this.cell = cell;
		this.counters = cell.environment().counters();
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

	private Optional<PendingRequest> get(String id) {
		synchronized (this.requests) {
			return Optional.ofNullable(this.requests.get(id));
		}
	}

	/**
	 * Answers one. Returns false if there is none of that id (any more).
	 * @throws MessageTooLargeException if the asker takes no answer of that length; the
	 * request is still outstanding
	 */
	public boolean respond(String id, byte[] response) {
		get(id).filter((found) -> response.length > found.maxAnswer()).ifPresent((found) -> {
			throw this.cell.answerTooLarge(response.length, found.maxAnswer());
		});
		Optional<PendingRequest> request = remove(id);
		if (request.isEmpty()) {
			countLate();
		}
		return request.map((found) -> answer(found, response)).orElse(false);
	}

	/** Ends one with an error. Returns false if there is none of that id (any more). */
	public boolean cancel(String id) {
		// whoever ends it otherwise may have been quicker and not have removed it yet
		return remove(id).map((found) -> found.fail(new ActorFailedException("the receiver cancelled the request")))
			.orElse(false);
	}

	boolean answer(PendingRequest request, byte[] response) {
		if (response.length > request.maxAnswer()) {
			request.fail(this.cell.answerTooLarge(response.length, request.maxAnswer()));
			return false;
		}
		boolean first = request.complete(response.clone());
		if (!first) {
			countLate();
		}
		return first;
	}

	private void countLate() {
		this.counters.increment("theater.messages.dead", "reason", "late");
	}

	void failAll(ExitReason reason) {
		List<PendingRequest> rest;
		synchronized (this.requests) {
			rest = List.copyOf(this.requests.values());
			this.requests.clear();
		}
		rest.forEach(
				(request) -> request.fail(new ActorFailedException(this.cell.describe() + " " + reason.describe())));
	}

}
