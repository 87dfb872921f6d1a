package dev.theater.host;

import dev.theater.actor.ActorHandle;

/**
 * Offers an interface to guests: the SPI that applications implement as a bean. A
 * manifest grants it with {@code [[handler]] type = "<name>"}. One handler serves all
 * actors; what it is told apart by is the {@link HostCall}.
 */
public interface HostHandler {

	/** The name by which manifests grant it; unique in a runtime. */
	String name();

	/**
	 * The keys that a manifest may set where it grants this handler, with what is wrong
	 * and what is too much. A handler that says nothing takes any key: its functions find
	 * them in {@link HostCall#grant()} as they stand in the manifest. Asked once, when
	 * the runtime is built.
	 */
	default GrantKeys grantKeys() {
		return GrantKeys.UNDECLARED;
	}

	/**
	 * Declares the functions that guests may import. Called once, when the runtime is
	 * built.
	 */
	void setUpHostFunctions(HostFunctions functions);

	/**
	 * Declares the functions of guests that this handler calls. Called once, when the
	 * runtime is built.
	 */
	default void addExportFunctions(ExportFunctions functions) {
	}

	/**
	 * Says that an actor to which this handler is granted has been started: after every
	 * {@code init}, on the callback executor.
	 * @param actor to reach the actor later
	 * @param shutdown tells when the incarnation ends
	 */
	default void start(ActorHandle actor, ShutdownSignal shutdown) {
	}

}
