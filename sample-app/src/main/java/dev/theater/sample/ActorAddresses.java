package dev.theater.sample;

import java.util.Optional;
import java.util.regex.Pattern;

import org.springframework.stereotype.Component;

import dev.theater.actor.ActorId;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;

/** Finds the actor that a URL names by its path or its id. */
@Component
class ActorAddresses {

	/**
	 * What is meant to be an id, so that a malformed one is told apart from an unknown
	 * path.
	 */
	private static final Pattern LIKE_AN_ID = Pattern.compile("[0-9a-fA-F-]{30,40}");

	private final ActorDirectory directory;

	ActorAddresses(ActorDirectory directory) {
		this.directory = directory;
	}

	/**
	 * The actor at an address.
	 * @param address the rest of a URL's path, such as {@code /desk/worker-1}
	 * @throws UnknownAddressException if there is no such actor
	 * @throws dev.theater.actor.InvalidActorIdException if it looks like an id and is
	 * none
	 */
	ActorNode find(String address) {
		String path = address.startsWith("/") ? address.substring(1) : address;
		return this.directory.find(path)
			.or(() -> LIKE_AN_ID.matcher(path).matches() ? this.directory.node(ActorId.of(path)) : Optional.empty())
			.orElseThrow(() -> new UnknownAddressException(
					"There is no actor '" + path + "'; GET /actors lists those that there are."));
	}

}
