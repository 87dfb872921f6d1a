package dev.theater.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import org.jspecify.annotations.Nullable;

/**
 * What is under way because a child's files may have changed: first they are loaded, and
 * then the child waits for its next start. Belongs to the lane of the child's parent.
 */
final class Reload {

	/** Who waits for it. */
	private final List<CompletableFuture<ActorId>> replies = new ArrayList<>();

	boolean loading;

	/**
	 * Whether somebody asked after the loading had begun: it may have missed a change.
	 */
	boolean again;

	/** What the next incarnation is to run. */
	@Nullable Blueprint next;

	void reply(CompletableFuture<ActorId> reply) {
		this.replies.add(reply);
	}

	/** Who waits, from now on for somebody else. */
	List<CompletableFuture<ActorId>> takeReplies() {
		List<CompletableFuture<ActorId>> waiting = List.copyOf(this.replies);
		this.replies.clear();
		return waiting;
	}

	void answer(ActorId id) {
		takeReplies().forEach((reply) -> reply.complete(id));
	}

	void refuse(SupervisorException why) {
		takeReplies().forEach((reply) -> reply.completeExceptionally(why));
	}

}
