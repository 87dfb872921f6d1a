package dev.theater.component.wasm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import dev.theater.component.wasm.WasmLoadException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.theater.component.wasm.ModuleWriter.empty;
import static dev.theater.component.wasm.ModuleWriter.functions;
import static dev.theater.component.wasm.ModuleWriter.hex;
import static dev.theater.component.wasm.ModuleWriter.module;
import static dev.theater.component.wasm.ModuleWriter.nops;
import static dev.theater.component.wasm.ModuleWriter.number;
import static dev.theater.component.wasm.ModuleWriter.repeated;
import static dev.theater.component.wasm.ModuleWriter.wideNumber;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Exactly what is allowed passes and one more is refused, of a module and of all modules
 * of a component. Nothing here gets as far as the engine's parser, which takes gigabytes
 * for what is refused.
 */
class ModuleTotalsTests {

	private static final String ALL = " are supported in all modules of a component";

	private static final byte[] TYPE = hex("01 60 00 00");

	private static void accepted(ModuleTotals totals, byte[]... modules) {
		for (byte[] module : modules) {
			assertThatCode(() -> BinaryScan.check(module, totals)).doesNotThrowAnyException();
		}
	}

	private static void refused(ModuleTotals totals, byte[] module, String what) {
		assertThatExceptionOfType(WasmLoadException.class).isThrownBy(() -> BinaryScan.check(module, totals))
			.withMessage("module too large: " + what)
			.satisfies((refusal) -> assertThat(refusal.reason()).isEqualTo(Reason.LIMIT));
	}

	// ---- instructions

	@Test
	void fourMillionInstructionsAreFineAndOneMoreIsALimit() {
		accepted(new ModuleTotals(), nops(4_000_000));
		refused(new ModuleTotals(), nops(4_000_001), "4000001 instructions or more, at most 4000000" + ALL);
	}

	@Test
	void instructionsOfSeveralModulesCountTogether() {
		ModuleTotals totals = new ModuleTotals();
		accepted(totals, nops(1_500_000), nops(1_500_000), nops(1_000_000));
		// what has no instructions is still welcome
		accepted(totals, module(""));
		refused(totals, nops(1), "4000001 instructions or more, at most 4000000" + ALL);
		accepted(new ModuleTotals(), nops(1));
	}

	/**
	 * What is counted as so many instructions, since the parser makes as many objects.
	 */
	private static Stream<Arguments> counted() {
		return Stream.of(Arguments.of("a function", functions(TYPE, hex("00 0b")), 1),
				Arguments.of("a global", module("06 06 01 7f 00 41 00 0b"), 2),
				Arguments.of("a global that adds", module("06 09 01 7f 00 41 00 41 00 6a 0b"), 4),
				Arguments.of("the offset of data", module("0b 06 01 00 41 00 0b 00"), 2),
				Arguments.of("three functions in a segment", module("09 09 01 00 41 00 0b 03 00 00 00"), 8),
				Arguments.of("three passive functions", module("09 07 01 01 00 03 00 00 00"), 6),
				Arguments.of("two expressions in a segment", module("09 0a 01 05 70 02 d2 00 0b d0 70 0b"), 4),
				Arguments.of("the first value of a table", module("04 09 01 40 00 70 00 01 d0 70 0b"), 2),
				Arguments.of("a branch of three ways", functions(TYPE, hex("00 41 00 0e 02 00 00 00 0b")), 5),
				Arguments.of("a select with its type", functions(TYPE, hex("00 1c 01 7f 0b")), 3),
				Arguments.of("a try with two catches", functions(TYPE, hex("00 1f 40 02 02 00 03 00 0b 0b")), 5));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("counted")
	void whateverTheParserMakesAnObjectOfIsAnInstruction(String what, byte[] module, int instructions) {
		ModuleTotals full = new ModuleTotals();
		full.instructions(4_000_000 - instructions);
		accepted(full, module);
		ModuleTotals fuller = new ModuleTotals();
		fuller.instructions(4_000_000 - instructions + 1);
		refused(fuller, module, "4000001 instructions or more, at most 4000000" + ALL);
	}

	// ---- what is counted by its sections

	/** Section, what it holds, how many of one module and of all, one of them. */
	private static Stream<Arguments> entries() {
		return Stream.of(Arguments.of(1, "types", 10_000, 20_000, "60 00 00"),
				Arguments.of(2, "imports", 1_000, 10_000, "01 6d 01 66 03 7f 00"),
				Arguments.of(6, "globals", 10_000, 20_000, "7f 00 41 00 0b"),
				Arguments.of(7, "exports", 10_000, 20_000, "01 65 00 00"),
				Arguments.of(9, "element segments", 10_000, 20_000, "01 00 00"),
				Arguments.of(11, "data segments", 10_000, 20_000, "01 00"),
				Arguments.of(13, "tags", 10_000, 20_000, "00 00"));
	}

	@ParameterizedTest
	@MethodSource("entries")
	void aModuleHasNoMoreThanItMayAndAllTogetherNotEither(int section, String what, int most, int ofAll, String one) {
		refused(new ModuleTotals(), module(section, repeated(most + 1, hex(one))),
				(most + 1) + " " + what + ", at most " + most + " are supported");
		ModuleTotals totals = new ModuleTotals();
		for (int i = 0; i < ofAll / most; i++) {
			accepted(totals, module(section, repeated(most, hex(one))));
		}
		refused(totals, module(section, repeated(1, hex(one))), (ofAll + 1) + " " + what + ", at most " + ofAll + ALL);
	}

	@Test
	void typesInGroupsCountForAllModulesToo() {
		ModuleTotals totals = new ModuleTotals();
		ByteArrayOutputStream group = new ByteArrayOutputStream();
		group.writeBytes(hex("01 4e"));
		group.writeBytes(repeated(10_000, hex("60 00 00")));
		byte[] module = module(1, group.toByteArray());
		accepted(totals, module, module);
		refused(totals, module(1, TYPE), "20001 types, at most 20000" + ALL);
	}

	@Test
	void functionsOfAllModules() {
		ModuleTotals totals = new ModuleTotals();
		accepted(totals, empty(20_000), empty(20_000));
		refused(totals, empty(1), "40001 functions, at most 40000" + ALL);
	}

	@Test
	void customSections() {
		ModuleTotals totals = new ModuleTotals();
		accepted(totals, module("00 01 00".repeat(9_000)), module("00 01 00".repeat(11_000)));
		refused(totals, module("00 01 00"), "20001 custom sections, at most 20000" + ALL);
	}

	@Test
	void tables() {
		accepted(new ModuleTotals(), module(4, repeated(16, hex("70 00 01"))));
		refused(new ModuleTotals(), module(4, repeated(17, hex("70 00 01"))),
				"17 tables or more, at most 16 are supported");
		// imported ones count as well
		refused(new ModuleTotals(), module("02 09 01 01 6d 01 74 01 70 00 01" + "04 31 10" + "70 00 01".repeat(16)),
				"17 tables or more, at most 16 are supported");
	}

	// ---- locals and parts of types

	/** A module whose functions have so many locals together, a thousand each. */
	private static byte[] locals(int count) {
		byte[][] bodies = new byte[count / 1_000 + 1][];
		Arrays.fill(bodies, hex("01 e8 07 7e 0b"));
		ByteArrayOutputStream rest = new ByteArrayOutputStream();
		rest.write(1);
		number(rest, count % 1_000);
		rest.writeBytes(hex("7e 0b"));
		bodies[bodies.length - 1] = (count % 1_000 == 0) ? hex("00 0b") : rest.toByteArray();
		return functions(TYPE, bodies);
	}

	@ParameterizedTest
	@CsvSource({ "1000000, 0", "999999, 1", "400000, 600000" })
	void aMillionLocalsInAllModules(int first, int second) {
		ModuleTotals totals = new ModuleTotals();
		accepted(totals, locals(first), locals(second));
		refused(totals, locals(1), "more than 1000000 locals, at most 1000000" + ALL);
	}

	/** Their types are looked up like others. */
	@Test
	void groupsOfNoLocalsCountAsLocals() {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(repeated(80_000, hex("00 7e")));
		body.write(0x0b);
		byte[][] bodies = new byte[12][];
		Arrays.fill(bodies, body.toByteArray());
		ModuleTotals totals = new ModuleTotals();
		accepted(totals, functions(TYPE, bodies), locals(40_000));
		refused(totals, functions(TYPE, hex("01 00 7e 0b")), "more than 1000000 locals, at most 1000000" + ALL);
	}

	@Test
	void localsOfOneFunction() {
		accepted(new ModuleTotals(), functions(TYPE, hex("01 e8 07 7e 0b")));
		refused(new ModuleTotals(), functions(TYPE, hex("00 0b"), hex("01 e9 07 7e 0b")),
				"function body 1 has 1001 locals or more, at most 1000 are supported");
	}

	/** The content of a type section: one function type. */
	private static byte[] arity(int params, int results) {
		ByteArrayOutputStream type = new ByteArrayOutputStream();
		type.writeBytes(hex("01 60"));
		type.writeBytes(repeated(params, hex("7f")));
		type.writeBytes(repeated(results, hex("7f")));
		return type.toByteArray();
	}

	@Test
	void parametersAndResultsOfOneType() {
		accepted(new ModuleTotals(), module(1, arity(1_000, 1_000)));
		refused(new ModuleTotals(), module(1, arity(1_001, 0)),
				"a type of 1001 parameters, at most 1000 are supported");
		refused(new ModuleTotals(), module(1, arity(0, 1_001)), "a type of 1001 results, at most 1000 are supported");
	}

	/** Parameters, fields of structs, supertypes. */
	@Test
	void partsOfTypesOfAllModules() {
		for (byte[] one : List.of(arity(1, 0), arity(0, 1), hex("01 5f 01 7f 00"), hex("01 5e 7f 00"),
				hex("01 50 01 00 60 00 00"))) {
			ModuleTotals totals = new ModuleTotals();
			for (int i = 0; i < 100; i++) {
				accepted(totals, module(1, arity(1_000, 1_000)));
			}
			refused(totals, module(1, one),
					"200001 parameters, results and fields of types or more, at most 200000" + ALL);
		}
	}

	// ---- bodies

	@Test
	void bytesOfOneBody() {
		byte[] body = new byte[256 * 1024];
		Arrays.fill(body, 1, body.length - 1, (byte) 0x01);
		body[body.length - 1] = 0x0b;
		accepted(new ModuleTotals(), functions(TYPE, body));
		byte[] more = Arrays.copyOf(body, body.length + 1);
		more[body.length - 1] = 0x01;
		more[body.length] = 0x0b;
		refused(new ModuleTotals(), functions(TYPE, more),
				"function body 0 of 262145 bytes, at most 262144 are supported");
	}

	/**
	 * Branches out of so many blocks, and a last one out of so many that all together
	 * take as many steps as code of this size may, and some more.
	 */
	private static byte[] branches(int more) {
		int depth = 20_000;
		int branches = 0;
		int size = 0;
		long last = Long.MAX_VALUE;
		while (last > depth) {
			branches++;
			// count of bodies, size of the body, count of locals; blocks, branches, ends
			size = 1 + 3 + 1 + 2 * depth + 5 * (branches + 1) + depth + 1;
			last = 8_000_000L + 16L * size - branches * (depth + 1L) - 1 + more;
		}
		assertThat(last).isBetween(1L, (long) depth);
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.write(0);
		body.writeBytes(hex("02 40".repeat(depth)));
		for (int i = 0; i < branches; i++) {
			body.write(0x0c);
			wideNumber(body, depth);
		}
		body.write(0x0c);
		wideNumber(body, (int) last);
		body.writeBytes(hex("0b".repeat(depth + 1)));
		assertThat(body.size() + 4).isEqualTo(size);
		return functions(TYPE, body.toByteArray());
	}

	@Test
	void stepsOfBranches() {
		accepted(new ModuleTotals(), branches(0));
		assertThatExceptionOfType(WasmLoadException.class)
			.isThrownBy(() -> BinaryScan.check(branches(1), new ModuleTotals()))
			.withMessageContaining("steps to validate");
	}

	// ---- files

	@Test
	void bytesOfOneModule() {
		byte[] module = Arrays.copyOf(module("00 f3 ff ff 1f 00"), 64 * 1024 * 1024);
		accepted(new ModuleTotals(), module);
		refused(new ModuleTotals(), Arrays.copyOf(module, module.length + 1),
				"67108865 bytes, at most 67108864 are supported");
	}

	@Test
	void whatIsRefusedIsToldInFull() {
		ModuleTotals totals = new ModuleTotals();
		totals.add("exports", 19_999, 10_000);
		byte[] name = "é".getBytes(StandardCharsets.UTF_8);
		ByteArrayOutputStream exports = new ByteArrayOutputStream();
		exports.write(2);
		for (int i = 0; i < 2; i++) {
			number(exports, name.length);
			exports.writeBytes(name);
			exports.writeBytes(hex("00 00"));
		}
		refused(totals, module(7, exports.toByteArray()), "20001 exports, at most 20000" + ALL);
	}

}
