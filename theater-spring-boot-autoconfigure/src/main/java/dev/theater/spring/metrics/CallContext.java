package dev.theater.spring.metrics;

import java.util.Map;
import java.util.Set;

import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.observation.transport.Kind;
import io.micrometer.observation.transport.ReceiverContext;

/** A call of a guest: a part of what sent the message that it handles. */
final class CallContext extends ReceiverContext<Map<String, String>> implements TheaterObservationContext {

	/** Functions whose answer somebody waits for. */
	private static final Set<String> ANSWERING = Set.of("init", "handle-request", "handle-channel-open");

	private final ObservedOperation observed;

	CallContext(ObservedOperation observed) {
		super(Map::get, ANSWERING.contains(observed.operation.function()) ? Kind.SERVER : Kind.CONSUMER);
		setCarrier(observed.operation.headers());
		this.observed = observed;
	}

	@Override
	public Operation operation() {
		return this.observed.operation;
	}

	@Override
	public String actor() {
		return this.observed.actor;
	}

	@Override
	public String outcome() {
		return this.observed.outcome;
	}

}
