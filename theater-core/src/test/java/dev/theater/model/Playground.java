package dev.theater.model;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorEvent;

/** A runtime to play with, and a record of everything that it said. */
final class Playground implements AutoCloseable {

	static final Duration REQUEST = Duration.ofSeconds(1);

	final FastClock clock = new FastClock();

	final StoryStore store;

	final Manifests manifests;

	final TheaterRuntime runtime;

	final Remains remains;

	final boolean hanging;

	/** What was asked for and answered. */
	final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	/** What listeners were told, by actor. */
	final Map<ActorId, Queue<SupervisorEvent>> heard = new ConcurrentHashMap<>();

	/** Answers that nobody may get. */
	final Queue<String> wrong = new ConcurrentLinkedQueue<>();

	/** Who waits for an answer. */
	final Queue<String> asked = new ConcurrentLinkedQueue<>();

	/** Channels that were opened. */
	final List<Channel> channels = new CopyOnWriteArrayList<>();

	/** Calls of guests that have not returned. */
	final AtomicInteger calls = new AtomicInteger();

	/** Watches that are open, and how often each was told. */
	final Queue<AtomicInteger> watches = new ConcurrentLinkedQueue<>();

	/** A channel and its two ends, one of which does not know whether it is open. */
	record Channel(String id, ActorId opener, ActorId other) {
	}

	/**
	 * @param slow whether the store takes its time
	 * @param failing whether the store fails now and then
	 * @param hanging whether one actor in ten hangs for ever in a handler
	 */
	Playground(Path directory, boolean slow, boolean failing, boolean hanging) throws IOException {
		this.store = new StoryStore(slow, failing);
		this.hanging = hanging;
		this.manifests = new Manifests(hanging ? "3s" : "500ms");
		this.manifests.write(directory);
		this.runtime = TheaterRuntime.builder()
			.settings(settings())
			.manifests(directory)
			.clock(this.clock)
			.eventStore(this.store)
			.listener((event) -> this.heard.computeIfAbsent(event.subject().id(), (id) -> new ConcurrentLinkedQueue<>())
				.add(event))
			.interceptor(this::begin)
			.rootActors(
					List.of(new RuntimeSettings.RootActor("desk", ActorSpec.manifest("supervises-lead.toml"), false),
							new RuntimeSettings.RootActor("odd", ActorSpec.manifest("asks.toml"), false)))
			.start();
		this.remains = new Remains(this.runtime);
	}

	private static RuntimeSettings settings() {
		RuntimeSettings all = RuntimeSettings.defaults();
		RuntimeSettings.Limits limits = all.limits();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(RuntimeSettings.EngineMode.COMPILER, Path.of("target", "compiled-guests"),
						false),
				new RuntimeSettings.Dispatcher(4, 256, Duration.ofMillis(20), 1L << 20), REQUEST, all.supervision(),
				new RuntimeSettings.Limits(limits.actor(), limits.totalMemory(), limits.callTimeout(),
						limits.initTimeout(), Duration.ofSeconds(10), limits.maxTransfer(), 6, 500),
				all.chain(), Duration.ofSeconds(2), all.maxActorNames());
	}

	private TurnInterceptor.Around begin(TurnInterceptor.Operation operation) {
		if (operation.kind() != TurnInterceptor.Kind.CALL) {
			return (outcome, failure) -> {
			};
		}
		this.calls.incrementAndGet();
		return (outcome, failure) -> this.calls.decrementAndGet();
	}

	/** Whether an actor hangs as soon as it gets a message. */
	boolean hangs(ActorId id) {
		return this.hanging && Math.floorMod(id.hashCode(), 10) == 0;
	}

	@Override
	public void close() {
		this.runtime.close();
	}

}
