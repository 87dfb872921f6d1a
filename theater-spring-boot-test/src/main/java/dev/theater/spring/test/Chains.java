package dev.theater.spring.test;

import dev.theater.actor.ActorId;
import dev.theater.test.ChainAssert;
import dev.theater.test.Scenario;

/**
 * Assertions about the event chains of a test's actors, which a test takes as a
 * parameter.
 *
 * <pre>{@code
 * chains.of("desk/worker-1").isValid().hasSteps("Spawned", "Failed", "Restarting");
 * }</pre>
 */
public final class Chains {

	private final Scenario scenario;

	Chains(Scenario scenario) {
		this.scenario = scenario;
	}

	/**
	 * Assertions about the chain of the actor that is at a path now.
	 * @param path such as {@code desk/worker-1}
	 * @throws AssertionError if nobody is there; shows the tree
	 */
	public ChainAssert of(String path) {
		return this.scenario.settle().at(path).chain();
	}

	/** Assertions about the chain of an actor. */
	public ChainAssert of(ActorId id) {
		return this.scenario.actor(id).chain();
	}

}
