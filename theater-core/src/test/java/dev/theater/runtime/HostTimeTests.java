package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ManualClock;
import dev.theater.actor.TurnInterceptor;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.host.HostFunctions;
import dev.theater.host.HostHandler;
import dev.theater.host.RuntimeHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A call ends at its deadline wherever it spends its time. The clock stands but for what
 * host functions take.
 */
class HostTimeTests extends OnStage {

	private static final String ORIGINAL = "theater:simple/runtime";

	private static final String COPY = "example:simple/runtime";

	private final ManualClock clock = new ManualClock();

	private final AtomicInteger hostCalls = new AtomicInteger();

	private TurnInterceptor.Around takesTime(TurnInterceptor.Operation operation, Duration time) {
		if (operation.kind() == TurnInterceptor.Kind.HOST_CALL) {
			this.hostCalls.incrementAndGet();
			this.clock.advance(time);
		}
		return (outcome, failure) -> {
		};
	}

	/** A copy of the runtime's own functions, offered by the application. */
	private final class Slow implements HostHandler {

		private final Duration time;

		Slow(Duration time) {
			this.time = time;
		}

		@Override
		public String name() {
			return "slow";
		}

		@Override
		public void setUpHostFunctions(HostFunctions functions) {
			new RuntimeHost().setUpHostFunctions(new HostFunctions() {
				@Override
				public HostFunctions type(String interfaceName, String name, ValueType type) {
					functions.type(COPY, name, type);
					return this;
				}

				@Override
				public HostFunctions function(String interfaceName, String name, FunctionType type, Function function) {
					functions.function(COPY, name, type, (call, arguments) -> {
						HostTimeTests.this.hostCalls.incrementAndGet();
						HostTimeTests.this.clock.advance(Slow.this.time);
						return function.call(call, arguments);
					});
					return this;
				}
			});
		}

	}

	private ActorId actor(String guest, String handler) {
		this.stage.manifest("quick", guest, grants(handler, "supervisor", "message-server")
				+ "[lifecycle]\ncall_timeout = \"1s\"\nrestart = \"temporary\"\n");
		return this.stage.spawn("quick");
	}

	/** The guest, which imports the copy instead. */
	private byte[] guestOfTheCopy() {
		String bytes = new String(this.stage.guest("greedy"), StandardCharsets.ISO_8859_1);
		assertThat(bytes).contains(ORIGINAL).hasSameSizeAs(bytes.replace(ORIGINAL, COPY));
		return bytes.replace(ORIGINAL, COPY).getBytes(StandardCharsets.ISO_8859_1);
	}

	private ActorId actorOfASlowHandler(Duration time) {
		reopen((builder) -> builder.clock(this.clock)
			.settings(TestSettings.defaults().hostCallTimeout(Duration.ofSeconds(2)).build())
			.hostHandler(new Slow(time)));
		this.stage.file("copy.component.wasm", guestOfTheCopy());
		return actor("copy", "slow");
	}

	@ParameterizedTest
	@ValueSource(strings = { "shutdowns", "lists", "logs 100" })
	void aCallThatKeepsTheHostBusyEndsAtItsDeadline(String attack) {
		reopen((builder) -> builder.clock(this.clock)
			.interceptor((operation) -> takesTime(operation, Duration.ofMillis(100))));
		ActorId actor = actor("greedy", "runtime");
		assertThatThrownBy(() -> this.stage.request(actor, attack)).isInstanceOf(ActorFailedException.class)
			.hasMessageContaining("timeout")
			.hasMessageContaining("it ran longer than 1000 ms");
		assertThat(this.hostCalls).hasValue(10);
	}

	@Test
	void aHandlerOfTheApplicationMayTakeLongerThanTheCallMay() {
		ActorId actor = actorOfASlowHandler(Duration.ofMillis(1_900));
		assertThat(this.stage.request(actor, "line")).isEqualTo("logged");
		assertThat(this.stage.request(actor, "line")).as("each call has its own time").isEqualTo("logged");
	}

	@Test
	void aCallThatLoopsOverAHandlerOfTheApplicationEndsOnceItsTimeForWaitingAndItsOwnAreOver() {
		ActorId actor = actorOfASlowHandler(Duration.ofMillis(500));
		assertThatThrownBy(() -> this.stage.request(actor, "logs 100")).isInstanceOf(ActorFailedException.class)
			.hasMessageContaining("it ran longer than 1000 ms");
		assertThat(this.hostCalls).hasValue(6);
	}

}
