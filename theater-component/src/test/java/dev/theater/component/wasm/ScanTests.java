package dev.theater.component.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmLoadException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static dev.theater.component.wasm.ModuleWriter.functions;
import static dev.theater.component.wasm.ModuleWriter.hex;
import static dev.theater.component.wasm.ModuleWriter.module;
import static dev.theater.component.wasm.ModuleWriter.number;
import static dev.theater.component.wasm.ModuleWriter.repeated;
import static dev.theater.component.wasm.ModuleWriter.section;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Modules that would hurt the engine's parser, most of them found by fuzzing. */
class ScanTests {

	private static final String TYPES = "0104" + "01600000";

	private static final String FUNCTION = "0302" + "0100";

	private static WasmModule load(byte[] module) {
		return WasmModule.load(WasmEngine.of(Mode.INTERPRETER), module);
	}

	private static WasmLoadException refusal(Reason reason, byte[] module) {
		WasmLoadException[] refusal = new WasmLoadException[1];
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> load(module)).satisfies((refused) -> {
			assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
			// an OutOfMemoryError that was caught would have hit other threads as well
			assertThat(refused).hasNoCause();
			refusal[0] = refused;
		});
		return refusal[0];
	}

	/** Case 1007220858801634741 of the fuzzer. */
	@Test
	void aFunctionWhoseLastBlockAloneIsClosedIsMalformed() {
		assertThat(refusal(Reason.MALFORMED, functions(hex("01 60 00 01 7f"), hex("00 41 01 04 40 00 0b"))))
			.hasMessageContaining("unexpected end");
		assertThatCode(() -> load(functions(hex("01 60 00 01 7f"), hex("00 41 01 04 40 00 0b 41 2e 0b"))))
			.doesNotThrowAnyException();
	}

	@Test
	void instructionsBehindTheEndOfAFunctionAreMalformed() {
		assertThat(refusal(Reason.MALFORMED, functions(hex("01 60 00 00"), hex("00 0b 01 0b"))))
			.hasMessageContaining("behind the end");
	}

	/** Case -4532397165530752187 of the fuzzer and others: the parser believes counts. */
	@ParameterizedTest
	@ValueSource(strings = { "01 07 01 60 ff ff ff ff 07", "01 08 01 60 00 ff ff ff ff 07",
			"01 07 01 4e ff ff ff ff 07", "01 07 01 50 ff ff ff ff 07", "02 06 01 ff ff ff ff 07",
			"07 06 01 ff ff ff ff 07", "09 0a 01 00 41 00 0b ff ff ff ff 07", "09 08 01 01 00 ff ff ff ff 07",
			"0b 07 01 01 ff ff ff ff 07", "0b 0a 01 00 41 00 0b ff ff ff ff 07", "00 05 ff ff ff ff 07",
			"0b 06 ff ff ff ff 07 00" })
	void aCountThatTheBytesCannotHoldIsMalformedAndAllocatesNothing(String section) {
		assertThat(refusal(Reason.MALFORMED, module(section))).hasMessageContaining("entries in");
	}

	@ParameterizedTest
	@CsvSource({ "00 03 02 c3 28", "02 07 01 01 ff 00 00 00 00", "07 05 01 01 80 00 00" })
	void namesMustBeUtf8(String section) {
		assertThat(refusal(Reason.MALFORMED, module(section))).hasMessageContaining("UTF-8");
	}

	@Test
	void aSectionLongerThanItsContentIsMalformed() {
		refusal(Reason.MALFORMED, module("01 05 01 60 00 00 00"));
		refusal(Reason.MALFORMED, module("05 04 01 00 01 00"));
		refusal(Reason.MALFORMED, module(TYPES + FUNCTION + "0a 05 01 02 00 0b 00"));
	}

	/** A type code written with two bytes does not hide what follows. */
	@Test
	void localsCannotBeHiddenBehindALongTypeCode() {
		refusal(Reason.LIMIT, functions(hex("01 60 00 00"), hex("02 01 ff 00 c0 9a 0c 7f 0b")));
		assertThatCode(() -> load(functions(hex("01 60 00 00"), hex("02 01 ff 00 01 7f 0b"))))
			.doesNotThrowAnyException();
	}

	@Test
	void localsOfManyFunctionsAreALimit() {
		byte[][] bodies = new byte[1001][];
		Arrays.fill(bodies, hex("01 e8 07 7e 0b"));
		assertThat(refusal(Reason.LIMIT, functions(hex("01 60 00 00"), bodies)))
			.hasMessageContaining("more than 1000000 locals");
	}

	@Test
	void aFunctionOfAThousandLocalsIsFineAndOneMoreALimit() {
		assertThatCode(() -> load(functions(hex("01 60 00 00"), hex("02 e7 07 7e 01 7f 0b"))))
			.doesNotThrowAnyException();
		assertThat(refusal(Reason.LIMIT, functions(hex("01 60 00 00"), hex("02 e8 07 7e 01 7f 0b"))))
			.hasMessageContaining("function body 0 has 1001 locals or more, at most 1000 are supported");
	}

	/** Section, what it holds, how many are allowed, one of them. */
	private static Stream<Arguments> counted() {
		return Stream.of(Arguments.of(1, "types", 10_000, "60 00 00"),
				Arguments.of(2, "imports", 1_000, "01 6d 01 66 03 7f 00"),
				Arguments.of(6, "globals", 10_000, "7f 00 41 00 0b"),
				Arguments.of(9, "element segments", 10_000, "01 00 00"),
				Arguments.of(11, "data segments", 10_000, "01 00"));
	}

	@ParameterizedTest
	@MethodSource("counted")
	void asManyAsAllowedAreFineAndOneMoreALimit(int section, String what, int most, String one) {
		assertThatCode(() -> load(module(section, repeated(most, hex(one))))).doesNotThrowAnyException();
		assertThat(refusal(Reason.LIMIT, module(section, repeated(most + 1, hex(one)))))
			.hasMessageContaining((most + 1) + " " + what + ", at most " + most + " are supported");
	}

	@Test
	void tenThousandExportsAreFineAndOneMoreALimit() {
		assertThatCode(() -> load(exports(10_000))).doesNotThrowAnyException();
		assertThat(refusal(Reason.LIMIT, exports(10_001)))
			.hasMessageContaining("10001 exports, at most 10000 are supported");
	}

	private static byte[] exports(int count) {
		ByteArrayOutputStream exports = new ByteArrayOutputStream();
		number(exports, count);
		for (int i = 0; i < count; i++) {
			byte[] name = Integer.toString(i).getBytes(StandardCharsets.US_ASCII);
			number(exports, name.length);
			exports.writeBytes(name);
			exports.writeBytes(hex("01 00"));
		}
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.writeBytes(module("04 04 01 70 00 01"));
		section(module, 7, exports.toByteArray());
		return module.toByteArray();
	}

	@Test
	void twentyThousandFunctionsAreFineAndOneMoreALimit() {
		byte[][] bodies = new byte[20_000][];
		Arrays.fill(bodies, hex("00 0b"));
		assertThatCode(() -> load(functions(hex("01 60 00 00"), bodies))).doesNotThrowAnyException();
		byte[][] more = new byte[20_001][];
		Arrays.fill(more, hex("00 0b"));
		assertThat(refusal(Reason.LIMIT, functions(hex("01 60 00 00"), more)))
			.hasMessageContaining("20001 functions, at most 20000 are supported");
	}

	@Test
	void typesInGroupsCountOneByOne() {
		// two groups of 5,001 types each
		ByteArrayOutputStream types = new ByteArrayOutputStream();
		types.write(2);
		for (int i = 0; i < 2; i++) {
			types.write(0x4e);
			number(types, 5_001);
			for (int j = 0; j < 5_001; j++) {
				types.writeBytes(hex("60 00 00"));
			}
		}
		ByteArrayOutputStream module = new ByteArrayOutputStream();
		module.writeBytes(module(""));
		section(module, 1, types.toByteArray());
		assertThat(refusal(Reason.LIMIT, module.toByteArray())).hasMessageContaining("10002 types");
	}

	@ParameterizedTest
	@CsvSource({ "2 functions but 1 body, 0303020000 0a04010200 0b", "1 function but no body, 03020100",
			"no function but 1 body, 0a04010200 0b", "1 function but 2 bodies, 03020100 0a0702 02000b 02000b",
			"the code first, 0a040102000b 03020100" })
	void asManyBodiesAsFunctionsMustBeThere(String what, String sections) {
		assertThat(refusal(Reason.MALFORMED, module(TYPES + sections))).as(what)
			.hasMessageContaining("function and code section disagree");
		assertThatCode(() -> load(module(TYPES + FUNCTION + "0a040102000b"))).doesNotThrowAnyException();
	}

	@Test
	void aFileOf64MiBIsFineAndOneByteMoreALimit() {
		// a custom section: 1 byte of id, 4 of size, 1 of its empty name
		byte[] module = Arrays.copyOf(module("00 f3 ff ff 1f 00"), 64 * 1024 * 1024);
		assertThatCode(() -> load(module)).doesNotThrowAnyException();
		assertThat(refusal(Reason.LIMIT, Arrays.copyOf(module, module.length + 1)))
			.hasMessageContaining("67108865 bytes, at most 67108864 are supported");
	}

	@Test
	void aTypeOfAThousandParametersIsFineAndOneMoreALimit() {
		assertThatCode(() -> load(functions(typeOf(1000), hex("00 0b")))).doesNotThrowAnyException();
		assertThat(refusal(Reason.LIMIT, functions(typeOf(1001), hex("00 0b"))))
			.hasMessageContaining("1001 parameters");
	}

	private static byte[] typeOf(int parameters) {
		ByteArrayOutputStream types = new ByteArrayOutputStream();
		types.write(1);
		types.write(0x60);
		number(types, parameters);
		for (int i = 0; i < parameters; i++) {
			types.write(0x7f);
		}
		types.write(0);
		return types.toByteArray();
	}

	/** The parser walks from each branch to its target. */
	@Test
	void branchesOutOfDeepNestingAreALimit() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write(0);
		int depth = 40_000;
		for (int i = 0; i < depth; i++) {
			body.writeBytes(hex("02 40"));
		}
		for (int i = 0; i < 20_000; i++) {
			body.write(0x0c);
			number(body, depth - 1);
		}
		for (int i = 0; i <= depth; i++) {
			body.write(0x0b);
		}
		assertTimeoutPreemptively(Duration.ofSeconds(5),
				() -> assertThat(refusal(Reason.LIMIT, functions(hex("01 60 00 00"), body.toByteArray())))
					.hasMessageContaining("steps to validate"));
	}

	/** The validator repeats parameters and results at each call, also behind a trap. */
	@Test
	void callsOfManyResultsAreALimit() {
		ByteArrayOutputStream types = new ByteArrayOutputStream();
		types.writeBytes(hex("01 60 00"));
		number(types, 1000);
		for (int i = 0; i < 1000; i++) {
			types.write(0x7f);
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(hex("00 00"));
		for (int i = 0; i < 60_000; i++) {
			body.writeBytes(hex("10 00"));
		}
		body.write(0x0b);
		assertTimeoutPreemptively(Duration.ofSeconds(5),
				() -> assertThat(refusal(Reason.LIMIT, functions(types.toByteArray(), body.toByteArray())))
					.hasMessageContaining("steps to validate"));
	}

	@Test
	void anIfWithoutElseThatTurnsOneTypeIntoAnotherIsInvalid() {
		byte[] types = hex("03 60 01 7f 01 70  60 01 7f 01 7f  60 01 7f 01 70");
		assertThat(refusal(Reason.INVALID, functions(types, hex("00 20 00 20 00 04 02 1a d0 70 0b 0b"))))
			.hasMessageContaining("if without else");
		byte[] same = hex("02 60 01 7f 01 7f  60 01 7f 01 7f");
		assertThatCode(() -> load(functions(same, hex("00 20 00 20 00 04 01 0b 0b")))).doesNotThrowAnyException();
	}

	/** The engine takes a block of type number 64 for one of no type, 127 for an i32. */
	@ParameterizedTest
	@ValueSource(ints = { 0x40, 0x7f, 0x70, 0x64 })
	void blockTypesThatTheEngineConfusesAreRefusedByName(int index) {
		ByteArrayOutputStream types = new ByteArrayOutputStream();
		number(types, 130);
		for (int i = 0; i < 130; i++) {
			types.writeBytes(hex("60 00 00"));
		}
		byte[] body = { 0, 0x02, (byte) (index | 0x80), 0, 0x0b, 0x0b };
		assertThat(refusal(Reason.UNSUPPORTED, functions(types.toByteArray(), body)))
			.hasMessageContaining("block of type number " + index);
		byte[] other = { 0, 0x02, (byte) 0x81, 1, 0x0b, 0x0b };
		assertThatCode(() -> load(functions(types.toByteArray(), other))).doesNotThrowAnyException();
	}

	@Test
	void anExportNameTwiceIsInvalid() {
		assertThat(refusal(Reason.INVALID, module("04 04 01 70 00 01" + "07 09 02 01 61 01 00 01 61 01 00")))
			.hasMessageContaining("duplicate export name \"a\"");
		assertThatCode(() -> load(module("04 04 01 70 00 01" + "07 09 02 01 61 01 00 01 62 01 00")))
			.doesNotThrowAnyException();
	}

	@Test
	void anUnknownInstructionIsMalformed() {
		refusal(Reason.MALFORMED, functions(hex("01 60 00 00"), hex("00 ff 0b")));
		refusal(Reason.MALFORMED, functions(hex("01 60 00 00"), hex("00 fc ff ff 03 0b")));
		refusal(Reason.MALFORMED, functions(hex("01 60 00 00"), hex("00 fe ff ff ff ff 0f 0b")));
		refusal(Reason.UNSUPPORTED, functions(hex("01 60 00 00"),
				hex("00 fd 0c 00 00 00 00 00 00 00 00 00 00 00 00" + "00 00 00 00 1a 0b")));
	}

	@Test
	void moreTablesThanSixteenAreALimitAlsoWithInitialValues() {
		StringBuilder tables = new StringBuilder();
		for (int i = 0; i < 17; i++) {
			tables.append("40 00 70 00 01 d0 70 0b");
		}
		assertThat(refusal(Reason.LIMIT, module("04 8901 11" + tables)))
			.hasMessageContaining("17 tables or more, at most 16 are supported");
	}

}
