package dev.theater.benchmarks;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventChain;
import org.apache.pekko.actor.typed.ActorRef;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Messages of 100 bytes that nobody answers, from one Java thread: until all have been
 * handled, which a request after them tells.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SendBenchmark {

	private static final byte[] MESSAGE = Guest.hundredBytes('m');

	/** As many as wait in a mailbox by default, save one for the request. */
	private static final int TO_ONE = 999;

	private static final int ACTORS = 1_000;

	private static final int TO_EACH = 50;

	/** Our actors. */
	@State(Scope.Benchmark)
	public static class Ours {

		final OurActors actors = new OurActors();

		final List<ActorId> all = Stream.generate(this.actors::spawn).limit(ACTORS).toList();

		@TearDown
		public void close() {
			this.actors.close();
		}

		void send(List<ActorId> to, int times) {
			for (int i = 0; i < times; i++) {
				for (ActorId actor : to) {
					this.actors.send(actor, MESSAGE);
				}
			}
			List<CompletableFuture<byte[]>> answers = to.stream()
				.map((actor) -> this.actors.messaging.request(actor, MESSAGE))
				.toList();
			answers.forEach(CompletableFuture::join);
		}

	}

	/** Either kind of Apache Pekko's actors. */
	@State(Scope.Benchmark)
	public abstract static class PekkoSide {

		private final PekkoActors actors = new PekkoActors();

		final List<ActorRef<PekkoActors.Message>> all;

		PekkoSide(boolean chained) {
			this.all = Stream.generate(() -> this.actors.spawn(chained)).limit(ACTORS).toList();
		}

		@TearDown
		public void close() {
			this.actors.close();
		}

		void send(List<ActorRef<PekkoActors.Message>> to, int times) {
			for (int i = 0; i < times; i++) {
				for (ActorRef<PekkoActors.Message> actor : to) {
					actor.tell(new PekkoActors.Message.Send(MESSAGE));
				}
			}
			List<CompletableFuture<byte[]>> answers = to.stream()
				.map((actor) -> this.actors.ask(actor, MESSAGE).toCompletableFuture())
				.toList();
			answers.forEach(CompletableFuture::join);
		}

	}

	/** Apache Pekko. */
	@State(Scope.Benchmark)
	public static class Pekko extends PekkoSide {

		public Pekko() {
			super(false);
		}

	}

	/** Apache Pekko, with actors that keep a chain. */
	@State(Scope.Benchmark)
	public static class ChainedPekko extends PekkoSide {

		public ChainedPekko() {
			super(true);
		}

	}

	/** A chain, and what our runtime notes on it for a message. */
	@State(Scope.Benchmark)
	public static class Chain {

		final byte[] call = payload("{\"HandleSendCall\":{\"message\":\"\"}}");

		final byte[] result = payload("{\"HandleSendResult\":{\"state\":\"\"}}");

		final EventChain chain = new EventChain(UUID.randomUUID());

		private static byte[] payload(String around) {
			return new byte[around.length() + 136];
		}

	}

	@Benchmark
	@OperationsPerInvocation(TO_ONE)
	public Object sendToOne(Ours ours) {
		ours.send(ours.all.subList(0, 1), TO_ONE);
		return ours;
	}

	@Benchmark
	@OperationsPerInvocation(TO_ONE)
	public Object sendToOnePekko(Pekko pekko) {
		pekko.send(pekko.all.subList(0, 1), TO_ONE);
		return pekko;
	}

	@Benchmark
	@OperationsPerInvocation(ACTORS * TO_EACH)
	public Object sendToMany(Ours ours) {
		ours.send(ours.all, TO_EACH);
		return ours;
	}

	@Benchmark
	@OperationsPerInvocation(ACTORS * TO_EACH)
	public Object sendToManyPekko(Pekko pekko) {
		pekko.send(pekko.all, TO_EACH);
		return pekko;
	}

	@Benchmark
	@OperationsPerInvocation(ACTORS * TO_EACH)
	public Object sendToManyChained(ChainedPekko pekko) {
		pekko.send(pekko.all, TO_EACH);
		return pekko;
	}

	@Benchmark
	public ChainEvent twoEvents(Chain chain) {
		Instant now = Instant.now();
		chain.chain.append("theater:simple/message-server-client/handle-send", chain.call, now);
		return chain.chain.append("theater:simple/message-server-client/handle-send", chain.result, now);
	}

}
