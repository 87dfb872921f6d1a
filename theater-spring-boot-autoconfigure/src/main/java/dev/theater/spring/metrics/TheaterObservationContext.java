package dev.theater.spring.metrics;

import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;

/**
 * What is observed: a call of a guest, a host call of a guest, a spawn, or a message of
 * Java. The {@link Observation.Context} of each of these observations is one: a
 * {@link ReceiverContext} for a call, a {@link SenderContext} for what sends messages.
 */
public sealed interface TheaterObservationContext permits CallContext, SendingContext, InnerContext {

	/** The operation. */
	Operation operation();

	/**
	 * The actor's manifest name, or {@code other} where too many are told apart already.
	 * For a message of Java it is the receiver's.
	 */
	String actor();

	/**
	 * How it ended: {@code ok}, {@code error} or a failure's cause, for a request also
	 * {@code cancelled}; {@code unknown} before.
	 */
	String outcome();

}
