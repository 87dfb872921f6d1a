package dev.theater.spring.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import dev.theater.actor.TurnInterceptor.Kind;
import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

class ObservingTurnInterceptorTests {

	private final ActorId id = ActorId.random();

	private final TestObservationRegistry registry = TestObservationRegistry.create();

	private final ObservingTurnInterceptor interceptor = new ObservingTurnInterceptor(this.registry, 2);

	@Test
	void observesACall() {
		this.interceptor.begin(operation(Kind.CALL, "counter")).end("ok", null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("theater.actor.call", 1)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("actor", "counter")
			.hasLowCardinalityKeyValue("function", "handle-send")
			.hasLowCardinalityKeyValue("outcome", "ok")
			.doesNotHaveLowCardinalityKeyValueWithKey("interface")
			.hasHighCardinalityKeyValue("theater.actor.id", this.id.toString())
			.hasHighCardinalityKeyValue("theater.actor.path", "desk/worker-1")
			.doesNotHaveError()
			.hasBeenStarted()
			.hasBeenStopped();
	}

	@Test
	void observesAHostCallWithItsInterface() {
		this.interceptor.begin(operation(Kind.HOST_CALL, "counter")).end("ok", null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("theater.host.call", 1)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("interface", "theater:simple/runtime");
	}

	@Test
	void doesNotRepeatWhatAGuestSaid() {
		this.interceptor.begin(operation(Kind.CALL, "counter")).end("trap", "secret words");
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasLowCardinalityKeyValue("outcome", "trap")
			.hasError()
			.thenError()
			.hasMessage("trap");
	}

	@Test
	void takesAHostCallForAPartOfItsCall() {
		TurnInterceptor.Around call = this.interceptor.begin(operation(Kind.CALL, "counter"));
		Observation current = this.registry.getCurrentObservation();
		assertThat(current).isNotNull();
		this.interceptor.begin(operation(Kind.HOST_CALL, "counter")).end("ok", null);
		assertThat(this.registry.getCurrentObservation()).isSameAs(current);
		call.end("ok", null);
		assertThat(this.registry.getCurrentObservation()).isNull();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("theater.host.call")
			.that()
			.hasParentObservationContextMatching((parent) -> "theater.actor.call".equals(parent.getName()));
	}

	@Test
	void leavesNothingBehindOnTheThreadThatBeginsASpawn() {
		TurnInterceptor.Around spawn = this.interceptor.begin(operation(Kind.SPAWN, "counter"));
		assertThat(this.registry.getCurrentObservation()).isNull();
		CompletableFuture.runAsync(() -> spawn.end("ok", null)).join();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("theater.actor.spawn", 1)
			.hasSingleObservationThat()
			.hasBeenStopped();
	}

	@Test
	void doesNotTouchTheScopeOfAnotherThread() {
		TurnInterceptor.Around call = this.interceptor.begin(operation(Kind.CALL, "counter"));
		Observation current = this.registry.getCurrentObservation();
		assertThatCode(() -> CompletableFuture.runAsync(() -> call.end("timeout", "abandoned")).join())
			.doesNotThrowAnyException();
		assertThat(this.registry.getCurrentObservation()).isSameAs(current).isNotNull();
		Observation.Scope scope = this.registry.getCurrentObservationScope();
		assertThat(scope).isNotNull();
		scope.close();
	}

	@Test
	void keepsOnlySoManyNamesApart() {
		List<String> actors = new ArrayList<>();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler((Observation.Context context) -> {
			actors.add(((TheaterObservationContext) context).actor());
			return false;
		});
		ObservingTurnInterceptor interceptor = new ObservingTurnInterceptor(observations, 2);
		for (String actor : new String[] { "a", "b", "c", "a", "d" }) {
			interceptor.begin(operation(Kind.CALL, actor)).end("ok", null);
		}
		assertThat(actors).containsExactly("a", "b", "other", "a", "other");
	}

	@Test
	void makesATimerThatNeverHasAnIdAsItsTag() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
		ObservingTurnInterceptor interceptor = new ObservingTurnInterceptor(observations, 2);
		for (Kind kind : Kind.values()) {
			interceptor.begin(operation(kind, "counter")).end("ok", null);
		}
		for (String name : new String[] { "theater.actor.call", "theater.actor.spawn", "theater.host.call" }) {
			assertThat(meters.get(name).tags("actor", "counter", "outcome", "ok").timer().count()).isEqualTo(1);
		}
		assertThat(meters.getMeters()).extracting(Meter::getId)
			.flatExtracting(Meter.Id::getTags)
			.extracting(Tag::getValue)
			.isNotEmpty()
			.doesNotContain(this.id.toString(), "desk/worker-1");
	}

	@Test
	void doesNothingWhereNobodyObserves() {
		ObservingTurnInterceptor interceptor = new ObservingTurnInterceptor(ObservationRegistry.NOOP, 1);
		assertThatCode(() -> interceptor.begin(operation(Kind.CALL, "counter")).end("trap", "words"))
			.doesNotThrowAnyException();
	}

	private Operation operation(Kind kind, String actor) {
		return new Operation(kind, actor, this.id, "desk/worker-1", "theater:simple/runtime", "handle-send");
	}

}
