package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Kind;
import dev.theater.actor.TurnInterceptor.Operation;
import dev.theater.spring.metrics.TheaterObservationDocumentation.HighCardinalityKeyNames;
import dev.theater.spring.metrics.TheaterObservationDocumentation.LowCardinalityKeyNames;
import io.micrometer.common.KeyValues;

/** The names and keys that {@link TheaterObservationDocumentation} documents. */
public class DefaultTheaterObservationConvention implements TheaterObservationConvention {

	@Override
	public String getName(TheaterObservationContext context) {
		return TheaterObservationDocumentation.of(context.operation().kind()).getName();
	}

	@Override
	public String getContextualName(TheaterObservationContext context) {
		String function = context.operation().function();
		return switch (context.operation().kind()) {
			case CALL, HOST_CALL, SPAWN -> context.actor() + " " + function;
			case SEND, REQUEST -> function + " " + context.actor();
		};
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(TheaterObservationContext context) {
		Operation operation = context.operation();
		KeyValues values = KeyValues.of(LowCardinalityKeyNames.ACTOR.withValue(context.actor()),
				LowCardinalityKeyNames.FUNCTION.withValue(operation.function()),
				LowCardinalityKeyNames.OUTCOME.withValue(context.outcome()));
		return (operation.kind() == Kind.HOST_CALL)
				? values.and(LowCardinalityKeyNames.INTERFACE.withValue(operation.interfaceName())) : values;
	}

	@Override
	public KeyValues getHighCardinalityKeyValues(TheaterObservationContext context) {
		return KeyValues.of(HighCardinalityKeyNames.ACTOR_ID.withValue(context.operation().id().toString()),
				HighCardinalityKeyNames.ACTOR_PATH.withValue(context.operation().path()));
	}

}
