package dev.theater.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.BlockingCalls;
import dev.theater.actor.Counters;
import dev.theater.actor.RuntimeClock;
import dev.theater.actor.StepExecutor;
import dev.theater.actor.TurnInterceptor;
import dev.theater.chain.EventStore;
import dev.theater.host.HostHandler;
import dev.theater.manifest.ManifestLocation;
import dev.theater.manifest.ResolvedManifest;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.LoadProblem;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running theater: a root supervisor and the actors below it.
 *
 * <pre>{@code
 * try (var runtime = TheaterRuntime.builder().manifests(Path.of("actors")).start()) {
 *     runtime.supervisor().spawn("desk.toml");
 * }
 * }</pre>
 */
public final class TheaterRuntime implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(TheaterRuntime.class);

	/**
	 * What killed calls get to end before their threads are given up, and a little more.
	 */
	private static final Duration AFTER_KILL = Duration.ofMillis(1_500);

	private final Assembly parts;

	private final List<RuntimeSettings.RootActor> rootActors;

	private final AtomicReference<RuntimeStatus> status = new AtomicReference<>(RuntimeStatus.NEW);

	private TheaterRuntime(Builder builder) {
		this.parts = new Assembly(builder);
		this.rootActors = builder.rootActors;
	}

	/** A builder with the documented defaults. */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Starts the root actors, one after the other. Does nothing if it has been started.
	 * @throws SupervisorException if a required one cannot start; all others are then
	 * stopped, and the runtime is closed
	 */
	public TheaterRuntime start() {
		if (!this.status.compareAndSet(RuntimeStatus.NEW, RuntimeStatus.STARTING)) {
			if (this.status.get() == RuntimeStatus.STOPPED) {
				throw new IllegalStateException("the runtime has been closed; build a new one");
			}
			return this;
		}
		for (RuntimeSettings.RootActor actor : this.rootActors) {
			startRoot(actor);
		}
		this.status.compareAndSet(RuntimeStatus.STARTING, RuntimeStatus.RUNNING);
		return this;
	}

	private void startRoot(RuntimeSettings.RootActor actor) {
		try {
			BlockingCalls.await(this.parts.dispatcher(),
					this.parts.root().supervisor().startFixed(actor.spec(), !actor.required()));
		}
		catch (SupervisorException ex) {
			String problem = "root actor '" + actor.name() + "' cannot start: " + ex.getMessage();
			if (actor.required()) {
				close();
				String manifest = actor.spec().manifestName().orElse(ResolvedManifest.INLINE);
				throw new HandlerErrorException(ex.reason(), problem, new LoadProblem.RootActor(actor.name(), manifest),
						ex);
			}
			logger.warn("{}; it is parked", problem);
		}
	}

	/** The root supervisor. */
	public SupervisorService supervisor() {
		return this.parts.root();
	}

	/** The whole tree, for operators. */
	public ActorDirectory directory() {
		return this.parts.directory();
	}

	/** Messages to actors. */
	public ActorMessaging messaging() {
		return this.parts.messenger();
	}

	/** Where the runtime stands. */
	public RuntimeStatus status() {
		return this.status.get();
	}

	/** What it was set up with. */
	public RuntimeSettings settings() {
		return this.parts.settings();
	}

	/** The store's name, such as {@code memory}. */
	public String storeName() {
		return this.parts.store().name();
	}

	/** What it counts. */
	public Counters counters() {
		return this.parts.counters();
	}

	/** Messages waiting in all mailboxes. */
	public long mailboxSize() {
		return this.parts.cells().stream().mapToLong(ActorCell::mailboxSize).sum();
	}

	/**
	 * Actors that messages can reach. The tree shows as many as soon as no operation is
	 * pending.
	 */
	public int actorCount() {
		return this.parts.cells().size();
	}

	/** Bytes of all guests' memories. */
	public long wasmMemory() {
		return this.parts.cells().stream().mapToLong(ActorCell::memoryBytes).sum();
	}

	/**
	 * Stops all actors, children before parents. When the shutdown timeout is over, what
	 * still runs is killed. Does nothing if it is closed.
	 */
	@Override
	public void close() {
		RuntimeStatus before = this.status
			.getAndUpdate((now) -> (now == RuntimeStatus.STOPPED) ? RuntimeStatus.STOPPED : RuntimeStatus.STOPPING);
		if (before == RuntimeStatus.STOPPING || before == RuntimeStatus.STOPPED) {
			return;
		}
		CompletableFuture<Void> gone = this.parts.root().supervisor().shutDown();
		if (!endsInTime(gone)) {
			this.parts.cells().forEach(ActorCell::kill);
			await(gone, AFTER_KILL);
		}
		this.parts.close();
		this.status.set(RuntimeStatus.STOPPED);
	}

	private boolean endsInTime(CompletableFuture<Void> gone) {
		Duration time = this.parts.settings().shutdownTimeout();
		boolean ends = await(gone, time);
		if (!ends && this.parts.steps() == null) {
			// step by step no time has passed: what hangs there is killed at once
			logger.warn("Actors still run after {}; they are killed", time);
		}
		return ends;
	}

	private boolean await(CompletableFuture<Void> gone, Duration time) {
		StepExecutor steps = this.parts.steps();
		if (steps != null) {
			// nothing happens by itself, so waiting would change nothing
			return steps.runUntil(gone);
		}
		try {
			gone.get(time.toMillis(), TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException("the tree could not be stopped", ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/** Collects what a runtime is made of. */
	public static final class Builder {

		RuntimeSettings settings = RuntimeSettings.defaults();

		final List<ManifestLocation> locations = new ArrayList<>();

		final List<HostHandler> handlers = new ArrayList<>();

		final List<TheaterListener> listeners = new ArrayList<>();

		final List<TurnInterceptor> interceptors = new ArrayList<>();

		List<RuntimeSettings.RootActor> rootActors = List.of();

		@Nullable EventStore store;

		@Nullable RuntimeClock clock;

		@Nullable StepExecutor steps;

		private Builder() {
		}

		/** Sets what the properties set. */
		public Builder settings(RuntimeSettings settings) {
			this.settings = Objects.requireNonNull(settings, "settings");
			return this;
		}

		/** Adds a directory of manifests. */
		public Builder manifests(Path directory) {
			return manifests(ManifestLocation.directory(directory));
		}

		/** Adds a location of manifests; the first that has a name wins. */
		public Builder manifests(ManifestLocation location) {
			this.locations.add(Objects.requireNonNull(location, "location"));
			return this;
		}

		/**
		 * Sets where chains and states are kept; in memory if not set. Closed with the
		 * runtime.
		 */
		public Builder eventStore(EventStore store) {
			this.store = Objects.requireNonNull(store, "store");
			return this;
		}

		/** Sets the clock. Closed with the runtime. */
		public Builder clock(RuntimeClock clock) {
			this.clock = Objects.requireNonNull(clock, "clock");
			return this;
		}

		/**
		 * Has the runtime do one thing at a time, when this says so. Meant for tests
		 * only.
		 */
		public Builder steps(StepExecutor steps) {
			this.steps = Objects.requireNonNull(steps, "steps");
			return this;
		}

		/** Adds a host handler beside the built-in ones. */
		public Builder hostHandler(HostHandler handler) {
			this.handlers.add(Objects.requireNonNull(handler, "handler"));
			return this;
		}

		/** Adds a listener of life-cycle events. */
		public Builder listener(TheaterListener listener) {
			this.listeners.add(Objects.requireNonNull(listener, "listener"));
			return this;
		}

		/** Adds an interceptor around calls. */
		public Builder interceptor(TurnInterceptor interceptor) {
			this.interceptors.add(Objects.requireNonNull(interceptor, "interceptor"));
			return this;
		}

		/** Sets the root actors, started in this order. */
		public Builder rootActors(List<RuntimeSettings.RootActor> actors) {
			this.rootActors = actors.stream()
				.map((actor) -> new RuntimeSettings.RootActor(actor.name(), named(actor), actor.required()))
				.toList();
			return this;
		}

		private static ActorSpec named(RuntimeSettings.RootActor actor) {
			return actor.spec().name().isPresent() ? actor.spec() : actor.spec().name(actor.name());
		}

		/**
		 * Puts the runtime together without starting any actor.
		 * @throws IllegalArgumentException if two host handlers have the same name
		 */
		public TheaterRuntime build() {
			return new TheaterRuntime(this);
		}

		/** Builds and starts. */
		public TheaterRuntime start() {
			return build().start();
		}

	}

}
