package dev.theater.component.wasm;

import java.util.List;

import com.dylibso.chicory.runtime.Instance;
import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TableTests {

	private static final FunctionSignature I32 = new FunctionSignature(List.of(CoreType.I32), List.of(CoreType.I32));

	private static final FunctionSignature I64 = new FunctionSignature(List.of(CoreType.I64, CoreType.I64),
			List.of(CoreType.I64));

	private final WasmStore store = Guests.store();

	private WasmInstance shim(Mode mode) {
		WasmInstance shim = WasmInstance.instantiate(this.store, Guests.module(mode, "shim"), ImportResolver.NONE);
		WasmInstance.instantiate(this.store, Guests.module(mode, "fixup"), (wanted) -> switch (wanted.name()) {
			case "0" -> WasmFunction.host(I32, (args) -> new long[] { (int) args[0] * 2 });
			case "1" -> WasmFunction.host(I64, (args) -> new long[] { args[0] - args[1] });
			default -> shim.export(wanted.name());
		});
		return shim;
	}

	private static void assertTrap(Reason reason, ThrowingCallable code) {
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(code)
			.matches((trap) -> trap.reason() == reason, "reason is " + reason);
	}

	@ParameterizedTest
	@EnumSource
	void aShimReachesFunctionsThatItsFixupGaveThoughTheirTypesAreNumberedDifferently(Mode mode) {
		WasmInstance shim = shim(mode);
		assertThat(Guests.callInt(shim, "0", 21)).isEqualTo(42);
		assertThat(Guests.call(shim, "1", 1L << 40, 1)[0]).isEqualTo((1L << 40) - 1);
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(shim, "2", 0));
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(shim, "wrong", 0));
		assertThat(Guests.callInt(shim, "0", 4)).isEqualTo(8);
	}

	@ParameterizedTest
	@EnumSource
	void entriesCopiedFromASharedTableStayWhatTheyWere(Mode mode) {
		WasmInstance shim = shim(mode);
		WasmInstance copier = WasmInstance.instantiate(this.store, Guests.module(mode, "copier"),
				(wanted) -> shim.export(wanted.name()));
		Guests.call(copier, "copy", 3, 0, 2);
		assertThat(Guests.callInt(copier, "call", 3, 21)).isEqualTo(42);
		assertThat(Guests.call(copier, "call64", 4, 9)[0]).isZero();
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(copier, "call", 4, 1));
		Guests.call(copier, "move", 7, 0);
		assertThat(Guests.callInt(copier, "call", 7, 5)).isEqualTo(10);
		Guests.call(copier, "give", 0);
		assertThat(Guests.callInt(shim, "0", 1)).isEqualTo(77);
		Guests.call(copier, "move", 6, 0);
		assertThat(Guests.callInt(copier, "call", 6, 5)).isEqualTo(77);
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(copier, "call", 0, 1));
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(copier, "call", -1, 1));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(copier, "copy", 0, 3, 2));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(copier, "move", 8, 0));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(copier, "copy", 1, 1, 0x7fff_ffff));
	}

	@ParameterizedTest
	@EnumSource
	void bulkOperationsThatOverflowAreTrapsAndDoNothing(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "fill");
		int[][] outside = { { Integer.MAX_VALUE, 1 }, { 2, Integer.MAX_VALUE },
				{ Integer.MAX_VALUE, Integer.MAX_VALUE }, { Integer.MIN_VALUE, 0 }, { -1, 0 }, { -1, 1 }, { -5, 3 },
				{ -1, 2 }, { 1, -1 }, { 5, 0 }, { 3, 2 }, { Integer.MIN_VALUE, Integer.MIN_VALUE } };
		for (int[] range : outside) {
			assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "fill", range[0], range[1]));
			assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "fill-extern", range[0], range[1]));
			assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", range[0], 0, range[1]));
			assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", 0, range[0], range[1]));
			assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "copy", range[0], 0, range[1]));
			assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "copy", 0, range[0], range[1]));
		}
		for (int i = 0; i < 4; i++) {
			assertThat(Guests.callInt(instance, "null", i)).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void bulkOperationsUpToTheEndWork(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "fill");
		Guests.call(instance, "fill", 4, 0);
		Guests.call(instance, "fill", 3, 1);
		assertThat(Guests.callInt(instance, "null", 3)).isZero();
		assertThat(Guests.callInt(instance, "null", 2)).isEqualTo(1);
		Guests.call(instance, "copy", 0, 3, 1);
		assertThat(Guests.callInt(instance, "null", 0)).isZero();
		Guests.call(instance, "init", 1, 0, 2);
		assertThat(Guests.callInt(instance, "null", 2)).isZero();
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "init", 0, 1, 2));
		Guests.call(instance, "fill-extern", 0, 4);
	}

	@ParameterizedTest
	@EnumSource
	void anIndirectTailCallReachesAnotherInstance(Mode mode) {
		WasmInstance shim = shim(mode);
		WasmInstance caller = WasmInstance.instantiate(this.store, Guests.module(mode, "tail-caller"),
				(wanted) -> shim.export("$imports"));
		assertThat(Guests.callInt(caller, "tail", 0, 21)).isEqualTo(42);
		assertThat(Guests.callInt(caller, "tail-in-block", 0, 4)).isEqualTo(-7);
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(caller, "tail-in-block", 1, 4));
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(caller, "tail-wrong", 1, 1));
		assertTrap(Reason.INDIRECT_CALL, () -> Guests.call(caller, "tail", -1, 1));
	}

	/** Found by fuzzing: the interpreter failed when the function had locals. */
	@ParameterizedTest
	@EnumSource
	void aTailCallOfItselfBeginsWithFreshLocals(Mode mode) {
		WasmInstance instance = Guests.instance(mode, "tail-self");
		assertThat(Guests.call(instance, "direct", 500, 7)[0]).isEqualTo(1007);
		assertThat(Guests.call(instance, "indirect", 500, 7)[0]).isEqualTo(1007);
		assertThat(Guests.call(instance, "recurses", 9, 1)[0]).isEqualTo(15);
		if (mode == Mode.INTERPRETER) {
			assertThat(Guests.call(instance, "direct", 300_000, 7)[0]).isEqualTo(600_007);
			assertThat(Guests.call(instance, "indirect", 300_000, 7)[0]).isEqualTo(600_007);
		}
	}

	@Test
	void theInterpreterForgetsTheFramesThatTailCallsLeave() {
		FencedInterpreter[] made = new FencedInterpreter[1];
		var instance = Instance.builder(Guests.module(Mode.INTERPRETER, "tail-self").parsed())
			.withMachineFactory((its) -> made[0] = new FencedInterpreter(its, this.store, new FrameSizes(its.module())))
			.build();
		assertThat(instance.export("many").apply(10_000)).containsExactly(10_000);
		assertThat(made[0].frames()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void growthIsCappedAndLeavesTheModuleAlone(Mode mode) {
		WasmStore small = new WasmStore(new WasmLimits(0, 1000), GuestWatch.NONE);
		WasmInstance instance = WasmInstance.instantiate(small, Guests.module(mode, "table"), ImportResolver.NONE);
		assertThat(Guests.callInt(instance, "grow", 999)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", 0x7fff_ffff)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", -1)).isEqualTo(-1);
		assertThat(Guests.callInt(instance, "grow", 998)).isEqualTo(2);
		assertThat(Guests.callInt(instance, "size")).isEqualTo(1000);
		assertThat(Guests.callInt(instance, "get-null", 999)).isEqualTo(1);
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "get-null", 1000));
		assertTrap(Reason.OUT_OF_BOUNDS, () -> Guests.call(instance, "fill", 999, 2));
		assertThat(small.tableEntries()).isEqualTo(1000);
		assertThat(Guests.callInt(Guests.instance(mode, "table"), "size")).isEqualTo(2);
	}

	@ParameterizedTest
	@EnumSource
	void aDeclaredTableOverTheBudgetIsRefused(Mode mode) {
		WasmStore tiny = new WasmStore(new WasmLimits(0, 1), GuestWatch.NONE);
		assertTrap(Reason.LIMIT,
				() -> WasmInstance.instantiate(tiny, Guests.module(mode, "table"), ImportResolver.NONE));
	}

}
