package dev.theater.component;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.VariantValue;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static dev.theater.component.type.FunctionType.param;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The canonical ABI's rules, one by one, with a guest (component/abi.wat) that hands out
 * whatever it is told to.
 */
@ParameterizedClass
@EnumSource(WasmEngine.Mode.class)
class CanonicalAbiTests {

	/** The guest's memory has one page. */
	private static final long END = 65_536;

	private static final long TOO_MANY = 1L << 28;

	private static final long MODE_CALLS_AN_IMPORT = 1;

	private static final long MODE_MISALIGNED = 2;

	private static final long MODE_OUTSIDE = 3;

	private static final long MODE_TRAPS = 4;

	private static final long MODE_END_OF_MEMORY = 5;

	private final AtomicReference<HostFunction> nothing = new AtomicReference<>((context, arguments) -> null);

	private final AtomicReference<HostFunction> text = new AtomicReference<>((context, arguments) -> "hello");

	private final List<Object> taken = Collections.synchronizedList(new ArrayList<>());

	private final LinkedComponent linked;

	private final ComponentInstance guest;

	CanonicalAbiTests(WasmEngine.Mode mode) {
		HostInterface host = HostInterface.builder("test:abi/host")
			.function("nothing", FunctionType.of(null),
					(context, arguments) -> this.nothing.get().call(context, arguments))
			.function("text", FunctionType.of(PrimitiveType.STRING),
					(context, arguments) -> this.text.get().call(context, arguments))
			.function("take", FunctionType.of(null, param("text", PrimitiveType.STRING)), this::take)
			.function("points",
					FunctionType.of(null,
							param("points", new ListType(TupleType.of(PrimitiveType.U8, PrimitiveType.U32)))),
					this::take)
			.function("flag", FunctionType.of(PrimitiveType.F32, param("b", PrimitiveType.BOOL)),
					(context, arguments) -> {
						take(context, arguments);
						return Float.intBitsToFloat(0xffc1_2345);
					})
			.build();
		this.linked = new Linker().with(host).link(TestComponents.load(mode, "abi"));
		this.guest = this.linked.instantiate(InstanceOptions.DEFAULTS);
	}

	private Object take(HostContext context, Object[] arguments) {
		this.taken.addAll(List.of(arguments));
		return null;
	}

	private Object call(String function, Object... arguments) {
		return call(this.guest, function, arguments);
	}

	private static Object call(ComponentInstance instance, String function, Object... arguments) {
		return instance.function(function).orElseThrow().call(arguments);
	}

	private void traps(Reason reason, String message, ThrowingCallable code) {
		traps(this.guest, reason, message, code);
	}

	/** The call traps and the instance is over, whichever of its functions is called. */
	private static void traps(ComponentInstance instance, Reason reason, String message, ThrowingCallable code) {
		assertThat(instance.hasTrapped()).isFalse();
		assertThatExceptionOfType(TrapException.class).isThrownBy(code)
			.withMessageContaining(message)
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(reason));
		assertThat(instance.hasTrapped()).isTrue();
		assertThatExceptionOfType(TrapException.class).isThrownBy(() -> call(instance, "posts"))
			.withMessageContaining("cannot enter component instance")
			.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(Reason.REENTRY));
	}

	/** On an instance of its own. */
	private void anewTraps(Reason reason, String message, String function, Object... arguments) {
		ComponentInstance instance = this.linked.instantiate(InstanceOptions.DEFAULTS);
		traps(instance, reason, message, () -> call(instance, function, arguments));
	}

	@Test
	void everyBoolButZeroIsTrue() {
		assertThat(call("as-bool", 0L)).isEqualTo(false);
		assertThat(call("as-bool", 1L)).isEqualTo(true);
		assertThat(call("as-bool", 2L)).isEqualTo(true);
		assertThat(call("as-bool", 0xffff_ff00L)).isEqualTo(true);
		assertThat(call("of-bool", true)).isEqualTo(1L);
		call("call-flag", 256L);
		assertThat(this.taken).containsExactly(true);
	}

	@Test
	void smallIntegersAreTheirLowBits() {
		assertThat(call("as-u8", 0x1_ffL)).isEqualTo((short) 255);
		assertThat(call("as-s8", 0x1_ffL)).isEqualTo((byte) -1);
		assertThat(call("as-u16", 0x1_ffffL)).isEqualTo(0xffff);
		assertThat(call("as-s16", 0x1_8000L)).isEqualTo(Short.MIN_VALUE);
	}

	@Test
	void aCharIsAScalarValue() {
		assertThat(call("as-char", 0x10_ffffL)).isEqualTo(0x10_ffff);
		assertThat(call("as-char", 0xd7ffL)).isEqualTo(0xd7ff);
		assertThat(call("as-char", 0xe000L)).isEqualTo(0xe000);
		for (long bits : new long[] { 0xd800, 0xdfff, 0x11_0000, 0xffff_ffffL }) {
			anewTraps(Reason.ABI, "0x" + Long.toHexString(bits), "as-char", bits);
		}
	}

	@Test
	void aDiscriminantIsOneOfTheCases() {
		assertThat(call("as-colour", 2L)).isEqualTo(new EnumValue("blue"));
		assertThat(call("as-option", 0L)).isEqualTo(ResultValue.ok());
		assertThat(call("as-option", 1L)).isEqualTo(ResultValue.err());
		anewTraps(Reason.ABI, "discriminant 3 of a type with 3 cases", "as-colour", 3L);
		anewTraps(Reason.ABI, "discriminant 4294967295", "as-colour", 0xffff_ffffL);
		anewTraps(Reason.ABI, "discriminant 2 of a type with 2 cases", "as-option", 2L);
		call("store", 64L, 0x00ff_ff01L);
		call("store", 68L, 7L);
		assertThat(call("choice-at", 64L)).isEqualTo(VariantValue.of("byte", (short) 7));
		call("store", 64L, 3L);
		traps(Reason.ABI, "discriminant 3 of a type with 3 cases", () -> call("choice-at", 64L));
	}

	@Test
	void unusedFlagBitsAndPaddingAreIgnored() {
		assertThat(call("as-rights", 0xffff_fffdL)).isEqualTo(FlagsValue.of("read", "execute"));
		assertThat(call("as-rights", 0xffff_fff8L)).isEqualTo(FlagsValue.of());
		assertThat(call("of-rights", FlagsValue.of("execute", "read"))).isEqualTo(5L);
		call("store", 64L, 0x0002_ff01L);
		call("store", 68L, 3L);
		assertThat(call("triple-at", 64L)).isEqualTo(TupleValue.of((short) 1, 2, 3L));
	}

	@Test
	void nansAreCanonicalBothWays() {
		Object single = call("as-f32", 0xffc1_2345L);
		assertThat(Float.floatToRawIntBits((Float) single)).isEqualTo(0x7fc0_0000);
		Object twice = call("as-f64", new BigInteger("fff8000000012345", 16));
		assertThat(Double.doubleToRawLongBits((Double) twice)).isEqualTo(0x7ff8_0000_0000_0000L);
		assertThat(call("of-f32", Float.intBitsToFloat(0xffc1_2345))).isEqualTo(0x7fc0_0000L);
		assertThat(call("of-f64", Double.longBitsToDouble(0xfff8_0000_0001_2345L)))
			.isEqualTo(BigInteger.valueOf(0x7ff8_0000_0000_0000L));
		assertThat(call("call-flag", 1L)).isEqualTo(0x7fc0_0000L);
		assertThat(call("as-f32", 0xff80_0000L)).isEqualTo(Float.NEGATIVE_INFINITY);
		assertThat(call("as-f64", BigInteger.ONE.shiftLeft(63))).isEqualTo(-0.0);
	}

	@Test
	void aResultInMemoryIsAlignedAndInside() {
		assertThat(call("triple-at", END - 8)).isEqualTo(TupleValue.of((short) 0, 0, 0L));
		anewTraps(Reason.ABI, "is not aligned to 4", "triple-at", 66L);
		anewTraps(Reason.ABI, "outside the memory", "triple-at", END - 4);
		anewTraps(Reason.ABI, "outside the memory", "triple-at", END);
		anewTraps(Reason.ABI, "outside the memory", "triple-at", 0xffff_fffcL);
	}

	@Test
	void aListIsAlignedAndInsideAlsoAnEmptyOne() {
		assertThat(call("as-words", 0L, 0L)).isEqualTo(List.of());
		assertThat(call("as-words", END, 0L)).isEqualTo(List.of());
		assertThat(call("as-bytes", END - 1, 1L)).isEqualTo(new byte[1]);
		assertThat(call("as-bytes", END, 0L)).isEqualTo(new byte[0]);
		anewTraps(Reason.ABI, "list at 65538 is not aligned to 4", "as-words", END + 2, 0L);
		anewTraps(Reason.ABI, "list at 2 is not aligned to 4", "as-words", 2L, 0L);
		anewTraps(Reason.ABI, "list at 4 is not aligned to 8", "as-longs", 4L, 1L);
		anewTraps(Reason.ABI, "list at 65540 with 0 bytes is outside", "as-words", END + 4, 0L);
		anewTraps(Reason.ABI, "list at 65537 with 0 bytes is outside", "as-bytes", END + 1, 0L);
		anewTraps(Reason.ABI, "list at 4294967295 with 0 bytes is outside", "as-bytes", 0xffff_ffffL, 0L);
		anewTraps(Reason.ABI, "list at 65532 with 8 bytes is outside", "as-words", END - 4, 2L);
		anewTraps(Reason.ABI, "list at 4294967292 with 8 bytes is outside", "as-words", 0xffff_fffcL, 2L);
	}

	@Test
	void aStringIsAlignedAndInsideAlsoAnEmptyOne() {
		assertThat(call("as-string", END, 0L)).isEqualTo("");
		assertThat(call("as-string16", END, 0L)).isEqualTo("");
		anewTraps(Reason.ABI, "string at 65537 with 0 bytes is outside", "as-string", END + 1, 0L);
		anewTraps(Reason.ABI, "string at 1 is not aligned to 2", "as-string16", 1L, 0L);
		anewTraps(Reason.ABI, "string at 1 is not aligned to 2", "as-string-latin1", 1L, 0L);
		anewTraps(Reason.ABI, "string at 65534 with 4 bytes is outside", "as-string16", END - 2, 2L);
		anewTraps(Reason.ABI, "is not aligned to 4", "string-at", 1L);
	}

	@Test
	void theElementsOfAListAreCheckedToo() {
		call("store", 64L, 0x0300_0002L);
		assertThat(call("as-bools", 64L, 4L)).isEqualTo(List.of(true, false, false, true));
		call("store", 72L, 80L);
		call("store", 76L, 1L);
		call("store", 80L, (long) 'x');
		assertThat(call("as-strings", 72L, 1L)).isEqualTo(List.of("x"));
		call("store", 72L, END);
		traps(Reason.ABI, "string at 65536 with 1 bytes is outside", () -> call("as-strings", 72L, 1L));
	}

	@Test
	void aStringFollowsItsEncoding() {
		call("store", 64L, 0x00ff_00e9L);
		assertThat(call("as-string16", 64L, 2L)).isEqualTo("\u00e9\u00ff");
		assertThat(call("as-string-latin1", 64L, 1L)).isEqualTo("\u00e9");
		assertThat(call("as-string-latin1", 64L, 0x8000_0002L)).isEqualTo("\u00e9\u00ff");
		anewTraps(Reason.ABI, "outside the memory", "as-string-latin1", 64L, 0x8000_ffffL);
		traps(Reason.ABI, "is not valid UTF-8", () -> call("as-string", 64L, 1L));
	}

	@Test
	void surrogatesOfAGuestComeInPairs() {
		call("store", 64L, 0xde00_d83dL);
		assertThat(call("as-string16", 64L, 2L)).isEqualTo("\ud83d\ude00");
		traps(Reason.ABI, "is not valid UTF-16", () -> call("as-string16", 64L, 1L));
	}

	@Test
	void surrogatesOfAGuestAreNotUtf8() {
		call("store", 64L, 0x00bd_a0edL);
		traps(Reason.ABI, "is not valid UTF-8", () -> call("as-string", 64L, 3L));
	}

	@Test
	void aListOrStringHasLessThanTwoToTheTwentyEightBytes() {
		anewTraps(Reason.ABI, "list of 268435456 bytes, at most 268435455 are allowed", "as-bytes", 0L, TOO_MANY);
		anewTraps(Reason.ABI, "list of 268435456 bytes, at most 268435455 are allowed", "as-words", 0L, TOO_MANY / 4);
		anewTraps(Reason.ABI, "string of 268435456 bytes, at most 268435455 are allowed", "as-string", 0L, TOO_MANY);
		anewTraps(Reason.ABI, "string of 268435456 bytes, at most 268435455 are allowed", "as-string16", 0L,
				TOO_MANY / 2);
		anewTraps(Reason.ABI, "list of 17179869180 bytes", "as-words", 0L, 0xffff_ffffL);
		anewTraps(Reason.ABI, "268435455 bytes is outside the memory", "as-bytes", 0L, TOO_MANY - 1);
	}

	@Test
	void theHostsListsAreLimitedBeforeTheyAreCharged() {
		traps(Reason.ABI, "list of 268435456 bytes, at most 268435455 are allowed",
				() -> call("length-of-words", Collections.nCopies(1 << 26, 0L)));
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
