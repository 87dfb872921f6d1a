package dev.theater.runtime;

import java.nio.file.Path;
import java.time.Duration;

import dev.theater.supervisor.ActorLimits;
import dev.theater.supervisor.SupervisionPolicy;
import org.jspecify.annotations.Nullable;

/**
 * What the {@code theater.*} properties set; immutable. Start from {@link #defaults()}.
 *
 * @param engine how guests are run
 * @param dispatcher on how many threads
 * @param requestTimeout how long a request may take if its caller does not say
 * @param supervision for supervisors whose manifest says nothing, and for the root
 * @param limits ceilings, and defaults for what a manifest leaves out
 * @param chain what the in-memory store keeps
 * @param shutdownTimeout the longest that stopping may take, for one actor and for all
 * @param maxActorNames how many manifest names metrics keep apart
 */
public record RuntimeSettings(Engine engine, Dispatcher dispatcher, Duration requestTimeout,
		SupervisionPolicy supervision, Limits limits, Chain chain, Duration shutdownTimeout, int maxActorNames) {

	public RuntimeSettings {
		positive("request-timeout", requestTimeout);
		positive("shutdown-timeout", shutdownTimeout);
		atLeast("metrics.max-actor-names", maxActorNames, 1);
	}

	/** The defaults of the documented properties. */
	public static RuntimeSettings defaults() {
		return new RuntimeSettings(new Engine(EngineMode.COMPILER, null, false), Dispatcher.defaults(),
				Duration.ofSeconds(30), SupervisionPolicy.DEFAULT, Limits.defaults(), new Chain(256, 64L << 20),
				Duration.ofSeconds(10), 200);
	}

	static void positive(String name, Duration value) {
		if (!value.isPositive()) {
			throw new IllegalArgumentException(name + " is " + value + "; it must be longer than zero");
		}
	}

	static void atLeast(String name, long value, long least) {
		if (value < least) {
			throw new IllegalArgumentException(name + " is " + value + "; it must be " + least + " or more");
		}
	}

	/** How guests' code is run. */
	public enum EngineMode {

		/** Compiled to JVM bytecode when loaded. */
		COMPILER,
		/** Interpreted: slower, but works where classes cannot be defined. */
		INTERPRETER

	}

	/**
	 * How guests are run.
	 *
	 * @param mode compiled or interpreted
	 * @param cacheDirectory where compiled modules are kept between runs; none if null
	 * @param allowGc whether modules with GC types are loaded, although their memory
	 * cannot be bounded
	 */
	public record Engine(EngineMode mode, @Nullable Path cacheDirectory, boolean allowGc) {
	}

	/**
	 * The threads that guests run on.
	 *
	 * @param threads running turns at a time
	 * @param maxThreads threads at most, those included whose turn waits
	 * @param slice how long a turn runs before it gives up its place
	 * @param stackSize stack of a thread in bytes
	 */
	public record Dispatcher(int threads, int maxThreads, Duration slice, long stackSize) {

		public Dispatcher {
			atLeast("dispatcher.threads", threads, 1);
			if (maxThreads <= threads) {
				throw new IllegalArgumentException("dispatcher.max-threads is " + maxThreads
						+ "; it must be more than dispatcher.threads, which is " + threads);
			}
			positive("dispatcher.slice", slice);
			atLeast("dispatcher.stack-size", stackSize, 256L << 10);
		}

		static Dispatcher defaults() {
			return new Dispatcher(Math.max(4, Runtime.getRuntime().availableProcessors()), 256, Duration.ofMillis(20),
					1L << 20);
		}
	}

	/**
	 * Ceilings.
	 *
	 * @param actor for each actor
	 * @param totalMemory bytes of heap that all guests take together, with all that is
	 * kept for them
	 * @param callTimeout deadline of a call, waiting not counted
	 * @param initTimeout deadline of {@code init}, waiting not counted
	 * @param hostCallTimeout all waiting of one call together, and the time of the
	 * application's handlers
	 * @param maxTransfer bytes moved between host and guest by one call
	 * @param maxDepth actors above an actor, itself included
	 * @param maxActors actors in all
	 */
	public record Limits(ActorLimits actor, long totalMemory, Duration callTimeout, Duration initTimeout,
			Duration hostCallTimeout, long maxTransfer, int maxDepth, int maxActors) {

		public Limits {
			atLeast("limits.total-memory", totalMemory, 1L << 16);
			positive("limits.call-timeout", callTimeout);
			positive("limits.init-timeout", initTimeout);
			positive("limits.host-call-timeout", hostCallTimeout);
			atLeast("limits.max-transfer", maxTransfer, 1);
			atLeast("limits.max-depth", maxDepth, 1);
			atLeast("limits.max-actors", maxActors, 1);
		}

		static Limits defaults() {
			return new Limits(ActorLimits.DEFAULT, Runtime.getRuntime().maxMemory() / 2, Duration.ofSeconds(30),
					Duration.ofSeconds(10), Duration.ofMinutes(2), 64L << 20, 32, 100_000);
		}
	}

	/**
	 * What the in-memory store keeps of the event chains.
	 *
	 * @param retainedEvents events per actor
	 * @param retainedSize bytes of events in all
	 */
	public record Chain(int retainedEvents, long retainedSize) {

		public Chain {
			atLeast("chain.retained-events", retainedEvents, 1);
			atLeast("chain.retained-size", retainedSize, 1024);
		}
	}

	/**
	 * A root actor that is started with the runtime.
	 *
	 * @param name its name
	 * @param spec what to start
	 * @param required whether the start of the runtime fails without it; otherwise it is
	 * parked
	 */
	public record RootActor(String name, dev.theater.supervisor.ActorSpec spec, boolean required) {
	}

}
