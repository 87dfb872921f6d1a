package dev.theater.actor;

import org.jspecify.annotations.Nullable;

/**
 * Is told around every call of a guest, every host call of a guest and every spawn;
 * observations hook in here. Called on the thread that does the work, outside of guest
 * code, except that the end of a spawn comes on the callback executor.
 */
@FunctionalInterface
public interface TurnInterceptor {

	/** Says that an operation begins, and returns who is told of its end. */
	Around begin(Operation operation);

	/** Is told how an operation ended. */
	@FunctionalInterface
	interface Around {

		/**
		 * @param outcome {@code ok}, {@code error} or a failure's cause, as a tag
		 * @param failure what went wrong, if anything did
		 */
		void end(String outcome, @Nullable String failure);

	}

	/**
	 * What is about to be done.
	 *
	 * @param kind what kind of operation
	 * @param actor the actor's manifest name
	 * @param id the actor's id
	 * @param path the actor's path
	 * @param interfaceName for calls and host calls the interface, otherwise empty
	 * @param function the function, or {@code spawn}
	 */
	record Operation(Kind kind, String actor, ActorId id, String path, String interfaceName, String function) {
	}

	/** The kinds of operations. */
	enum Kind {

		CALL, HOST_CALL, SPAWN

	}

}
