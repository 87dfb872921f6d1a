package dev.theater.spring.metrics;

import java.util.Map;
import java.util.function.LongSupplier;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.Counters;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.event.ActorEventPublisher;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.jspecify.annotations.Nullable;

/**
 * Shows the runtime's own counters, which are exact whether or not anybody reads them,
 * and what there is of actors, messages and memory at the moment. An actor's id is never
 * a tag.
 */
public final class TheaterMetrics implements MeterBinder {

	private final TheaterRuntime runtime;

	private final ActorDirectory directory;

	private final @Nullable ActorEventPublisher events;

	/**
	 * @param runtime whose counters, messages and memory are shown
	 * @param directory whose actors are counted
	 * @param events whose dropped events are counted, if there is one
	 */
	public TheaterMetrics(TheaterRuntime runtime, ActorDirectory directory, @Nullable ActorEventPublisher events) {
		this.runtime = runtime;
		this.directory = directory;
		this.events = events;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("theater.actors.active", this.directory, TheaterMetrics::active)
			.description("Actors that are starting, running, restarting or stopping")
			.register(registry);
		Gauge.builder("theater.actors.parked", this.directory, TheaterMetrics::parked)
			.description("Root actors that the root supervisor gave up on")
			.register(registry);
		Gauge.builder("theater.mailbox.size", this.runtime, TheaterRuntime::mailboxSize)
			.description("Messages waiting in all mailboxes")
			.register(registry);
		Gauge.builder("theater.wasm.memory", this.runtime, TheaterRuntime::wasmMemory)
			.description("Memory of all guests")
			.baseUnit(BaseUnits.BYTES)
			.register(registry);
		if (this.events != null) {
			FunctionCounter.builder("theater.events.dropped", this.events, ActorEventPublisher::dropped)
				.description("Events of actors' lives that were not published because listeners were too slow")
				.register(registry);
		}
		this.runtime.counters().onRegistered((key, value) -> register(registry, key, value));
	}

	private void register(MeterRegistry registry, Counters.Key key, LongSupplier value) {
		// held through the runtime: the registry itself holds what it counts only weakly
		FunctionCounter.builder(key.name(), this.runtime, (runtime) -> value.getAsLong())
			.tags(Tags.of(key.tagList().toArray(String[]::new)))
			.register(registry);
	}

	private static double active(ActorDirectory directory) {
		return directory.tree()
			.counts()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey() != ActorStatus.STOPPED && entry.getKey() != ActorStatus.FAILED)
			.mapToInt(Map.Entry::getValue)
			.sum();
	}

	private static double parked(ActorDirectory directory) {
		return directory.tree().roots().stream().filter(ActorNode::parked).count();
	}

}
