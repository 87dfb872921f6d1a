package dev.theater.spring.metrics;

import io.micrometer.common.KeyValues;

/**
 * What the observations of actors are called, and which keys they have. A bean of this
 * type replaces the {@linkplain DefaultTheaterObservationConvention default}; it is
 * easiest to extend that. One convention serves all observations of the runtime, told
 * apart by their context: it is no {@link io.micrometer.observation.ObservationConvention
 * ObservationConvention} itself, since their contexts have no class in common.
 */
public interface TheaterObservationConvention {

	/**
	 * The name of an observation, and so of its timer. Must not depend on the outcome.
	 */
	String getName(TheaterObservationContext context);

	/** The name of an observation's span. */
	String getContextualName(TheaterObservationContext context);

	/**
	 * Keys with few values, which timers have as tags: must never contain an id. Asked at
	 * the beginning and, when the outcome is known, at the end. The keys of a name must
	 * always be the same.
	 */
	KeyValues getLowCardinalityKeyValues(TheaterObservationContext context);

	/** Keys that only spans have. */
	KeyValues getHighCardinalityKeyValues(TheaterObservationContext context);

}
