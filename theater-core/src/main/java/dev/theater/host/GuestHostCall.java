package dev.theater.host;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;

/** A host call of an actor's instance. */
record GuestHostCall(ActorInstance instance, String handler) implements HostCall {

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
		if (call instanceof GuestHostCall guest) {
			return guest.instance();
		}
		throw new IllegalArgumentException("not a call of a guest: " + call);
	}
}
