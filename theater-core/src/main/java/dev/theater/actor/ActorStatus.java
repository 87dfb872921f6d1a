package dev.theater.actor;

/** Where an actor stands in its life, as its parent's child table says. */
public enum ActorStatus {

	/** Being loaded, instantiated and initialised for the first time. */
	STARTING,
	/** Able to handle messages. */
	RUNNING,
	/** Between two incarnations. */
	RESTARTING,
	/** On its way to its end, with its subtree. */
	STOPPING,
	/** Ended; its place is kept and it can be started again. */
	STOPPED,
	/** Failed, and waiting for a decision or parked. */
	FAILED

}
