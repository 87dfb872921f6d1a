package dev.theater.component.wasm;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Exceptions of guests. The interpreter would go on in the frame that catches without
 * having left those of the functions between, and so run out of stack.
 */
class CatchingTests {

	private static final int OFTEN = 20_000;

	private static final int SUM = (int) (OFTEN * (OFTEN + 1L) / 2);

	@ParameterizedTest
	@EnumSource
	void catchingTakesNoStack(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "catches");
		assertThat(Guests.callInt(instance, "often-here", OFTEN)).isEqualTo(OFTEN);
		assertThat(Guests.callInt(instance, "often", OFTEN, 0)).isEqualTo(SUM + 7 * OFTEN);
		assertThat(Guests.callInt(instance, "often", 1_000, 50)).isEqualTo(1_000 * 1_001 / 2 + 7 * 1_000);
		assertThat(Guests.callInt(instance, "indirect", OFTEN)).isEqualTo(SUM);
		assertThat(Guests.callInt(instance, "tail", OFTEN)).isEqualTo(SUM);
		assertThat(Guests.callInt(instance, "rethrown", OFTEN)).isEqualTo(SUM);
		assertThat(Guests.callInt(instance, "to-a-loop", OFTEN)).isEqualTo(OFTEN);
	}

	@ParameterizedTest
	@EnumSource
	void anExceptionIsCaughtByTheInnermostBlockThatNamesIt(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "catches");
		assertThat(Guests.callInt(instance, "once", 0, 35)).isEqualTo(42);
		assertThat(Guests.callInt(instance, "once", 300, 35)).isEqualTo(42);
		assertThat(Guests.callInt(instance, "passes", 8)).isEqualTo(8);
		assertThat(Guests.callInt(instance, "to-the-end", 8)).isEqualTo(8);
	}

	/** Compiled, a tail call in a block that catches is a call like others. */
	@ParameterizedTest
	@CsvSource({ "INTERPRETER,8", "COMPILER,-1" })
	void aFunctionThatWasLeftByATailCallCatchesNothingWhenInterpreted(Mode mode, int caught) {
		WasmInstance instance = Guests.instance(mode, "catches");
		assertThat(Guests.callInt(instance, "left", 8)).isEqualTo(caught);
		assertThat(Guests.callInt(instance, "arrived", 8)).isEqualTo(1_008);
	}

	@ParameterizedTest
	@EnumSource
	void anExceptionThatNobodyCatchesIsATrapAndLeavesNothingBehind(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "catches");
		for (int i = 0; i < 1_000; i++) {
			assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, "uncaught", 3))
				.matches((trap) -> trap.reason() == Reason.UNCAUGHT_EXCEPTION);
		}
		assertThat(Guests.callInt(instance, "quiet")).isEqualTo(3);
	}

}
