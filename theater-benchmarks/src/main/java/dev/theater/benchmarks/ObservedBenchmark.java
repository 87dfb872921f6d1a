package dev.theater.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import dev.theater.spring.metrics.ObservingTurnInterceptor;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The request of {@link ActorBenchmark} with somebody who observes it: what being asked
 * takes, and what is paid for observations that a handler is told of.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ObservedBenchmark {

	private static final byte[] MESSAGE = Guest.hundredBytes('m');

	/** An actor that stays, in a runtime that is observed. */
	@State(Scope.Benchmark)
	public abstract static class Observed {

		final OurActors actors;

		final ActorId actor;

		Observed(ObservationRegistry registry) {
			this.actors = new OurActors((builder) -> builder.interceptor(new ObservingTurnInterceptor(registry, 200)));
			this.actor = this.actors.spawn();
		}

		@TearDown
		public void close() {
			this.actors.close();
		}

	}

	/** Nobody takes the observations, as in Boot without Actuator. */
	@State(Scope.Benchmark)
	public static class ByNobody extends Observed {

		public ByNobody() {
			super(ObservationRegistry.NOOP);
		}

	}

	/** One handler takes them, and does nothing. */
	@State(Scope.Benchmark)
	public static class ByOne extends Observed {

		public ByOne() {
			super(registry());
		}

		private static ObservationRegistry registry() {
			ObservationRegistry registry = ObservationRegistry.create();
			ObservationHandler<Observation.Context> handler = (context) -> true;
			registry.observationConfig().observationHandler(handler);
			return registry;
		}

	}

	@Benchmark
	public byte[] requestByNobody(ByNobody observed) {
		return observed.actors.request(observed.actor, MESSAGE);
	}

	@Benchmark
	public byte[] requestByOne(ByOne observed) {
		return observed.actors.request(observed.actor, MESSAGE);
	}

}
