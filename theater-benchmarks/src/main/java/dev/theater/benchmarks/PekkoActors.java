package dev.theater.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * An actor system of Apache Pekko with its defaults, and an actor that answers as the
 * measured one does. What is asked of its guardian is answered when it has happened, as
 * our root supervisor does.
 */
final class PekkoActors implements AutoCloseable {

	private static final Config QUIET = ConfigFactory
		.parseString("pekko { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }")
		.withFallback(ConfigFactory.load());

	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final byte[] INITIAL = Guest.hundredBytes('i');

	private final ActorSystem<Order> system = ActorSystem.create(guardian(), "measured", QUIET);

	/** What the guardian does. */
	private sealed interface Order {

		record Spawn(boolean chained, ActorRef<ActorRef<Message>> ready) implements Order {
		}

		record Stop(ActorRef<Message> actor, ActorRef<Done> gone) implements Order {
		}

		record Stopped(ActorRef<Done> gone) implements Order {
		}

	}

	/** What actors take; nobody writes to the bytes. */
	@SuppressWarnings("ArrayRecordComponent")
	sealed interface Message {

		byte[] bytes();

		record Send(byte[] bytes) implements Message {
		}

		record Request(byte[] bytes, ActorRef<byte[]> replyTo) implements Message {
		}

	}

	private static final class Crash extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

	private static Behavior<Order> guardian() {
		return Behaviors.setup((context) -> Behaviors.receive(Order.class).onMessage(Order.Spawn.class, (spawn) -> {
			context.spawnAnonymous(actor(spawn.chained(), spawn.ready()));
			return Behaviors.same();
		}).onMessage(Order.Stop.class, (stop) -> {
			context.watchWith(stop.actor(), new Order.Stopped(stop.gone()));
			context.stop(stop.actor());
			return Behaviors.same();
		}).onMessage(Order.Stopped.class, (stopped) -> {
			stopped.gone().tell(Done.getInstance());
			return Behaviors.same();
		}).build());
	}

	private static Behavior<Message> actor(boolean chained, ActorRef<ActorRef<Message>> ready) {
		return Behaviors.setup((context) -> {
			ready.tell(context.getSelf());
			return Behaviors.supervise(keeping(INITIAL, chained ? new PlainChain() : null))
				.onFailure(Crash.class, SupervisorStrategy.restart().withLoggingEnabled(false));
		});
	}

	/** Keeps the last message as its state, which nobody asks for. */
	@SuppressWarnings("UnusedVariable")
	private static Behavior<Message> keeping(byte[] state, @Nullable PlainChain chain) {
		return Behaviors.receiveMessage((message) -> {
			if (message.bytes()[0] == '!') {
				throw new Crash();
			}
			if (chain != null) {
				chain.append("call", message.bytes());
				chain.append("result", message.bytes());
			}
			if (message instanceof Message.Request request) {
				request.replyTo().tell(request.bytes());
			}
			return keeping(message.bytes(), chain);
		});
	}

	/** Comes back when the actor's own code has begun to run. */
	ActorRef<Message> spawn(boolean chained) {
		return order((replyTo) -> new Order.Spawn(chained, replyTo));
	}

	/** Comes back when the actor is gone. */
	void stop(ActorRef<Message> actor) {
		this.<Done>order((replyTo) -> new Order.Stop(actor, replyTo));
	}

	private <T> T order(Function<ActorRef<T>, Order> order) {
		return AskPattern.<Order, T>ask(this.system, order::apply, TIMEOUT, this.system.scheduler())
			.toCompletableFuture()
			.join();
	}

	byte[] request(ActorRef<Message> actor, byte[] message) {
		return ask(actor, message).toCompletableFuture().join();
	}

	CompletionStage<byte[]> ask(ActorRef<Message> actor, byte[] message) {
		return AskPattern.ask(actor, (replyTo) -> new Message.Request(message, replyTo), TIMEOUT,
				this.system.scheduler());
	}

	@Override
	public void close() {
		this.system.terminate();
		this.system.getWhenTerminated().toCompletableFuture().join();
	}

}
