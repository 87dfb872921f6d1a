package dev.theater.actor;

import java.time.Duration;
import java.util.concurrent.Executor;

import dev.theater.chain.EventStore;
import dev.theater.component.wasm.MemoryBudget;

/** Cells and what they share, without a runtime. */
final class Actors implements AutoCloseable {

	final RuntimeClock clock;

	final GuestDispatcher dispatcher;

	final Counters counters = new Counters(100);

	final ActorRegistry registry = new ActorRegistry();

	final WaitGraph waits = new WaitGraph();

	final ActorEnvironment environment;

	private final EventStore store = new ScriptedStore(false);

	Actors(RuntimeClock clock, Executor callbacks) {
		this(clock, callbacks, new GuestDispatcher(2, 10, Duration.ofMillis(20), 1 << 20, clock));
	}

	Actors(RuntimeClock clock, Executor callbacks, GuestDispatcher dispatcher) {
		this.clock = clock;
		this.dispatcher = dispatcher;
		this.environment = new ActorEnvironment(this.dispatcher, clock, this.counters, this.registry, this.waits,
				callbacks, null, Duration.ofSeconds(5), MemoryBudget.UNLIMITED);
	}

	ActorCell cell(String path) {
		return cell(path, EventBounds.DEFAULT);
	}

	ActorCell cell(String path, EventBounds events) {
		ActorId id = ActorId.random();
		ActorStore journal = new ActorStore(id, this.store, Runnable::run, this.clock, this.counters,
				MemoryBudget.UNLIMITED, events);
		ActorCell cell = new ActorCell(id, path, path, path, new StopMark(null), journal, this.environment,
				new ActorBounds(1_000, 3, 2, 100, events, LogBounds.DEFAULT), null);
		this.registry.add(cell);
		return cell;
	}

	CallGuard guard() {
		return new CallGuard(this.clock, () -> {
		});
	}

	@Override
	public void close() {
		this.dispatcher.close();
	}

}
