package dev.theater.component.wasm;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TrapTests {

	private static void check(Mode mode, Reason reason, String export, long... args) {
		WasmInstance instance = Guests.instance(mode, "traps");
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> Guests.call(instance, export, args))
			.matches((trap) -> trap.reason() == reason, "reason is " + reason);
		assertThat(Guests.callInt(instance, "indirect", 0)).as("still usable after %s", export).isEqualTo(7);
	}

	@ParameterizedTest
	@EnumSource
	void aTrapHasItsReason(Mode mode) {
		check(mode, Reason.UNREACHABLE, "unreachable");
		check(mode, Reason.ARITHMETIC, "divide", 1, 0);
		check(mode, Reason.ARITHMETIC, "divide", Integer.MIN_VALUE, -1);
		check(mode, Reason.ARITHMETIC, "divide64", 1, 0);
		check(mode, Reason.ARITHMETIC, "divide64", Long.MIN_VALUE, -1);
		check(mode, Reason.ARITHMETIC, "remainder", 1, 0);
		check(mode, Reason.ARITHMETIC, "truncate", Double.doubleToLongBits(Double.NaN));
		check(mode, Reason.ARITHMETIC, "truncate", Double.doubleToLongBits(1e10));
		check(mode, Reason.INDIRECT_CALL, "indirect", 1);
		check(mode, Reason.INDIRECT_CALL, "indirect", 2);
		check(mode, Reason.INDIRECT_CALL, "indirect", -1);
		check(mode, Reason.INDIRECT_CALL, "indirect-wrong", 0);
		check(mode, Reason.UNCAUGHT_EXCEPTION, "throw");
	}

	@ParameterizedTest
	@EnumSource
	void allNumericTypesPass(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "traps");
		long sum = Guests.call(instance, "add", -3, 1L << 33, Float.floatToRawIntBits(0.5f) & 0xffff_ffffL,
				Double.doubleToRawLongBits(0.25))[0];
		assertThat(Double.longBitsToDouble(sum)).isEqualTo(8589934589.75);
		assertThat(Guests.call(instance, "two", 9)).containsExactly(9, -1);
		assertThat(Guests.function(instance, "two").type()).hasToString("func[i32] -> [i32, i64]");
	}

	@ParameterizedTest
	@CsvSource({ "SIMD,simd", "threads,shared-memory", "threads,atomics", "memory64,memory64",
			"memory64,imported-memory64", "multi-memory,multi-memory", "GC,gc", "GC,i31" })
	void aFeatureIsRefusedByName(String feature, String module) {
		for (Mode mode : Mode.values()) {
			assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> Guests.module(mode, module))
				.withMessageContaining(feature)
				.matches((refused) -> refused.reason() == WasmLoadException.Reason.UNSUPPORTED);
		}
	}

	@ParameterizedTest
	@EnumSource
	void gcIsAcceptedWhenAllowed(Mode mode) {
		WasmEngine engine = WasmEngine.builder(mode).allowGc(true).build();
		WasmInstance instance = WasmInstance.instantiate(Guests.store(), WasmModule.load(engine, Guests.bytes("gc")),
				ImportResolver.NONE);
		assertThat(Guests.call(instance, "f")).isEmpty();
	}

}
