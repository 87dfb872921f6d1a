package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class HostCallTests {

	private static final FunctionSignature TWICE = new FunctionSignature(List.of(CoreType.I32), List.of(CoreType.I32));

	private final List<String> events = new ArrayList<>();

	private final GuestWatch watch = new GuestWatch() {
		@Override
		public void enterGuest() {
			HostCallTests.this.events.add("enter");
		}

		@Override
		public void leaveGuest() {
			HostCallTests.this.events.add("leave");
		}
	};

	private final WasmStore store = new WasmStore(WasmLimits.DEFAULTS, this.watch);

	private WasmInstance instance(Mode mode, HostCode code) {
		return WasmInstance.instantiate(this.store, Guests.module(mode, "host"),
				(wanted) -> WasmFunction.host(TWICE, code));
	}

	private void assertAlternating() {
		for (int i = 0; i < this.events.size(); i++) {
			assertThat(this.events.get(i)).as("event %d of %s", i, this.events)
				.isEqualTo(i % 2 == 0 ? "enter" : "leave");
		}
		assertThat(this.events.size() % 2).as("guest is left in the end").isZero();
	}

	@ParameterizedTest
	@EnumSource
	void theWatchAlternatesAroundHostCallsAndCallsBack(Mode mode) {
		AtomicReference<WasmInstance> self = new AtomicReference<>();
		WasmInstance instance = instance(mode, (args) -> {
			assertThat(this.events).last().isEqualTo("leave");
			int address = Guests.callInt(self.get(), "realloc", 0, 0, 1, args[0]);
			return new long[] { address * 2L };
		});
		self.set(instance);
		assertThat(this.events).isEmpty();
		assertThat(Guests.callInt(instance, "call", 11)).isEqualTo(223);
		assertThat(this.events).hasSize(6);
		assertAlternating();
	}

	/** The engine's own exports would sweep what the outer call still holds. */
	@ParameterizedTest
	@EnumSource
	void aCallBackLeavesTheObjectsOfTheGuestAlone(Mode mode) {
		AtomicReference<WasmInstance> self = new AtomicReference<>();
		WasmEngine engine = WasmEngine.builder(mode).allowGc(true).build();
		self.set(WasmInstance.instantiate(this.store, WasmModule.load(engine, Guests.bytes("gc-callback")),
				(wanted) -> WasmFunction.host(TWICE, (args) -> Guests.call(self.get(), "allocate", args[0]))));
		assertThat(Guests.callInt(self.get(), "hold")).isEqualTo(42);
		assertThat(this.events).hasSize(6);
	}

	@ParameterizedTest
	@EnumSource
	void anExceptionOfTheHostArrivesWithItsCause(Mode mode) {
		IllegalStateException thrown = new IllegalStateException("database is gone");
		WasmInstance instance = instance(mode, (args) -> {
			throw thrown;
		});
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call", 1))
			.withMessage("host function failed")
			.withCause(thrown)
			.matches((trap) -> trap.reason() == Reason.HOST);
		assertAlternating();
	}

	@ParameterizedTest
	@EnumSource
	void anErrorOfTheHostArrivesWithItsCause(Mode mode) {
		WasmInstance instance = instance(mode, (args) -> {
			throw new NoClassDefFoundError("x");
		});
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call", 1))
			.withCauseInstanceOf(NoClassDefFoundError.class)
			.matches((trap) -> trap.reason() == Reason.HOST);
		assertAlternating();
	}

	@ParameterizedTest
	@EnumSource
	void aTrapOfTheHostPassesUnchanged(Mode mode) {
		WasmTrap trap = new WasmTrap(Reason.ABI, "bad pointer");
		WasmInstance instance = instance(mode, (args) -> {
			throw trap;
		});
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call", 1)).isSameAs(trap);
		assertAlternating();
	}

	@ParameterizedTest
	@EnumSource
	void aTrapInACallBackIsLeftToTheHostAndThenTheGuestGoesOn(Mode mode) {
		AtomicReference<WasmInstance> self = new AtomicReference<>();
		WasmInstance instance = instance(mode, (args) -> {
			if (args[0] > 0) {
				assertThatExceptionOfType(WasmTrap.class)
					.isThrownBy(() -> Guests.call(self.get(), "call", args[0] - 1));
				return new long[] { 5 };
			}
			throw new WasmTrap(Reason.ABI, "innermost");
		});
		self.set(instance);
		assertThat(Guests.callInt(instance, "call", 1)).isEqualTo(6);
		assertAlternating();
	}

	@ParameterizedTest
	@EnumSource
	void aHostFunctionThatReturnsTheWrongNumberOfValuesIsAHostFailure(Mode mode) {
		WasmInstance instance = instance(mode, (args) -> new long[0]);
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call", 1))
			.withMessageContaining("returned 0 values")
			.matches((trap) -> trap.reason() == Reason.HOST);
		assertAlternating();
	}

	@ParameterizedTest
	@EnumSource
	void timeThatEndsInAHostFunctionEndsTheGuest(Mode mode) {
		GuestWatch over = new GuestWatch() {
			private int entered;

			@Override
			public void enterGuest() {
				if (this.entered++ > 0) {
					throw new WasmTrap(Reason.INTERRUPTED, "time is over");
				}
			}

			@Override
			public void leaveGuest() {
				// of no interest
			}
		};
		WasmStore own = new WasmStore(WasmLimits.DEFAULTS, over);
		WasmInstance instance = WasmInstance.instantiate(own, Guests.module(mode, "host"),
				(wanted) -> WasmFunction.host(TWICE, (args) -> args));
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "loop", 1))
			.withMessage("time is over");
		assertThat(own.isPoisoned()).isTrue();
	}

	@ParameterizedTest
	@EnumSource
	void aWrongNumberOfArgumentsIsATrap(Mode mode) {
		WasmInstance instance = instance(mode, (args) -> args);
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call"))
			.withMessageContaining("0 arguments");
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "call", 1, 2))
			.withMessageContaining("2 arguments");
		assertThat(this.events).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aReexportedHostFunctionIsItself(Mode mode) {
		WasmInstance instance = instance(mode, (args) -> new long[] { 9 });
		assertThat(Guests.function(instance, "again").call(1)).containsExactly(9);
		assertThat(this.events).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aStartSectionRunsUnderTheWatchAndTheStartExportDoesNot(Mode mode) {
		WasmInstance instance = WasmInstance.instantiate(this.store, Guests.module(mode, "start"),
				(wanted) -> WasmFunction.host(TWICE, (args) -> new long[] { args[0] * 2 }));
		assertThat(((WasmGlobal) instance.export("g")).value()).isEqualTo(42);
		assertThat(this.events).hasSize(4);
		assertAlternating();
	}

	@ParameterizedTest
	@EnumSource
	void aStartSectionThatTrapsKeepsItsReason(Mode mode) {
		assertThatExceptionOfType(WasmTrap.class)
			.isThrownBy(
					() -> WasmInstance.instantiate(this.store, Guests.module(mode, "start-trap"), ImportResolver.NONE))
			.matches((trap) -> trap.reason() == Reason.UNREACHABLE);
		assertAlternating();
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> WasmInstance.instantiate(this.store,
				Guests.module(mode, "start"), (wanted) -> WasmFunction.host(TWICE, (args) -> {
					throw new IllegalStateException("no");
				})))
			.matches((trap) -> trap.reason() == Reason.HOST);
		assertAlternating();
	}

}
