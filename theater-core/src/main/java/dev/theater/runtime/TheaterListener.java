package dev.theater.runtime;

import dev.theater.supervisor.SupervisorEvent;

/**
 * Is told of the steps in actors' lives, in order, on the callback executor. A listener
 * that throws is logged and told of the next event all the same.
 */
@FunctionalInterface
public interface TheaterListener {

	void onEvent(SupervisorEvent event);

}
