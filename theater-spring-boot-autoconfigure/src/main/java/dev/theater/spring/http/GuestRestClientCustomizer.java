package dev.theater.spring.http;

import org.springframework.web.client.RestClient;

/**
 * Has the last word on the {@link RestClient} that makes guests' requests; beans of this
 * type are called in their order. What they add, such as an interceptor that sends a
 * credential to one host, no guest sees; what a server answers to it, the guest does.
 * Requests have the attributes {@link #ACTOR_ID} and {@link #ACTOR_PATH}.
 */
@FunctionalInterface
public interface GuestRestClientCustomizer {

	/**
	 * The attribute with the {@link dev.theater.actor.ActorId} of the actor that asks.
	 */
	String ACTOR_ID = "theater.actor.id";

	/** The attribute with the actor's path, such as {@code desk/worker-1}. */
	String ACTOR_PATH = "theater.actor.path";

	/**
	 * @param builder a builder of its own for guests, with the theater's request factory
	 */
	void customize(RestClient.Builder builder);

}
