package dev.theater.runtime;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.theater.actor.ActorCell;
import dev.theater.actor.ActorEnvironment;
import dev.theater.actor.ActorHandle;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorInstance;
import dev.theater.actor.ActorRegistry;
import dev.theater.actor.ActorStore;
import dev.theater.actor.Counters;
import dev.theater.actor.GuestDispatcher;
import dev.theater.actor.Messenger;
import dev.theater.actor.RuntimeClock;
import dev.theater.actor.StepExecutor;
import dev.theater.actor.SystemClock;
import dev.theater.actor.WaitGraph;
import dev.theater.chain.EventStore;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.component.wasm.MemoryBudget;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.host.ContentStore;
import dev.theater.host.EnvironmentHost;
import dev.theater.host.HostHandler;
import dev.theater.host.HostRegistry;
import dev.theater.host.InMemoryContentStore;
import dev.theater.host.MessageServerHost;
import dev.theater.host.RandomHost;
import dev.theater.host.RuntimeHost;
import dev.theater.host.ShutdownSignal;
import dev.theater.host.StoreHost;
import dev.theater.host.SupervisorHost;
import dev.theater.host.TimingHost;
import dev.theater.manifest.ManifestReader;
import dev.theater.manifest.ManifestResolver;
import dev.theater.supervisor.ActorDefinition;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.ChildRow;
import dev.theater.supervisor.LaneExecutor;
import dev.theater.supervisor.RootSupervisor;
import dev.theater.supervisor.SupervisionEnvironment;
import dev.theater.supervisor.Supervisor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts of a runtime, put together from what its builder was given. */
final class Assembly implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Assembly.class);

	private static final int LANE_THREADS = 2;

	private static final int LOAD_THREADS = 2;

	private final RuntimeSettings settings;

	private final RuntimeClock clock;

	private final EventStore store;

	private final Counters counters;

	private final GuestDispatcher dispatcher;

	private final ActorRegistry registry = new ActorRegistry();

	private final Map<ActorId, ChildRow> index = SupervisionEnvironment.newIndex();

	private final @Nullable StepExecutor steps;

	private final ExecutorService laneThreads;

	private final LaneExecutor lanes;

	private final ExecutorService loadThreads;

	private final LoadThreads loads;

	private final ExecutorService commits;

	private final ExecutorService callbacks;

	private final EventQueue events;

	private final ContentStore contents;

	private final HostRegistry hosts;

	/** The built-in ones have no use for being told of starts. */
	private final Set<HostHandler> applicationHandlers = Collections.newSetFromMap(new IdentityHashMap<>());

	private final Messenger messenger;

	private final RootSupervisor root;

	private final Set<ActorSpec> required = Collections.newSetFromMap(new IdentityHashMap<>());

	private final TreeDirectory directory;

	Assembly(TheaterRuntime.Builder builder) {
		this.settings = builder.settings;
		this.clock = (builder.clock != null) ? builder.clock : new SystemClock();
		this.counters = new Counters(this.settings.maxActorNames());
		this.store = (builder.store != null) ? builder.store
				: new InMemoryEventStore(this.settings.chain().retainedEvents(), this.settings.chain().retainedSize());
		this.steps = builder.steps;
		this.laneThreads = executor(() -> platform("theater-lane-", LANE_THREADS));
		this.lanes = (this.laneThreads instanceof ThreadPoolExecutor pool) ? new LaneThreads(pool)
				: this.laneThreads::execute;
		this.loadThreads = executor(() -> platform("theater-load-", LOAD_THREADS));
		this.loads = new LoadThreads(this.loadThreads, LOAD_THREADS);
		this.commits = executor(() -> virtual("theater-commit-"));
		this.callbacks = executor(() -> virtual("theater-callback-"));
		RuntimeSettings.Dispatcher threads = this.settings.dispatcher();
		this.dispatcher = (this.steps != null)
				? GuestDispatcher.stepped(this.steps, threads.slice(), threads.stackSize(), this.clock)
				: new GuestDispatcher(threads.threads(), threads.maxThreads(), threads.slice(), threads.stackSize(),
						this.clock);
		this.events = new EventQueue(builder.listeners, this.counters, this.steps);
		builder.rootActors.stream()
			.filter(RuntimeSettings.RootActor::required)
			.forEach((actor) -> this.required.add(actor.spec()));
		ActorEnvironment actors = new ActorEnvironment(this.dispatcher, this.clock, this.counters, this.registry,
				new WaitGraph(), this.callbacks, GuardedInterceptor.of(builder.interceptors),
				this.settings.requestTimeout(),
				new MemoryBudget("theater.limits.total-memory", this.settings.limits().totalMemory()));
		this.messenger = new Messenger(actors);
		this.contents = (builder.contents != null) ? builder.contents : new InMemoryContentStore();
		List<HostHandler> added = handlers(builder);
		this.applicationHandlers.addAll(added);
		this.hosts = new HostRegistry(handlers(builder, actors.memory(), added));
		Supervisor supervisor = Supervisor.root(environment(actors, builder),
				new ActorStore(ActorId.random(), this.store, this.commits, this.clock, this.counters, actors.memory(),
						this.settings.limits().actor().events()));
		this.root = new RootSupervisor(supervisor, this.callbacks);
		this.directory = new TreeDirectory(supervisor, this.index, this.dispatcher, this.counters,
				this.required::contains);
	}

	/** Those that were added, and those that nobody replaced. */
	private static List<HostHandler> handlers(TheaterRuntime.Builder builder) {
		Map<String, HostHandler> defaults = new LinkedHashMap<>(builder.defaultHandlers);
		builder.handlers.forEach((handler) -> defaults.remove(handler.name()));
		List<HostHandler> handlers = new ArrayList<>(builder.handlers);
		handlers.addAll(defaults.values());
		return handlers;
	}

	/** The built-in ones, of which all but the first three yield to what was added. */
	private Collection<HostHandler> handlers(TheaterRuntime.Builder builder, MemoryBudget memory,
			List<HostHandler> added) {
		Map<String, HostHandler> yielding = new LinkedHashMap<>();
		for (HostHandler handler : List.of(new TimingHost(this.clock), new RandomHost(builder.random),
				new EnvironmentHost(builder.environment),
				new StoreHost(this.contents, builder.contentQuota, memory, this.commits, this.messenger))) {
			yielding.put(handler.name(), handler);
		}
		added.forEach((handler) -> yielding.remove(handler.name()));
		List<HostHandler> all = new ArrayList<>(List.of(new RuntimeHost(), new SupervisorHost(this::supervisorOf),
				new MessageServerHost(this.messenger)));
		all.addAll(yielding.values());
		all.addAll(added);
		return all;
	}

	private Supervisor supervisorOf(ActorId id) {
		ChildRow row = this.index.get(id);
		Supervisor supervisor = (row != null) ? row.view().supervisor() : null;
		if (supervisor == null) {
			throw new IllegalStateException("actor " + id + " has no place in the tree any more");
		}
		return supervisor;
	}

	private SupervisionEnvironment environment(ActorEnvironment actors, TheaterRuntime.Builder builder) {
		RuntimeSettings.Limits limits = this.settings.limits();
		RuntimeSettings.Engine engine = this.settings.engine();
		WasmEngine.Builder wasm = WasmEngine.builder((engine.mode() == RuntimeSettings.EngineMode.COMPILER)
				? WasmEngine.Mode.COMPILER : WasmEngine.Mode.INTERPRETER)
			.allowGc(engine.allowGc());
		if (engine.cacheDirectory() != null) {
			wasm.cacheDirectory(engine.cacheDirectory());
		}
		DefinitionLoader definitions = new DefinitionLoader(
				new ManifestResolver(builder.locations, new ManifestReader(this.settings.supervision())), this.hosts,
				new ComponentCache(wasm.build(), this.hosts), new Ceilings(limits, this.settings.supervision()));
		return new SupervisionEnvironment(actors, definitions, this.store, this.commits, this.loads, this.lanes,
				this.events, this::started, this.index, () -> ThreadLocalRandom.current().nextDouble(),
				this.settings.supervision(), new SupervisionEnvironment.Bounds(limits.hostCallTimeout(),
						limits.maxTransfer(), this.settings.shutdownTimeout(), limits.maxDepth(), limits.maxActors()));
	}

	/** Tells an actor's handlers of a new incarnation, on the callback executor. */
	private void started(ActorInstance instance, ActorDefinition definition) {
		for (String type : definition.grants().keySet()) {
			this.hosts.handler(type)
				.filter(this.applicationHandlers::contains)
				.ifPresent((handler) -> this.callbacks
					.execute(() -> handler.start(handle(instance), shutdownOf(instance))));
		}
	}

	private static ActorHandle handle(ActorInstance instance) {
		return instance.cell();
	}

	private static ShutdownSignal shutdownOf(ActorInstance instance) {
		return new ShutdownSignal() {
			@Override
			public boolean isShutDown() {
				return !instance.alive();
			}

			@Override
			public void onShutdown(Runnable action) {
				instance.onEnd(action);
			}
		};
	}

	private ExecutorService executor(Supplier<ExecutorService> ofThreads) {
		return (this.steps != null) ? new SteppedService(this.steps) : ofThreads.get();
	}

	private static ExecutorService platform(String name, int threads) {
		return Executors.newFixedThreadPool(threads, Thread.ofPlatform().name(name, 1).daemon(true).factory());
	}

	private static ExecutorService virtual(String name) {
		return Executors.newThreadPerTaskExecutor(Thread.ofVirtual()
			.name(name, 1)
			.uncaughtExceptionHandler((thread, failure) -> logger.error("{} failed", thread.getName(), failure))
			.factory());
	}

	RuntimeSettings settings() {
		return this.settings;
	}

	GuestDispatcher dispatcher() {
		return this.dispatcher;
	}

	@Nullable StepExecutor steps() {
		return this.steps;
	}

	RootSupervisor root() {
		return this.root;
	}

	TreeDirectory directory() {
		return this.directory;
	}

	Messenger messenger() {
		return this.messenger;
	}

	Counters counters() {
		return this.counters;
	}

	EventStore store() {
		return this.store;
	}

	Collection<ActorCell> cells() {
		return this.registry.all();
	}

	/** Ends all threads; actors have been stopped before. */
	@Override
	public void close() {
		this.dispatcher.close();
		this.loadThreads.shutdownNow();
		this.laneThreads.shutdown();
		end(this.laneThreads);
		this.events.close();
		end(this.callbacks);
		end(this.commits);
		this.clock.close();
		close(this.contents);
		this.store.close();
	}

	private static void close(ContentStore contents) {
		try {
			contents.close();
		}
		catch (RuntimeException ex) {
			logger.warn("The content store could not be closed", ex);
		}
	}

	private static void end(ExecutorService executor) {
		executor.shutdown();
		try {
			if (!executor.awaitTermination(1, TimeUnit.SECONDS)) {
				executor.shutdownNow();
			}
		}
		catch (InterruptedException ex) {
			executor.shutdownNow();
			Thread.currentThread().interrupt();
		}
	}

}
