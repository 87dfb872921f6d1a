package dev.theater.actor;

/** Is told what becomes of an actor's incarnations; must only hand the news on. */
public interface IncarnationListener {

	/** {@code init} has returned ok and its state is committed. */
	void initialised(ActorId id, int incarnation);

	/** The incarnation has ended; told exactly once of each. */
	void ended(ActorId id, int incarnation, ExitReason reason);

}
