package dev.theater.actor;

import java.time.Duration;
import java.util.Map;

import dev.theater.component.wasm.WasmLimits;
import org.jspecify.annotations.Nullable;

/**
 * How an incarnation is to be run.
 *
 * @param component what to instantiate
 * @param state what {@code init} gets; never written to
 * @param initTimeout time of {@code init}, waiting not counted
 * @param callTimeout time of every other call, waiting not counted
 * @param waitTimeout all waiting of one call together, and the time of the application's
 * handlers
 * @param resumeOnError whether an {@code err} of a message handler leaves the actor
 * running
 * @param memory budget of the component's memories and tables
 * @param maxTransfer bytes that one call may move between host and guest
 * @param maxState bytes of a state
 * @param grants the keys of each host handler that the manifest grants, by handler
 * @param headers of {@code init}, as a message has them
 */
public record StartPlan(ActorComponent component, byte @Nullable [] state, Duration initTimeout, Duration callTimeout,
		Duration waitTimeout, boolean resumeOnError, WasmLimits memory, long maxTransfer, long maxState,
		Map<String, Map<String, Object>> grants, Map<String, String> headers) {
}
