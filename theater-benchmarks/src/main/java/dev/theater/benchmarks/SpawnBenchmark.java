package dev.theater.benchmarks;

import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A new actor of a component that is loaded, its {@code init} included. It is stopped
 * while the clock stands.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpawnBenchmark {

	/** Ours. */
	@State(Scope.Benchmark)
	public static class Ours {

		final OurActors actors = new OurActors();

		@Nullable ActorId actor;

		@TearDown(Level.Invocation)
		public void stop() {
			if (this.actor != null) {
				this.actors.stop(this.actor);
			}
		}

		@TearDown
		public void close() {
			this.actors.close();
		}

	}

	/** Apache Pekko. */
	@State(Scope.Benchmark)
	public static class Pekko {

		final PekkoActors actors = new PekkoActors();

		@Nullable ActorRef<PekkoActors.Message> actor;

		@TearDown(Level.Invocation)
		public void stop() {
			if (this.actor != null) {
				this.actors.stop(this.actor);
			}
		}

		@TearDown
		public void close() {
			this.actors.close();
		}

	}

	@Benchmark
	public ActorId spawn(Ours ours) {
		ActorId actor = ours.actors.spawn();
		ours.actor = actor;
		return actor;
	}

	@Benchmark
	public ActorRef<PekkoActors.Message> spawnPekko(Pekko pekko) {
		ActorRef<PekkoActors.Message> actor = pekko.actors.spawn(false);
		pekko.actor = actor;
		return actor;
	}

}
