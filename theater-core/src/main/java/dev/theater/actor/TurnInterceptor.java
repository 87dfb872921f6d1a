package dev.theater.actor;

import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Is told around every call of a guest, every host call of a guest, every spawn and every
 * message that Java sends; observations hook in here. Called on the thread that does the
 * work, outside of guest code. Calls, host calls and sends end on the thread that they
 * began on; spawns and requests may end on another.
 */
@FunctionalInterface
public interface TurnInterceptor {

	/** Says that an operation begins, and returns who is told of its end. */
	Around begin(Operation operation);

	/**
	 * What the calling thread works on, for what comes of it on other threads. Asked when
	 * Java sends a request, and when anybody asks for a spawn.
	 */
	default Context context() {
		return this::begin;
	}

	/** Is told how an operation ended. */
	@FunctionalInterface
	interface Around {

		/** For an operation that does not matter: it is not told of the end. */
		Around NONE = (outcome, failure) -> {
		};

		/**
		 * @param outcome {@code ok}, {@code error} or a failure's cause, as a tag; for a
		 * request also {@code cancelled}
		 * @param failure what went wrong, if anything did
		 */
		void end(String outcome, @Nullable String failure);

		/** Tells of an operation's end, if anybody was told of its beginning. */
		static void tell(@Nullable Around around, String outcome, @Nullable String failure) {
			if (around != null) {
				around.end(outcome, failure);
			}
		}

		/**
		 * What goes in the headers of the messages that are sent as a part of it, over
		 * what the message handled had there. No guest sees them. Asked after the
		 * beginning, if at all.
		 */
		default Map<String, String> headers() {
			return Map.of();
		}

	}

	/** What a thread worked on when it was asked. */
	@FunctionalInterface
	interface Context {

		/** Says that an operation begins as a part of this, whatever the thread. */
		Around begin(Operation operation);

		/**
		 * Has code of users see this, on a thread that serves nothing else.
		 * @return ends that, on the same thread
		 */
		default Runnable enter() {
			return () -> {
			};
		}

		/** Runs code of users that sees this. */
		default void run(Runnable code) {
			Runnable leave = enter();
			try {
				code.run();
			}
			finally {
				leave.run();
			}
		}

	}

	/**
	 * What is about to be done.
	 *
	 * @param kind what kind of operation
	 * @param actor the actor's manifest name
	 * @param id the actor's id
	 * @param path the actor's path
	 * @param interfaceName for calls and host calls the interface, otherwise empty
	 * @param function the function, {@code spawn}, {@code send} or {@code request}
	 * @param headers for a call those of the message that it handles, or of its spawn;
	 * otherwise empty
	 */
	record Operation(Kind kind, String actor, ActorId id, String path, String interfaceName, String function,
			Map<String, String> headers) {

		public Operation(Kind kind, String actor, ActorId id, String path, String interfaceName, String function) {
			this(kind, actor, id, path, interfaceName, function, Map.of());
		}

	}

	/** The kinds of operations. */
	enum Kind {

		/** A call of an actor's guest. */
		CALL,
		/** A call of an actor's guest to the host. */
		HOST_CALL,
		/** The first start of an actor. */
		SPAWN,
		/** A message of Java to an actor. */
		SEND,
		/** A request of Java to an actor, until it is answered. */
		REQUEST

	}

}
