package dev.theater.spring.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.actor.TurnInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each call, host call and spawn: Boot turns it into a timer, and
 * into a span where there is a tracer. A host call's is a child of its call's.
 */
public final class ObservingTurnInterceptor implements TurnInterceptor {

	private static final String OK = "ok";

	private static final String OTHER = "other";

	private final ObservationRegistry registry;

	private final int maxActorNames;

	private final Set<String> actorNames = ConcurrentHashMap.newKeySet();

	/**
	 * @param registry takes the observations
	 * @param maxActorNames how many different values of the key {@code actor} are kept
	 * apart
	 */
	public ObservingTurnInterceptor(ObservationRegistry registry, int maxActorNames) {
		this.registry = registry;
		this.maxActorNames = maxActorNames;
	}

	@Override
	public Around begin(Operation operation) {
		if (this.registry.isNoop()) {
			return (outcome, failure) -> {
			};
		}
		TheaterObservationContext context = new TheaterObservationContext(operation, bounded(operation.actor()));
		Observation observation = Observation
			.createNotStarted(null, TheaterObservationConvention.of(operation.kind()), () -> context, this.registry)
			.start();
		// a spawn ends on another thread, where this thread's scope is not known
		return new Observed(context, observation, (operation.kind() == Kind.SPAWN) ? null : observation.openScope(),
				Thread.currentThread());
	}

	private String bounded(String actor) {
		if (this.actorNames.contains(actor)) {
			return actor;
		}
		synchronized (this.actorNames) {
			if (this.actorNames.size() < this.maxActorNames) {
				this.actorNames.add(actor);
			}
			return this.actorNames.contains(actor) ? actor : OTHER;
		}
	}

	/** An observation under way. */
	private record Observed(TheaterObservationContext context, Observation observation,
			Observation.@Nullable Scope scope, Thread thread) implements Around {

		@Override
		public void end(String outcome, @Nullable String failure) {
			this.context.outcome(outcome);
			if (this.scope != null && this.thread.equals(Thread.currentThread())) {
				this.scope.close();
			}
			if (!OK.equals(outcome)) {
				this.observation.error(new OperationFailedException(outcome));
			}
			this.observation.stop();
		}
	}

}
