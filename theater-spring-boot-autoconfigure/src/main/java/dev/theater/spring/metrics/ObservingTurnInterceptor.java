package dev.theater.spring.metrics;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.actor.TurnInterceptor;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Makes an observation of each call, host call, spawn and message of Java: Boot turns it
 * into a timer, and into a span where there is a tracer. Trace context goes with messages
 * in their headers, so that a call is a part of what sent its message; a host call is a
 * part of its call.
 */
public final class ObservingTurnInterceptor implements TurnInterceptor {

	private static final String OK = "ok";

	private static final String OTHER = "other";

	private final ObservationRegistry registry;

	private final int maxActorNames;

	private final TheaterObservationConvention standard = new DefaultTheaterObservationConvention();

	private final @Nullable TheaterObservationConvention custom;

	private final Set<String> actorNames = ConcurrentHashMap.newKeySet();

	/**
	 * @param registry takes the observations
	 * @param maxActorNames how many different values of the key {@code actor} are kept
	 * apart
	 */
	public ObservingTurnInterceptor(ObservationRegistry registry, int maxActorNames) {
		this(registry, maxActorNames, null);
	}

	/**
	 * @param registry takes the observations
	 * @param maxActorNames how many different values of the key {@code actor} are kept
	 * apart
	 * @param convention names and keys; null for the default, before which a
	 * {@link io.micrometer.observation.GlobalObservationConvention} goes
	 */
	public ObservingTurnInterceptor(ObservationRegistry registry, int maxActorNames,
			@Nullable TheaterObservationConvention convention) {
		this.registry = registry;
		this.maxActorNames = maxActorNames;
		this.custom = convention;
	}

	@Override
	public Around begin(Operation operation) {
		return this.registry.isNoop() ? Around.NONE : begin(operation, null);
	}

	@Override
	public Context context() {
		Observation current = this.registry.getCurrentObservation();
		return (current != null) ? new Within(current) : this::begin;
	}

	private Around begin(Operation operation, @Nullable Observation parent) {
		ObservedOperation observed = new ObservedOperation(operation, bounded(operation.actor()));
		return switch (operation.kind()) {
			case CALL -> start(observed, new CallContext(observed), parent).scoped();
			case HOST_CALL -> (SendingContext.isSent(operation) ? start(observed, new SendingContext(observed), parent)
					: start(observed, new InnerContext(observed), parent))
				.scoped();
			// these may end on another thread, where this thread's scope is not known
			case SPAWN, SEND, REQUEST -> start(observed, new SendingContext(observed), parent);
		};
	}

	private <C extends Observation.Context & TheaterObservationContext> Observed start(ObservedOperation observed,
			C context, @Nullable Observation parent) {
		Observation observation = Observation.createNotStarted(
				(this.custom != null) ? new Convention(this.custom, context) : null,
				new Convention(this.standard, context), () -> context, this.registry);
		if (parent != null) {
			observation.parentObservation(parent);
		}
		return new Observed(this.registry, observed, context, observation.start());
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

	/** A convention for one observation. */
	private record Convention(TheaterObservationConvention of,
			TheaterObservationContext about) implements ObservationConvention<Observation.Context> {

		@Override
		public boolean supportsContext(Observation.Context context) {
			return context == this.about;
		}

		@Override
		public String getName() {
			return this.of.getName(this.about);
		}

		@Override
		public String getContextualName(Observation.Context context) {
			return this.of.getContextualName(this.about);
		}

		@Override
		public KeyValues getLowCardinalityKeyValues(Observation.Context context) {
			return this.of.getLowCardinalityKeyValues(this.about);
		}

		@Override
		public KeyValues getHighCardinalityKeyValues(Observation.Context context) {
			return this.of.getHighCardinalityKeyValues(this.about);
		}
	}

	/** What a thread worked on. */
	private final class Within implements Context {

		private final Observation observation;

		Within(Observation observation) {
			this.observation = observation;
		}

		@Override
		public Around begin(Operation operation) {
			return ObservingTurnInterceptor.this.begin(operation, this.observation);
		}

		@Override
		public Runnable enter() {
			return this.observation.openScope()::close;
		}

	}

	/** An observation under way. */
	private static final class Observed implements Around {

		private final ObservationRegistry registry;

		private final ObservedOperation observed;

		private final TheaterObservationContext context;

		private final Observation observation;

		private final Thread thread = Thread.currentThread();

		private Observation.@Nullable Scope before;

		private Observation.@Nullable Scope scope;

		Observed(ObservationRegistry registry, ObservedOperation observed, TheaterObservationContext context,
				Observation observation) {
			this.registry = registry;
			this.observed = observed;
			this.context = context;
			this.observation = observation;
		}

		/** Has the thread see it until it ends. */
		Observed scoped() {
			this.before = this.registry.getCurrentObservationScope();
			try {
				this.scope = this.observation.openScope();
				return this;
			}
			catch (RuntimeException | Error ex) {
				asBefore();
				this.observation.error(ex).stop();
				throw ex;
			}
		}

		/** Whatever a handler did, the thread has other work to do. */
		private void asBefore() {
			this.registry.setCurrentObservationScope(this.before);
		}

		@Override
		public Map<String, String> headers() {
			return (this.context instanceof SendingContext sending) ? sending.headers() : Map.of();
		}

		@Override
		public void end(String outcome, @Nullable String failure) {
			this.observed.outcome = outcome;
			try {
				closeScope();
			}
			finally {
				stop(outcome);
			}
		}

		private void closeScope() {
			if (this.scope == null || !this.thread.equals(Thread.currentThread())) {
				return;
			}
			try {
				this.scope.close();
			}
			finally {
				asBefore();
			}
		}

		private void stop(String outcome) {
			try {
				if (!OK.equals(outcome)) {
					this.observation.error(new OperationFailedException(outcome));
				}
			}
			finally {
				this.observation.stop();
			}
		}

	}

}
