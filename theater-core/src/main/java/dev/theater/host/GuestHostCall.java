package dev.theater.host;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.TurnInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * A host call of an actor's instance.
 *
 * @param handler the name of the handler that is called
 * @param around who is told of its end; null for nobody
 */
record GuestHostCall(ActorInstance instance, String handler,
		TurnInterceptor.@Nullable Around around) implements HostCall {

	@Override
	public ActorId caller() {
		return this.instance.cell().id();
	}

	@Override
	public String callerName() {
		return this.instance.cell().name();
	}

	@Override
	public String callerPath() {
		return this.instance.cell().path();
	}

	@Override
	public Map<String, String> headers() {
		return this.instance.headers();
	}

	@Override
	public Map<String, Object> grant() {
		return this.instance.grants().getOrDefault(this.handler, Map.of());
	}

	@Override
	public Duration remaining() {
		return this.instance.remaining();
	}

	@Override
	public <T> T await(CompletionStage<T> stage) {
		return this.instance.waits().until(stage);
	}

	/** The instance behind a call, for the handlers of this package. */
	static ActorInstance instanceOf(HostCall call) {
		return of(call).instance();
	}

	/** The headers of what a call sends, for the handlers of this package. */
	static Map<String, String> outgoing(HostCall call) {
		GuestHostCall guest = of(call);
		return guest.instance().cell().outgoing(guest.headers(), guest.around());
	}

	private static GuestHostCall of(HostCall call) {
		if (call instanceof GuestHostCall guest) {
			return guest;
		}
		throw new IllegalArgumentException("not a call of a guest: " + call);
	}
}
