package dev.theater.sample;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;

/**
 * An actor as this API shows it; {@code /actuator/theater} shows all of it.
 *
 * @param path its path from the root, which is also its address below {@code /actors}
 * @param id its id, which stays the same when it is restarted
 * @param status where it stands
 * @param incarnation how many instances it has had
 * @param restarts how often it was restarted
 * @param state its last committed state as text, where one actor is shown
 * @param children its children, in start order
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ActorView(String path, ActorId id, ActorStatus status, int incarnation, long restarts, @Nullable String state,
		List<ActorView> children) {

	static ActorView of(ActorNode node) {
		return of(node, Optional.empty());
	}

	static ActorView of(ActorNode node, Optional<byte[]> state) {
		return new ActorView(node.path(), node.id(), node.status(), node.incarnation(), node.restarts(),
				state.map((bytes) -> new String(bytes, StandardCharsets.UTF_8)).orElse(null),
				node.children().stream().map(ActorView::of).toList());
	}

}
