package dev.theater.component.abi;

import java.math.BigInteger;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import dev.theater.component.type.VariantValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Which Java values are values of a type.
 */
class JavaValueTests {

	private final Codecs codecs = new Codecs();

	private void accepts(ValueType type, Object... values) {
		for (Object value : values) {
			assertThatCode(() -> this.codecs.check(type, value)).as("%s as %s", value, type).doesNotThrowAnyException();
		}
	}

	private void refuses(ValueType type, @Nullable Object... values) {
		for (Object value : values) {
			assertThatIllegalArgumentException().as("%s as %s", value, type)
				.isThrownBy(() -> this.codecs.check(type, value));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> this.codecs.check(type, null))
			.withMessageContaining("null for a value of type " + type);
	}

	@Test
	void numbersHaveTheirJavaTypesAndRanges() {
		accepts(PrimitiveType.BOOL, true, false);
		refuses(PrimitiveType.BOOL, 1, "true");
		accepts(PrimitiveType.S8, Byte.MIN_VALUE);
		refuses(PrimitiveType.S8, 1, (short) 1);
		accepts(PrimitiveType.U8, (short) 0, (short) 255);
		refuses(PrimitiveType.U8, (short) -1, (short) 256, (byte) 1, 1);
		accepts(PrimitiveType.S16, Short.MIN_VALUE);
		refuses(PrimitiveType.S16, 1, (byte) 1);
		accepts(PrimitiveType.U16, 0, 65535);
		refuses(PrimitiveType.U16, -1, 65536, (short) 1);
		accepts(PrimitiveType.S32, Integer.MIN_VALUE);
		refuses(PrimitiveType.S32, 1L, "1");
		accepts(PrimitiveType.U32, 0L, 4294967295L);
		refuses(PrimitiveType.U32, -1L, 4294967296L, 1);
		accepts(PrimitiveType.S64, Long.MIN_VALUE);
		refuses(PrimitiveType.S64, 1, BigInteger.ONE);
		accepts(PrimitiveType.U64, BigInteger.ZERO, BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
		refuses(PrimitiveType.U64, BigInteger.TWO.pow(64), BigInteger.ONE.negate(), 1L);
		accepts(PrimitiveType.F32, 1.5f, Float.NaN);
		refuses(PrimitiveType.F32, 1.5, 1);
		accepts(PrimitiveType.F64, 1.5, Double.NaN);
		refuses(PrimitiveType.F64, 1.5f, 1);
	}

	@Test
	void textIsWellFormed() {
		accepts(PrimitiveType.CHAR, 0, 0xd7ff, 0xe000, 0x10ffff);
		refuses(PrimitiveType.CHAR, -1, 0xd800, 0xdfff, 0x110000, 'c', "c");
		accepts(PrimitiveType.STRING, "", "text", "\ud83d\ude00", "\ufffd");
		refuses(PrimitiveType.STRING, "\ud83d", "\ude00", "\ude00\ud83d", "\ud83dx", "\ud83d\ud83d\ude00", 'c');
	}

	@Test
	void listsHoldTheirElements() {
		accepts(new ListType(PrimitiveType.U8), new byte[0], new byte[] { -1 });
		refuses(new ListType(PrimitiveType.U8), List.of(), "text", new int[0]);
		accepts(new ListType(PrimitiveType.S8), List.of((byte) 1));
		refuses(new ListType(PrimitiveType.S8), new byte[0], List.of(1), Arrays.asList((byte) 1, null));
		refuses(new ListType(PrimitiveType.STRING), List.of("a", 1), Optional.empty());
	}

	@Test
	void recordsAndTuplesHaveTheirFieldsInOrder() {
		RecordType point = RecordType.of(RecordType.field("x", PrimitiveType.S32),
				RecordType.field("y", PrimitiveType.S32));
		accepts(point, RecordValue.of("x", 1, "y", 2));
		refuses(point, RecordValue.of("y", 1, "x", 2), RecordValue.of("x", 1), RecordValue.of("x", 1, "y", 2L),
				TupleValue.of(1, 2));
		TupleType pair = TupleType.of(PrimitiveType.S32, PrimitiveType.STRING);
		accepts(pair, TupleValue.of(1, "a"));
		refuses(pair, TupleValue.of(1), TupleValue.of("a", 1), TupleValue.of(1, "a", 2), List.of(1, "a"));
	}

	@Test
	void casesHaveTheirPayloads() {
		VariantType variant = VariantType.of(new VariantType.Case("none", null),
				new VariantType.Case("some", PrimitiveType.S32));
		accepts(variant, VariantValue.of("none"), VariantValue.of("some", 1));
		refuses(variant, VariantValue.of("none", 1), VariantValue.of("some"), VariantValue.of("some", "1"),
				VariantValue.of("other"), new EnumValue("none"));
		accepts(EnumType.of("red", "green"), new EnumValue("red"));
		refuses(EnumType.of("red", "green"), new EnumValue("blue"), "red", VariantValue.of("red"));
		accepts(new OptionType(PrimitiveType.S32), Optional.empty(), Optional.of(1));
		refuses(new OptionType(PrimitiveType.S32), Optional.of("1"), 1);
		ResultType result = new ResultType(PrimitiveType.S32, null);
		accepts(result, ResultValue.ok(1), ResultValue.err());
		refuses(result, ResultValue.ok(), ResultValue.err("x"), ResultValue.ok(1L), Optional.of(1));
	}

	@Test
	void flagsAreKnownNames() {
		FlagsType flags = FlagsType.of("read", "write");
		accepts(flags, FlagsValue.of(), FlagsValue.of("write", "read"));
		refuses(flags, FlagsValue.of("execute"), FlagsValue.of("read", "x"), List.of("read"), "read");
	}

	private void says(ValueType type, @Nullable Object value, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.codecs.check(type, value)).withMessage(message);
	}

	@Test
	void theMessageNamesTheValueAndWhatIsRight() {
		says(PrimitiveType.BOOL, 1, "1 (Integer) for a value of type bool; expected a Boolean");
		says(PrimitiveType.S8, 1, "1 (Integer) for a value of type s8; expected a Byte");
		says(PrimitiveType.U8, (short) 256, "256 (Short) for a value of type u8; expected a Short from 0 to 255");
		says(PrimitiveType.S16, 1, "1 (Integer) for a value of type s16; expected a Short");
		says(PrimitiveType.U16, -1, "-1 (Integer) for a value of type u16; expected an Integer from 0 to 65535");
		says(PrimitiveType.S32, 1L, "1 (Long) for a value of type s32; expected an Integer");
		says(PrimitiveType.U32, 7, "7 (Integer) for a value of type u32; expected a Long from 0 to 4294967295");
		says(PrimitiveType.S64, 7, "7 (Integer) for a value of type s64; expected a Long");
		says(PrimitiveType.U64, 7L,
				"7 (Long) for a value of type u64; expected a BigInteger from 0 to 18446744073709551615");
		says(PrimitiveType.F32, 1.5, "1.5 (Double) for a value of type f32; expected a Float");
		says(PrimitiveType.F64, 1.5f, "1.5 (Float) for a value of type f64; expected a Double");
		says(PrimitiveType.CHAR, 'x',
				"x (Character) for a value of type char; expected an Integer that is a Unicode scalar value");
		says(PrimitiveType.STRING, 7, "7 (Integer) for a value of type string; expected a String");
		says(PrimitiveType.STRING, null, "null for a value of type string; expected a String");
		says(PrimitiveType.STRING, URI.create("x"), "a java.net.URI for a value of type string; expected a String");
		says(new ListType(PrimitiveType.U8), "x".repeat(100),
				"\"" + "x".repeat(60) + "\u2026\" (String) for a value of type list<u8>; expected a byte[]");
		says(new ListType(PrimitiveType.U8), List.of((short) 1),
				"a List of 1 elements for a value of type list<u8>; expected a byte[]");
		says(new ListType(PrimitiveType.S8), new byte[3],
				"a byte[] of 3 bytes for a value of type list<s8>; expected a List");
		says(new OptionType(PrimitiveType.S32), 1, "1 (Integer) for a value of type option<s32>; expected an Optional");
		says(new ResultType(null, null), Optional.empty(),
				"an empty Optional for a value of type result; expected a ResultValue");
		says(TupleType.of(PrimitiveType.S32), List.of(1),
				"a List of 1 elements for a value of type tuple<s32>; expected a TupleValue of 1 items");
		says(RecordType.of(RecordType.field("x", PrimitiveType.S32)), RecordValue.of("y", 1),
				"{y: 1} (RecordValue) for a value of type record { x: s32 }; expected a RecordValue with the fields [x]");
		says(EnumType.of("red", "green"), new EnumValue("blue"), "blue (EnumValue) for a value of type enum { red,"
				+ " green }; expected an EnumValue of one of the cases [red, green]");
		says(FlagsType.of("read"), FlagsValue.of("write"),
				"the unknown flag \"write\" for a value of type flags { read }; expected some of [read]");
		VariantType variant = VariantType.of(new VariantType.Case("none", null),
				new VariantType.Case("some", PrimitiveType.S32));
		says(variant, VariantValue.of("any"), "any (VariantValue) for a value of type variant { none, some(s32) };"
				+ " expected a VariantValue of one of the cases [none, some]");
		says(variant, VariantValue.of("none", 1), "none: 1 (Integer) for a case without payload of type variant { none,"
				+ " some(s32) }; expected none (null)");
	}

	@Test
	void aMessageNamesTheFirstOfManyCases() {
		String[] names = new String[300];
		Arrays.setAll(names, (i) -> "c" + i);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codecs.check(EnumType.of(names), new EnumValue("other")))
			.withMessageContaining("c18, c19] and 280 more")
			.withMessageNotContaining("c299]");
	}

	@Test
	void theMessageSaysWhere() {
		RecordType type = RecordType.of(RecordType.field("items", new ListType(new OptionType(PrimitiveType.U8))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.codecs.check(type,
					RecordValue.of("items", List.of(Optional.empty(), Optional.of((short) 300)))))
			.withMessage("field items: element 1: some: 300 (Short) for a value of type u8;"
					+ " expected a Short from 0 to 255");
	}

}
