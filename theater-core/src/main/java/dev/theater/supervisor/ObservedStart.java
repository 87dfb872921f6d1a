package dev.theater.supervisor;

import java.util.Map;

import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.TurnInterceptor;
import org.jspecify.annotations.Nullable;

/**
 * A first start as the interceptor sees it. Code of users, and so not for a lane: it
 * begins on the thread that has loaded the actor and ends on the callback executor.
 *
 * @param headers what the actor's {@code init} gets as a message gets them
 */
record ObservedStart(ActorEnvironment actors, TurnInterceptor.Around around, Map<String, String> headers) {

	/** What whoever asks for a start works on; null if nobody wants to know. */
	static TurnInterceptor.@Nullable Context asker(ActorEnvironment actors) {
		TurnInterceptor interceptor = actors.interceptor();
		return (interceptor != null) ? interceptor.context() : null;
	}

	/**
	 * @param asker what whoever asked for it works on; null if that is not known
	 * @param actor the manifest's name
	 * @return null if nobody wants to know
	 */
	static @Nullable ObservedStart begin(ChildRow row, TurnInterceptor.@Nullable Context asker, String actor) {
		ActorEnvironment actors = row.parent.environment().actors();
		TurnInterceptor interceptor = actors.interceptor();
		if (interceptor == null) {
			return null;
		}
		TurnInterceptor.Operation operation = new TurnInterceptor.Operation(TurnInterceptor.Kind.SPAWN, actor, row.id,
				row.path, "", "spawn");
		TurnInterceptor.Around around = (asker != null) ? asker.begin(operation) : interceptor.begin(operation);
		return (around != TurnInterceptor.Around.NONE) ? new ObservedStart(actors, around, around.headers()) : null;
	}

	void end(String outcome, @Nullable String failure) {
		this.actors.callBack(() -> this.around.end(outcome, failure));
	}

}
