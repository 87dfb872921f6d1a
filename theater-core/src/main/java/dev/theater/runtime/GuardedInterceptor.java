package dev.theater.runtime;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Supplier;

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
		return begin(this.interceptors, TurnInterceptor::begin, operation);
	}

	private static <T> Around begin(List<T> all, BiFunction<T, Operation, Around> begin, Operation operation) {
		List<Around> begun = null;
		for (T one : all) {
			Around around = guarded(one, operation.kind(), () -> begin.apply(one, operation));
			if (around != null && around != Around.NONE) {
				begun = (begun != null) ? begun : new ArrayList<>(all.size());
				begun.add(around);
			}
		}
		return (begun != null) ? new Begun(begun) : Around.NONE;
	}

	@Override
	public Context context() {
		List<Context> contexts = new ArrayList<>(this.interceptors.size());
		for (TurnInterceptor interceptor : this.interceptors) {
			Context context = guarded(interceptor, "its context", interceptor::context);
			contexts.add((context != null) ? context : interceptor::begin);
		}
		return new Contexts(contexts);
	}

	/** What they do is code of users. */
	private static <T> @Nullable T guarded(Object interceptor, Object on, Supplier<T> work) {
		try {
			return work.get();
		}
		catch (RuntimeException | Error ex) {
			logger.warn("Interceptor {} failed on {}", interceptor.getClass().getName(), on, ex);
			return null;
		}
	}

	private static void guard(Object interceptor, Object on, Runnable work) {
		guarded(interceptor, on, () -> {
			work.run();
			return on;
		});
	}

	/** An operation under way, for those who want to be told of its end. */
	private record Begun(List<Around> all) implements Around {

		@Override
		public void end(String outcome, @Nullable String failure) {
			this.all.reversed().forEach((around) -> guard(around, "the end", () -> around.end(outcome, failure)));
		}

		@Override
		public Map<String, String> headers() {
			Map<String, String> headers = new LinkedHashMap<>();
			this.all.forEach((around) -> guard(around, "its headers", () -> around.headers()
				.forEach((name, value) -> headers.put(Objects.requireNonNull(name), Objects.requireNonNull(value)))));
			return headers;
		}
	}

	/** What all of them said that a thread works on. */
	private record Contexts(List<Context> all) implements Context {

		@Override
		public Around begin(Operation operation) {
			return GuardedInterceptor.begin(this.all, Context::begin, operation);
		}

		@Override
		public Runnable enter() {
			List<Runnable> leave = new ArrayList<>(this.all.size());
			this.all.forEach((context) -> guard(context, "a callback", () -> leave.add(context.enter())));
			return () -> leave.reversed().forEach((one) -> guard(one, "the end of a callback", one));
		}
	}

}
