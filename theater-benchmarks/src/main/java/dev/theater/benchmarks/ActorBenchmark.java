package dev.theater.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import org.apache.pekko.actor.typed.ActorRef;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What a Java thread waits for: the life of an actor, an answer, an answer after a
 * failure. Messages, states and answers have 100 bytes.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ActorBenchmark {

	private static final byte[] MESSAGE = Guest.hundredBytes('m');

	private static final byte[] CRASH = Guest.hundredBytes('!');

	/** Ours, with an actor that stays. */
	@State(Scope.Benchmark)
	public static class Ours {

		final OurActors actors = new OurActors();

		final ActorId actor = this.actors.spawn();

		@TearDown
		public void close() {
			this.actors.close();
		}

	}

	/** Apache Pekko, with an actor that stays. */
	@State(Scope.Benchmark)
	public static class Pekko {

		final PekkoActors actors = new PekkoActors();

		final ActorRef<PekkoActors.Message> actor = this.actors.spawn(false);

		@TearDown
		public void close() {
			this.actors.close();
		}

	}

	/** A thread that is handed tasks. */
	@State(Scope.Benchmark)
	public static class OtherThread {

		final ExecutorService executor = Executors.newSingleThreadExecutor();

		@TearDown
		public void close() {
			this.executor.close();
		}

	}

	@Benchmark
	public byte[] life(Ours ours) {
		ActorId actor = ours.actors.spawn();
		byte[] answer = ours.actors.request(actor, MESSAGE);
		ours.actors.stop(actor);
		return answer;
	}

	@Benchmark
	public byte[] lifePekko(Pekko pekko) {
		ActorRef<PekkoActors.Message> actor = pekko.actors.spawn(false);
		byte[] answer = pekko.actors.request(actor, MESSAGE);
		pekko.actors.stop(actor);
		return answer;
	}

	@Benchmark
	public byte[] request(Ours ours) {
		return ours.actors.request(ours.actor, MESSAGE);
	}

	@Benchmark
	public byte[] requestPekko(Pekko pekko) {
		return pekko.actors.request(pekko.actor, MESSAGE);
	}

	@Benchmark
	public byte[] failure(Ours ours) {
		ours.actors.send(ours.actor, CRASH);
		return ours.actors.request(ours.actor, MESSAGE);
	}

	@Benchmark
	public byte[] failurePekko(Pekko pekko) {
		pekko.actor.tell(new PekkoActors.Message.Send(CRASH));
		return pekko.actors.request(pekko.actor, MESSAGE);
	}

	@Benchmark
	public byte[] handOver(OtherThread other) {
		return CompletableFuture.supplyAsync(() -> MESSAGE, other.executor).join();
	}

}
