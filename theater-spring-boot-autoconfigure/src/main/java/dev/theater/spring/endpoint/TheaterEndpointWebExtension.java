package dev.theater.spring.endpoint;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.SupervisorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.Show;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/**
 * {@link EndpointWebExtension @EndpointWebExtension} of {@link TheaterEndpoint}: shows
 * values to those who may see them, and answers with statuses.
 */
@EndpointWebExtension(endpoint = TheaterEndpoint.class)
public final class TheaterEndpointWebExtension {

	private static final int STATUS_CONFLICT = 409;

	private final TheaterEndpoint endpoint;

	private final Show showValues;

	private final Set<String> roles;

	/**
	 * @param endpoint what is shown
	 * @param showValues to whom states, payloads and failures' messages are shown
	 * @param roles who is authorized to see them; everybody who is authenticated if empty
	 */
	public TheaterEndpointWebExtension(TheaterEndpoint endpoint, Show showValues, Set<String> roles) {
		this.endpoint = endpoint;
		this.showValues = showValues;
		this.roles = Set.copyOf(roles);
	}

	/** The tree of actors. */
	@ReadOperation
	public TheaterDescriptor theater(SecurityContext context, @Nullable Integer depth, @Nullable Integer limit) {
		return this.endpoint.theater(depth, limit, shown(context));
	}

	/** An actor with its subtree; 404 if there is none with this id. */
	@ReadOperation
	public WebEndpointResponse<Object> actor(SecurityContext context, @Selector String id, @Nullable Integer depth,
			@Nullable Integer limit) {
		ActorId actor = TheaterEndpoint.parse(id);
		return answer(this.endpoint.actor(actor, depth, limit, shown(context)));
	}

	/** An actor's newest events; 404 for any other part. */
	@ReadOperation
	public WebEndpointResponse<Object> events(SecurityContext context, @Selector String id, @Selector String part,
			@Nullable Integer limit) {
		if (!TheaterEndpoint.EVENTS.equals(part)) {
			return notFound();
		}
		ActorId actor = TheaterEndpoint.parse(id);
		return answer(this.endpoint.events(actor, limit, shown(context)));
	}

	/** Restarts an actor; 409 if it is being started, restarted or stopped. */
	@WriteOperation
	public WebEndpointResponse<Object> act(SecurityContext context, @Selector String id, String action) {
		ActorId actor = TheaterEndpoint.parse(id);
		TheaterEndpoint.requireRestart(action);
		return carryOut(context, actor, () -> answer(this.endpoint.restart(actor, shown(context))));
	}

	/** Stops an actor and its subtree. */
	@DeleteOperation
	public WebEndpointResponse<Object> stop(SecurityContext context, @Selector String id) {
		ActorId actor = TheaterEndpoint.parse(id);
		return carryOut(context, actor, () -> {
			this.endpoint.stop(actor);
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
		});
	}

	private WebEndpointResponse<Object> carryOut(SecurityContext context, ActorId actor,
			Supplier<WebEndpointResponse<Object>> operation) {
		if (this.endpoint.node(actor).isEmpty()) {
			return notFound();
		}
		try {
			return operation.get();
		}
		catch (SupervisorException ex) {
			return new WebEndpointResponse<>(RefusalDescriptor.of(ex, shown(context)), status(ex.reason()));
		}
	}

	private static int status(SupervisorException.Reason reason) {
		return switch (reason) {
			case NOT_A_CHILD -> WebEndpointResponse.STATUS_NOT_FOUND;
			case INVALID_ID -> WebEndpointResponse.STATUS_BAD_REQUEST;
			case STARTING, RESTARTING, STOPPING, NOT_STOPPED, LIMIT, CIRCLE -> STATUS_CONFLICT;
			case SHUTTING_DOWN, STORE -> WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE;
			case TIMEOUT, LOAD, INIT_FAILED -> WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR;
		};
	}

	private boolean shown(SecurityContext context) {
		return this.showValues.isShown(context, this.roles);
	}

	private static WebEndpointResponse<Object> answer(Optional<?> body) {
		return body.isPresent() ? new WebEndpointResponse<>(body.get()) : notFound();
	}

	private static WebEndpointResponse<Object> notFound() {
		return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
	}

}
