package dev.theater.component.wasm;

import java.util.HexFormat;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class StoppingTests {

	/**
	 * Runs an export on a thread of its own and interrupts it once the guest was entered.
	 */
	private static WasmTrap interrupted(Mode mode, String export) throws InterruptedException {
		CountDownLatch entered = new CountDownLatch(1);
		GuestWatch watch = new GuestWatch() {
			@Override
			public void enterGuest() {
				entered.countDown();
			}

			@Override
			public void leaveGuest() {
				// of no interest
			}
		};
		WasmStore store = new WasmStore(WasmLimits.DEFAULTS, watch);
		WasmInstance instance = WasmInstance.instantiate(store, Guests.module(mode, "loops"), ImportResolver.NONE);
		AtomicReference<Throwable> outcome = new AtomicReference<>();
		Thread thread = new Thread(() -> {
			try {
				Guests.call(instance, export);
			}
			catch (Throwable thrown) {
				outcome.set(thrown);
			}
		});
		thread.setDaemon(true);
		thread.start();
		assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
		thread.interrupt();
		thread.join(10_000);
		assertThat(thread.isAlive()).as("%s still runs in %s", export, mode).isFalse();
		assertThat(outcome.get()).isInstanceOf(WasmTrap.class);
		assertThat(store.isPoisoned()).isTrue();
		return (WasmTrap) outcome.get();
	}

	@ParameterizedTest
	@CsvSource({ "COMPILER,plain", "COMPILER,br-if", "COMPILER,br-on-null", "COMPILER,br-on-non-null",
			"INTERPRETER,br-if", "INTERPRETER,br-on-null", "INTERPRETER,br-on-non-null", "COMPILER,br-table",
			"COMPILER,try-table", "COMPILER,calls", "INTERPRETER,plain", "INTERPRETER,br-table",
			"INTERPRETER,try-table", "INTERPRETER,calls", "INTERPRETER,tail", "INTERPRETER,tail-indirect",
			"INTERPRETER,tail-pair" })
	void anInterruptStopsALoop(Mode mode, String export) throws InterruptedException {
		assertThat(interrupted(mode, export).reason()).isEqualTo(Reason.INTERRUPTED);
	}

	@ParameterizedTest
	@CsvSource({ "tail", "tail-indirect", "tail-pair" })
	void tailCallsEndByThemselvesWhenCompiled(String export) throws InterruptedException {
		assertThat(interrupted(Mode.COMPILER, export).reason()).isIn(Reason.STACK_EXHAUSTED, Reason.INTERRUPTED);
	}

	@ParameterizedTest
	@EnumSource
	void deepRecursionIsStackExhaustionAndClosesTheStore(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "loops");
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "recurse"))
			.matches((trap) -> trap.reason() == Reason.STACK_EXHAUSTED);
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "seven"))
			.withMessageContaining("cannot enter component instance")
			.matches((trap) -> trap.reason() == Reason.REENTRY);
	}

	/** Each frame of the interpreter has its locals on the heap. */
	@Test
	void recursionWithManyLocalsIsStackExhaustionBeforeTheHeapIsFull() throws InterruptedException {
		byte[] module = HexFormat.of()
			.parseHex("0061736d01000000" + "010401600000" + "03020100" + "070501016600" + "00"
					+ "0a09010701e8077e10000b");
		WasmInstance instance = WasmInstance.instantiate(Guests.store(),
				WasmModule.load(WasmEngine.of(Mode.INTERPRETER), module), ImportResolver.NONE);
		AtomicReference<Throwable> outcome = new AtomicReference<>();
		Thread thread = new Thread(null, () -> {
			try {
				Guests.call(instance, "f");
			}
			catch (WasmTrap trap) {
				outcome.set(trap);
			}
		}, "large stack", 64 << 20);
		thread.start();
		thread.join();
		assertThat(outcome.get()).isInstanceOf(WasmTrap.class).hasMessageContaining("2000000");
		assertThat(((WasmTrap) outcome.get()).reason()).isEqualTo(Reason.STACK_EXHAUSTED);
	}

	@Test
	void aWatchThatSaysTimeIsOverKeepsTheGuestFromBeingEntered() {
		GuestWatch over = new GuestWatch() {
			@Override
			public void enterGuest() {
				throw new WasmTrap(Reason.INTERRUPTED, "time is over");
			}

			@Override
			public void leaveGuest() {
				throw new AssertionError("left without having entered");
			}
		};
		WasmInstance instance = WasmInstance.instantiate(new WasmStore(WasmLimits.DEFAULTS, over),
				Guests.module(Mode.COMPILER, "loops"), ImportResolver.NONE);
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "plain"))
			.withMessage("time is over");
	}

}
