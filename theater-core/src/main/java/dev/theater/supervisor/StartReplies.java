package dev.theater.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;

/** Those who wait for a child's start or restart. Used on its parent's lane alone. */
final class StartReplies {

	private final ActorId child;

	private final List<CompletableFuture<ActorId>> waiting = new ArrayList<>();

	StartReplies(ActorId child) {
		this.child = child;
	}

	void add(CompletableFuture<ActorId> reply) {
		this.waiting.add(reply);
	}

	/** Answers all of them. */
	void answer() {
		taken().forEach((reply) -> reply.complete(this.child));
	}

	/** Says no to them, if there are any. */
	void refuse(SupervisorException.Reason reason, String problem) {
		if (!this.waiting.isEmpty()) {
			refuse(new HandlerErrorException(reason, problem));
		}
	}

	/** Says no to all of them. */
	void refuse(SupervisorException why) {
		taken().forEach((reply) -> reply.completeExceptionally(why));
	}

	/** Whether anybody has not given up waiting. */
	boolean isAwaited() {
		return this.waiting.stream().anyMatch((reply) -> !reply.isDone());
	}

	private List<CompletableFuture<ActorId>> taken() {
		List<CompletableFuture<ActorId>> taken = List.copyOf(this.waiting);
		this.waiting.clear();
		return taken;
	}

}
