package dev.theater.spring.metrics;

import dev.theater.actor.ActorStatus;
import dev.theater.actor.Counters;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.spring.event.ActorEventPublisher;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;

class TheaterMetricsTests {

	private final TheaterRuntime runtime = Theaters.running();

	private final Counters counters = this.runtime.counters();

	private final FakeDirectory directory = new FakeDirectory();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	@Test
	void showsCountersThatWereThereBeforeAndThatComeLater() {
		this.counters.increment("theater.actors.spawned", "actor", "desk");
		bind();
		this.counters.register("theater.actors.restarts", "actor", "desk", "strategy", "one-for-one");
		assertThat(count("theater.actors.spawned", "actor", "desk")).isEqualTo(1);
		assertThat(count("theater.actors.restarts", "actor", "desk", "strategy", "one-for-one")).isZero();
		this.counters.add(3, "theater.actors.restarts", "actor", "desk", "strategy", "one-for-one");
		assertThat(count("theater.actors.restarts", "actor", "desk", "strategy", "one-for-one")).isEqualTo(3);
	}

	@Test
	void keepsCountersApartByTheirTags() {
		bind();
		this.counters.increment("theater.actors.failures", "actor", "desk", "cause", "trap");
		this.counters.add(2, "theater.actors.failures", "actor", "desk", "cause", "error");
		assertThat(count("theater.actors.failures", "cause", "trap")).isEqualTo(1);
		assertThat(count("theater.actors.failures", "cause", "error")).isEqualTo(2);
	}

	@Test
	void goesOnCountingAfterGarbageIsCollected() {
		bind();
		this.counters.increment("theater.chain.events", "type", "wasm");
		System.gc();
		this.counters.increment("theater.chain.events", "type", "wasm");
		assertThat(count("theater.chain.events", "type", "wasm")).isEqualTo(2);
	}

	@Test
	void showsTheSameCountersInSeveralRegistries() {
		bind();
		SimpleMeterRegistry second = new SimpleMeterRegistry();
		new TheaterMetrics(this.runtime, this.directory, null).bindTo(second);
		this.counters.increment("theater.actors.spawned", "actor", "desk");
		assertThat(count("theater.actors.spawned", "actor", "desk")).isEqualTo(1);
		assertThat(second.get("theater.actors.spawned").functionCounter().count()).isEqualTo(1);
	}

	@Test
	void measuresActorsMessagesAndMemory() {
		bind();
		this.directory.roots(Theaters.node("desk")
			.children(Theaters.node("a").status(ActorStatus.RESTARTING).build(),
					Theaters.node("b").status(ActorStatus.STOPPED).build())
			.build(), Theaters.node("parked").parked(true).build());
		given(this.runtime.mailboxSize()).willReturn(7L);
		given(this.runtime.wasmMemory()).willReturn(65536L);
		assertThat(gauge("theater.actors.active")).isEqualTo(2);
		assertThat(gauge("theater.actors.parked")).isEqualTo(1);
		assertThat(gauge("theater.mailbox.size")).isEqualTo(7);
		assertThat(gauge("theater.wasm.memory")).isEqualTo(65536);
		assertThat(this.registry.get("theater.wasm.memory").gauge().getId().getBaseUnit()).isEqualTo("bytes");
	}

	@Test
	void countsEventsThatWereDropped() {
		ActorEventPublisher events = new ActorEventPublisher((event) -> {
		});
		new TheaterMetrics(this.runtime, this.directory, events).bindTo(this.registry);
		assertThat(count("theater.events.dropped")).isZero();
	}

	@Test
	void hasNoTagsOfItsOwn() {
		bind();
		assertThat(this.registry.getMeters()).hasSize(4)
			.extracting(Meter::getId)
			.allSatisfy((id) -> assertThat(id.getTags()).isEmpty());
	}

	private void bind() {
		new TheaterMetrics(this.runtime, this.directory, null).bindTo(this.registry);
	}

	private double count(String name, String... tags) {
		return this.registry.get(name).tags(tags).functionCounter().count();
	}

	private double gauge(String name) {
		return this.registry.get(name).gauge().value();
	}

}
