package dev.theater.component;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;

import dev.theater.component.type.TupleValue;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What may happen during a call and what a trap ends, one rule of the canonical ABI after
 * another.
 */
@ParameterizedClass
@EnumSource(WasmEngine.Mode.class)
class CallRulesTests extends CanonicalAbiFixture {

	CallRulesTests(WasmEngine.Mode mode) {
		super(mode);
	}

	@Test
	void reallocIsCalledForEmptyListsAndStrings() {
		assertThat(call("length-of-bytes", (Object) new byte[0])).isEqualTo(0L);
		assertThat(call("realloc-calls")).isEqualTo(1L);
		assertThat(call("realloc-size")).isEqualTo(0L);
		assertThat(call("length-of-words", List.of())).isEqualTo(0L);
		assertThat(call("realloc-calls")).isEqualTo(2L);
		assertThat(call("realloc-align")).isEqualTo(4L);
		assertThat(call("length-of-string", "")).isEqualTo(0L);
		assertThat(call("realloc-calls")).isEqualTo(3L);
		assertThat(call("length-of-string16", "\ud83d\ude00")).isEqualTo(2L);
		assertThat(call("realloc-size")).isEqualTo(4L);
		assertThat(call("realloc-align")).isEqualTo(2L);
	}

	@Test
	void whatReallocGivesIsAlignedFirstAndThenInsideAlsoForNoBytes() {
		call("set-mode", MODE_END_OF_MEMORY);
		assertThat(call("address-of-words", List.of())).isEqualTo(END);
		call("set-mode", MODE_MISALIGNED);
		traps(Reason.ABI, "realloc's result 4097 is not aligned to 4", () -> call("length-of-words", List.of()));
		ComponentInstance second = this.linked.instantiate(InstanceOptions.DEFAULTS);
		call(second, "set-mode", MODE_OUTSIDE);
		traps(second, Reason.ABI, "realloc's result 65544 with 0 bytes is outside the memory",
				() -> call(second, "length-of-words", List.of()));
		ComponentInstance third = this.linked.instantiate(InstanceOptions.DEFAULTS);
		call(third, "set-mode", MODE_END_OF_MEMORY);
		traps(third, Reason.ABI, "realloc's result 65536 with 1 bytes is outside the memory",
				() -> call(third, "length-of-string", "x"));
		ComponentInstance fourth = this.linked.instantiate(InstanceOptions.DEFAULTS);
		call(fourth, "set-mode", MODE_TRAPS);
		traps(fourth, Reason.UNREACHABLE, "unreachable", () -> call(fourth, "length-of-string", "x"));
	}

	@Test
	void manyArgumentsGoIntoOneBlock() {
		Object[] items = new Object[17];
		for (int i = 0; i < 16; i++) {
			items[i] = BigInteger.valueOf(i);
		}
		items[16] = (short) 1;
		assertThat(call("many", TupleValue.of(items))).isEqualTo(4096L);
		assertThat(call("realloc-size")).isEqualTo(136L);
		assertThat(call("realloc-align")).isEqualTo(8L);
		call("set-mode", MODE_MISALIGNED);
		traps(Reason.ABI, "realloc's result 4097 is not aligned to 8", () -> call("many", TupleValue.of(items)));
	}

	@Test
	void reallocMayNotCallImportsForArguments() {
		call("set-mode", MODE_CALLS_AN_IMPORT);
		traps(Reason.ABI, "cannot leave component instance", () -> call("length-of-string", "x"));
	}

	@Test
	void reallocMayNotCallImportsForResultsOfTheHost() {
		assertThat(call("call-text", 64L)).isEqualTo(5L);
		call("set-mode", MODE_CALLS_AN_IMPORT);
		traps(Reason.ABI, "cannot leave component instance", () -> call("call-text", 64L));
	}

	@Test
	void postReturnMayNotCallImports() {
		assertThat(call("posted", 64L, 1L)).isEqualTo("\0");
		assertThat(call("posts")).isEqualTo(1L);
		call("set-post-mode", 1L);
		traps(Reason.ABI, "cannot leave component instance", () -> call("posted", 64L, 0L));
	}

	@Test
	void aCallHasNotSucceededBeforePostReturnHasReturned() {
		call("set-post-mode", 2L);
		traps(Reason.UNREACHABLE, "unreachable", () -> call("posted", 64L, 0L));
	}

	@Test
	void postReturnIsNotCalledAfterAResultThatIsWrong() {
		call("set-post-mode", 2L);
		traps(Reason.ABI, "outside the memory", () -> call("posted", END, 1L));
	}

	@Test
	void whereTheHostWritesItsResultIsChecked() {
		anewTraps(Reason.ABI, "result pointer 66 is not aligned to 4", "call-text", 66L);
		anewTraps(Reason.ABI, "result pointer 65532 with 8 bytes is outside", "call-text", END - 4);
	}

	@Test
	void whatAGuestHandsToTheHostIsCheckedBeforeTheHostSeesIt() {
		call("store", 64L, 0x0000_6968L);
		call("call-take", 64L, 2L);
		call("call-points", 64L, 1L);
		assertThat(this.taken).containsExactly("hi", List.of(TupleValue.of((short) 'h', 0L)));
		this.taken.clear();
		anewTraps(Reason.ABI, "outside the memory", "call-take", END, 1L);
		anewTraps(Reason.ABI, "is not aligned to 4", "call-points", 2L, 0L);
		anewTraps(Reason.ABI, "list of 34359738360 bytes", "call-points", 0L, 0xffff_ffffL);
		assertThat(this.taken).isEmpty();
	}

	@Test
	void aLoneSurrogateIsRefusedBeforeTheGuestIsEntered() {
		assertThatIllegalArgumentException().isThrownBy(() -> call("length-of-string", "a\udc00"))
			.withMessageContaining("argument s")
			.withMessageContaining("lone surrogate 0xdc00 at index 1");
		assertThat(call("realloc-calls")).isEqualTo(0L);
		assertThat(call("length-of-string", "a\ud83d\ude00")).isEqualTo(5L);
	}

	@Test
	void aLoneSurrogateOfTheHostIsItsFailure() {
		this.text.set((context, arguments) -> "\ud800");
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call("call-text", 64L))
			.withMessageContaining("host function failed")
			.havingCause()
			.isInstanceOf(IllegalArgumentException.class)
			.withMessageContaining("lone surrogate 0xd800");
	}

	@Test
	void anExceptionOfTheHostIsForTheHostAlone() {
		IllegalStateException secret = new IllegalStateException("password 1234 is wrong");
		this.nothing.set((context, arguments) -> {
			throw secret;
		});
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call("call-nothing"))
			.withMessageContaining("host function failed")
			.withMessageNotContaining("1234")
			.withCause(secret)
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.HOST));
	}

	@Test
	void anErrorOfTheHostTrapsTheCallerToo() {
		NoClassDefFoundError failure = new NoClassDefFoundError("Missing");
		this.nothing.set((context, arguments) -> {
			throw failure;
		});
		traps(Reason.HOST, "host function failed", () -> call("call-nothing"));
	}

	@Test
	void reentryTrapsTheCallerEvenWhereTheHostKeepsQuiet() {
		this.nothing.set((context, arguments) -> {
			assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call("posts"))
				.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.REENTRY));
			return null;
		});
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call("call-nothing"))
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.REENTRY));
		assertThat(this.guest.hasTrapped()).isTrue();
	}

	@Test
	void anInstanceMayCallAnother() {
		ComponentInstance other = this.linked.instantiate(InstanceOptions.DEFAULTS);
		this.text.set((context, arguments) -> String.valueOf(call(other, "as-u8", 7L)));
		assertThat(call("call-text", 64L)).isEqualTo(1L);
	}

	@Test
	void theTrapOfAnotherInstanceIsAFailureOfTheHost() {
		ComponentInstance other = this.linked.instantiate(InstanceOptions.DEFAULTS);
		this.text.set((context, arguments) -> String.valueOf(call(other, "fail")));
		traps(Reason.HOST, "host function failed", () -> call("call-text", 64L));
		assertThat(other.hasTrapped()).isTrue();
	}

	@Test
	void aGuestThatTrapsEndsItsInstance() {
		anewTraps(Reason.UNREACHABLE, "unreachable", "fail");
		anewTraps(Reason.STACK_EXHAUSTED, "call stack exhausted", "recurse");
	}

	@Test
	void aGuestThatIsInterruptedEndsItsInstance() {
		Thread.currentThread().interrupt();
		try {
			traps(Reason.INTERRUPTED, "interrupted", () -> call("spin"));
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
	}

	@Test
	void oneBudgetCoversAllValuesOfACall() {
		ComponentInstance small = this.linked.instantiate(InstanceOptions.DEFAULTS.withMaxTransferBytes(10_000));
		for (int i = 0; i < 3; i++) {
			assertThat(call(small, "as-string", 64L, 3_000L)).asString().hasSize(3_000);
		}
		String text = "x".repeat(2_000);
		this.text.set((context, arguments) -> text);
		assertThat(call(small, "call-text", 64L)).isEqualTo(2_000L);
		traps(small, Reason.LIMIT, "values too large", () -> call(small, "as-string", 64L, 3_400L));
	}

	@Test
	void theBudgetCountsWhatObjectsTakeBeforeTheyAreMade() {
		ComponentInstance small = this.linked.instantiate(InstanceOptions.DEFAULTS.withMaxTransferBytes(100_000));
		assertThat((byte[]) call(small, "as-bytes", 0L, 65_000L)).hasSize(65_000);
		// a byte each in the guest, an object each here
		traps(small, Reason.LIMIT, "values too large", () -> call(small, "as-bools", 0L, 65_000L));
		ComponentInstance strings = this.linked.instantiate(InstanceOptions.DEFAULTS.withMaxTransferBytes(100_000));
		traps(strings, Reason.LIMIT, "values too large", () -> call(strings, "as-strings", 0L, 8_000L));
		ComponentInstance arguments = this.linked.instantiate(InstanceOptions.DEFAULTS.withMaxTransferBytes(1_000));
		traps(arguments, Reason.LIMIT, "values too large",
				() -> call(arguments, "length-of-string", new String(new byte[1_001], StandardCharsets.US_ASCII)));
	}

}
