package dev.theater.component;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;

import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.VariantValue;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which values of a guest are values, one rule of the canonical ABI after another. */
@ParameterizedClass
@EnumSource(WasmEngine.Mode.class)
class CanonicalAbiTests extends CanonicalAbiFixture {

	CanonicalAbiTests(WasmEngine.Mode mode) {
		super(mode);
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

}
