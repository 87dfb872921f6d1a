package dev.theater.runtime;

import java.util.ArrayList;
import java.util.List;

import dev.theater.actor.TurnInterceptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The application's interceptors as one. Whatever one of them throws is logged and
 * concerns neither the others nor the actor.
 */
final class GuardedInterceptor implements TurnInterceptor {

	private static final Logger logger = LoggerFactory.getLogger(GuardedInterceptor.class);

	private final List<TurnInterceptor> interceptors;

	private GuardedInterceptor(List<TurnInterceptor> interceptors) {
		this.interceptors = List.copyOf(interceptors);
	}

	/** One interceptor for all; null for none, so that nothing is spent on nobody. */
	static @Nullable TurnInterceptor of(List<TurnInterceptor> interceptors) {
		return interceptors.isEmpty() ? null : new GuardedInterceptor(interceptors);
	}

	@Override
	public Around begin(Operation operation) {
		List<Around> begun = new ArrayList<>(this.interceptors.size());
		for (TurnInterceptor interceptor : this.interceptors) {
			try {
				begun.add(interceptor.begin(operation));
			}
			catch (RuntimeException | Error ex) {
				logger.warn("Interceptor {} failed on {}", interceptor.getClass().getName(), operation, ex);
			}
		}
		return (outcome, failure) -> begun.reversed().forEach((around) -> end(around, outcome, failure));
	}

	private static void end(Around around, String outcome, @Nullable String failure) {
		try {
			around.end(outcome, failure);
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Interceptor {} failed at the end", around.getClass().getName(), ex);
		}
	}

}
