package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Kind;
import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * The documented names and keys. An application's own {@link GlobalObservationConvention}
 * goes before.
 */
final class TheaterObservationConvention implements ObservationConvention<TheaterObservationContext> {

	static final TheaterObservationConvention CALL = new TheaterObservationConvention("theater.actor.call");

	static final TheaterObservationConvention SPAWN = new TheaterObservationConvention("theater.actor.spawn");

	static final TheaterObservationConvention HOST_CALL = new TheaterObservationConvention("theater.host.call");

	private final String name;

	private TheaterObservationConvention(String name) {
		this.name = name;
	}

	static TheaterObservationConvention of(Kind kind) {
		return switch (kind) {
			case CALL -> CALL;
			case SPAWN -> SPAWN;
			case HOST_CALL -> HOST_CALL;
		};
	}

	@Override
	public boolean supportsContext(Observation.Context context) {
		return context instanceof TheaterObservationContext;
	}

	@Override
	public String getName() {
		return this.name;
	}

	@Override
	public String getContextualName(TheaterObservationContext context) {
		return context.actor() + " " + context.operation().function();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(TheaterObservationContext context) {
		Operation operation = context.operation();
		KeyValues values = KeyValues.of("actor", context.actor(), "function", operation.function(), "outcome",
				context.outcome());
		return (operation.kind() == Kind.HOST_CALL) ? values.and(KeyValue.of("interface", operation.interfaceName()))
				: values;
	}

	/** For traces: meters never have these as tags. */
	@Override
	public KeyValues getHighCardinalityKeyValues(TheaterObservationContext context) {
		return KeyValues.of("theater.actor.id", context.operation().id().toString(), "theater.actor.path",
				context.operation().path());
	}

}
