package dev.theater.spring.metrics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import dev.theater.actor.TurnInterceptor.Kind;
import dev.theater.actor.TurnInterceptor.Operation;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

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
		assertThat(meters.get("theater.message").timer().count()).isEqualTo(2);
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

	// ---- messages

	@Test
	void observesAMessageOfJava() {
		this.interceptor.begin(new Operation(Kind.REQUEST, "counter", this.id, "counter", "", "request"))
			.end("cancelled", "words");
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasNumberOfObservationsWithNameEqualTo("theater.message", 1)
			.hasSingleObservationThat()
			.hasContextualNameEqualTo("request counter")
			.hasLowCardinalityKeyValue("function", "request")
			.hasLowCardinalityKeyValue("outcome", "cancelled")
			.hasError();
	}

	/** Writes to what is sent and reads from what is received, as a tracer does. */
	private static final class Wire implements ObservationHandler<Observation.Context> {

		private final List<String> told = new ArrayList<>();

		@Override
		@SuppressWarnings("unchecked")
		public void onStart(Observation.Context context) {
			if (context instanceof SenderContext<?> sender) {
				SenderContext<Object> sending = (SenderContext<Object>) sender;
				sending.getSetter().set(sending.getCarrier(), "trace", "of " + context.getContextualName());
				this.told.add(context.getName() + " " + sender.getKind());
			}
			else if (context instanceof ReceiverContext<?> receiver) {
				ReceiverContext<Object> received = (ReceiverContext<Object>) receiver;
				this.told.add(context.getName() + " " + receiver.getKind() + " "
						+ received.getGetter().get(received.getCarrier(), "trace"));
			}
			else {
				this.told.add(context.getName() + " alone");
			}
		}

		@Override
		public boolean supportsContext(Observation.Context context) {
			return true;
		}

	}

	@ParameterizedTest
	@CsvSource({ "SEND, '', send, theater.message PRODUCER", "REQUEST, '', request, theater.message CLIENT",
			"SPAWN, '', spawn, theater.actor.spawn CLIENT",
			"HOST_CALL, theater:simple/message-server-host, send, theater.host.call PRODUCER",
			"HOST_CALL, theater:simple/message-server-host, request, theater.host.call CLIENT",
			"HOST_CALL, theater:simple/message-server-host, open-channel, theater.host.call CLIENT",
			"HOST_CALL, theater:simple/message-server-host, send-on-channel, theater.host.call PRODUCER",
			"HOST_CALL, theater:simple/message-server-host, close-channel, theater.host.call alone",
			"HOST_CALL, example:simple/post, send, theater.host.call alone",
			"CALL, theater:simple/actor, init, theater.actor.call SERVER here",
			"CALL, theater:simple/message-server-client, handle-request, theater.actor.call SERVER here",
			"CALL, theater:simple/message-server-client, handle-channel-open, theater.actor.call SERVER here",
			"CALL, theater:simple/message-server-client, handle-send, theater.actor.call CONSUMER here",
			"CALL, theater:simple/supervisor-handlers, handle-child-exit, theater.actor.call CONSUMER here" })
	void whatSendsIsASenderAndACallAReceiver(Kind kind, String interfaceName, String function, String told) {
		Wire wire = new Wire();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(wire);
		TurnInterceptor.Around around = new ObservingTurnInterceptor(observations, 2).begin(
				new Operation(kind, "counter", this.id, "counter", interfaceName, function, Map.of("trace", "here")));
		assertThat(wire.told).containsExactly(told);
		assertThat(around.headers()).hasSize((told.endsWith("PRODUCER") || told.endsWith("CLIENT")) ? 1 : 0);
		around.end("ok", null);
	}

	// ---- what a thread works on

	@Test
	void aSpawnIsAPartOfWhatItsAskerDoes() {
		Observation mine = Observation.start("mine", this.registry);
		TurnInterceptor.Context context = mine.scoped(this.interceptor::context);
		CompletableFuture.runAsync(() -> {
			context.begin(operation(Kind.SPAWN, "counter")).end("ok", null);
			assertThat(this.registry.getCurrentObservation()).isNull();
		}).join();
		mine.stop();
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasObservationWithNameEqualTo("theater.actor.spawn")
			.that()
			.hasParentObservationEqualTo(mine);
	}

	@Test
	void codeOfUsersSeesWhatItsAskerDidAndLeavesNothing() {
		Observation mine = Observation.start("mine", this.registry);
		TurnInterceptor.Context within = mine.scoped(this.interceptor::context);
		mine.stop();
		TurnInterceptor.Context alone = this.interceptor.context();
		List<Observation> seen = new ArrayList<>();
		CompletableFuture.runAsync(() -> {
			within.run(() -> seen.add(this.registry.getCurrentObservation()));
			seen.add(this.registry.getCurrentObservation());
			alone.run(() -> seen.add(this.registry.getCurrentObservation()));
		}).join();
		assertThat(seen).containsExactly(mine, null, null);
	}

	// ---- handlers that break

	@ParameterizedTest
	@ValueSource(strings = { "start", "open", "close", "error", "stop" })
	void aHandlerThatThrowsLeavesNothingOnTheThread(String where) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(new ObservationHandler<>() {
			private void at(String here) {
				if (here.equals(where)) {
					throw new IllegalStateException("thrown at " + here + ", on purpose");
				}
			}

			@Override
			public void onStart(Observation.Context context) {
				at("start");
			}

			@Override
			public void onScopeOpened(Observation.Context context) {
				at("open");
			}

			@Override
			public void onScopeClosed(Observation.Context context) {
				at("close");
			}

			@Override
			public void onError(Observation.Context context) {
				at("error");
			}

			@Override
			public void onStop(Observation.Context context) {
				at("stop");
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return true;
			}
		});
		ObservingTurnInterceptor interceptor = new ObservingTurnInterceptor(observations, 2);
		assertThatIllegalStateException()
			.isThrownBy(() -> interceptor.begin(operation(Kind.CALL, "counter")).end("trap", "words"))
			.withMessageContaining("thrown at " + where);
		assertThat(observations.getCurrentObservation()).isNull();
		assertThat(observations.getCurrentObservationScope()).isNull();
	}

	// ---- conventions

	@Test
	void aConventionReplacesNamesAndKeys() {
		ObservingTurnInterceptor interceptor = new ObservingTurnInterceptor(this.registry, 2,
				new DefaultTheaterObservationConvention() {
					@Override
					public String getName(TheaterObservationContext context) {
						return "my." + super.getName(context);
					}

					@Override
					public KeyValues getLowCardinalityKeyValues(TheaterObservationContext context) {
						return super.getLowCardinalityKeyValues(context).and("shop", "north");
					}
				});
		interceptor.begin(operation(Kind.CALL, "counter")).end("ok", null);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo("my.theater.actor.call")
			.hasLowCardinalityKeyValue("outcome", "ok")
			.hasLowCardinalityKeyValue("shop", "north");
	}

	@ParameterizedTest
	@EnumSource
	void documentsWhatItDoes(Kind kind) {
		this.interceptor.begin(operation(kind, "counter")).end("ok", null);
		TheaterObservationDocumentation documented = TheaterObservationDocumentation.of(kind);
		TestObservationRegistryAssert.assertThat(this.registry)
			.hasSingleObservationThat()
			.hasNameEqualTo(documented.getName())
			.hasOnlyKeys(Stream.of(documented.getLowCardinalityKeyNames(), documented.getHighCardinalityKeyNames())
				.flatMap(Arrays::stream)
				.map(KeyName::asString)
				.toArray(String[]::new));
	}

	@Test
	void whatIsSwitchedOffIsNotObservedAndDoesNotCutTheTrace() {
		Wire wire = new Wire();
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig()
			.observationHandler(wire)
			.observationPredicate((name, context) -> !"theater.host.call".equals(name));
		TurnInterceptor.Around around = new ObservingTurnInterceptor(observations, 2).begin(new Operation(
				Kind.HOST_CALL, "counter", this.id, "counter", "theater:simple/message-server-host", "send"));
		// what the message handled had goes on
		assertThat(around.headers()).isEmpty();
		around.end("ok", null);
		assertThat(wire.told).isEmpty();
	}

	private Operation operation(Kind kind, String actor) {
		return new Operation(kind, actor, this.id, "desk/worker-1", "theater:simple/runtime", "handle-send");
	}

}
