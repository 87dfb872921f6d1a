package dev.theater.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.theater.hostile.Case.Guest;

import static dev.theater.hostile.Bytes.actor;
import static dev.theater.hostile.Bytes.body;
import static dev.theater.hostile.Bytes.component;
import static dev.theater.hostile.Bytes.join;
import static dev.theater.hostile.Bytes.module;
import static dev.theater.hostile.Bytes.name;
import static dev.theater.hostile.Bytes.number;
import static dev.theater.hostile.Bytes.octets;
import static dev.theater.hostile.Bytes.repeat;
import static dev.theater.hostile.Bytes.section;

/** Guests that no text of forty lines can say: large ones, and those that lie. */
final class GeneratedGuests {

	private static final String[] SECTIONS = { "", "types", "imports", "functions", "tables", "memories", "globals",
			"exports", "start", "elements", "code", "data", "data-count" };

	private static final long FOUR_BILLION = 0xffffffffL;

	private final List<Case> cases = new ArrayList<>();

	private GeneratedGuests() {
	}

	static List<Case> all() {
		GeneratedGuests all = new GeneratedGuests();
		all.cutOff();
		all.lies();
		all.largeModules();
		all.largeFunctions();
		all.components();
		return all.cases;
	}

	private void refused(String category, String name, String says, Guest guest) {
		this.cases.add(new Case(category, name, Map.of("refused", List.of(says)), guest));
	}

	/** What was cut off on its way. */
	private void cutOff() {
		int whole = Bytes.resource("puppet").length;
		for (int part : new int[] { 6, whole / 8, whole / 4, whole / 2, whole * 3 / 4, whole - 1 }) {
			refused("bytes", "cut-off-at-" + part * 100 / whole + "-percent", "malformed component",
					() -> Arrays.copyOf(Bytes.resource("puppet"), part));
		}
		refused("bytes", "more-than-the-file", "malformed component",
				() -> join(Bytes.resource("puppet"), octets(0x01, 0x02)));
	}

	/** Counts and lengths that are not true. */
	private void lies() {
		for (int id = 1; id < SECTIONS.length; id++) {
			int number = id;
			if (id != 8 && id != 12) {
				refused("bytes", "four-billion-" + SECTIONS[id], "cannot be used: malformed",
						() -> module(section(number, number(FOUR_BILLION))));
				refused("bytes", "ten-million-" + SECTIONS[id] + "-in-a-hundred-bytes", "cannot be used",
						() -> module(section(number, join(number(10_000_000), repeat(100, octets(0))))));
			}
		}
		refused("bytes", "four-billion-parameters", "cannot be used",
				() -> module(section(1, join(number(1), octets(0x60), number(FOUR_BILLION)))));
		refused("bytes", "four-billion-locals", "locals",
				() -> actor(new byte[0], join(number(1), number(FOUR_BILLION), octets(0x7f, 0x0b))));
		refused("bytes", "a-name-of-four-billion-bytes", "cannot be used: malformed",
				() -> module(section(7, join(number(1), number(FOUR_BILLION), octets('a')))));
		refused("bytes", "a-custom-name-of-four-billion-bytes", "cannot be used: malformed",
				() -> module(section(0, number(FOUR_BILLION))));
	}

	private void largeModules() {
		refused("bytes", "forty-thousand-imports", "40000 imports, at most 1000",
				() -> actor(section(2, join(number(40_000), repeat(40_000, join(name("a"), name("b"), octets(0, 2))))),
						body()));
		refused("bytes", "twenty-thousand-functions", "20003 functions, at most 20000",
				() -> actor(new byte[0], repeated(20_001, body())));
		refused("bytes", "ten-thousand-exports", "10004 exports, at most 10000", () -> {
			byte[][] exports = new byte[10_001][];
			for (int i = 0; i < exports.length; i++) {
				exports[i] = join(name("e" + i), octets(0, 0));
			}
			return module(Bytes.TYPES, Bytes.functions(0), Bytes.MEMORY, Bytes.exports(exports), Bytes.code());
		});
		refused("bytes", "a-million-types", "1000000 types, at most 10000",
				() -> module(section(1, join(number(1_000_000), repeat(1_000_000, octets(0x60, 0, 0))))));
		refused("bytes", "a-million-globals", "1000000 globals, at most 10000",
				() -> module(section(6, join(number(1_000_000), repeat(1_000_000, octets(0x7f, 0, 0x41, 0, 0x0b))))));
		refused("bytes", "a-million-data-segments", "1000000 data segments, at most 10000",
				() -> module(section(11, join(number(1_000_000), repeat(1_000_000, octets(1, 0))))));
		refused("bytes", "a-million-element-segments", "1000000 element segments, at most 10000",
				() -> module(section(9, join(number(1_000_000), repeat(1_000_000, octets(1, 0, 0))))));
		refused("bytes", "a-thousand-and-one-parameters", "a type of 1001 parameters", () -> module(
				section(1, join(number(1), octets(0x60), number(1001), repeat(1001, octets(0x7f)), octets(0)))));
		refused("bytes", "a-thousand-and-one-results", "a type of 1001 results",
				() -> module(section(1, join(number(1), octets(0x60, 0), number(1001), repeat(1001, octets(0x7f))))));
	}

	private void largeFunctions() {
		refused("bytes", "a-million-nested-blocks", "function body", () -> actor(new byte[0],
				join(octets(0), repeat(1_000_000, octets(0x02, 0x40)), repeat(1_000_000, octets(0x0b)), octets(0x0b))));
		refused("bytes", "twenty-five-million-instructions", "instructions or more, at most 4000000 are supported",
				() -> actor(new byte[0], repeated(100, join(octets(0), repeat(250_000, octets(0x01)), octets(0x0b)))));
		refused("bytes", "blocks-that-never-end", "cannot be used",
				() -> actor(new byte[0], join(octets(0), repeat(80_000, octets(0x02, 0x40)))));
		refused("bytes", "fifty-thousand-locals", "has 50000 locals or more, at most 1000",
				() -> actor(new byte[0], join(number(1), number(50_000), octets(0x7e, 0x0b))));
		refused("bytes", "a-million-locals-in-all", "more than 1000000 locals",
				() -> actor(new byte[0], repeated(1_001, join(number(1), number(1_000), octets(0x7e, 0x0b)))));
		refused("bytes", "a-branch-with-too-many-ways", "cannot be used", () -> actor(new byte[0],
				join(octets(0, 0x41, 0), octets(0x0e), number(10_000_000), repeat(1_000, octets(0)), octets(0x0b))));
	}

	private static byte[][] repeated(int times, byte[] body) {
		byte[][] bodies = new byte[times][];
		Arrays.fill(bodies, body);
		return bodies;
	}

	private void components() {
		refused("components", "ten-thousand-nested", "cannot be used", () -> {
			byte[] inner = component();
			for (int i = 0; i < 10_000; i++) {
				inner = component(section(4, inner));
			}
			return inner;
		});
		refused("components", "two-hundred-and-fifty-seven-modules", "more than 256 core modules", () -> {
			byte[][] modules = new byte[257][];
			for (int i = 0; i < modules.length; i++) {
				modules[i] = section(1, module(section(0, name("n" + i))));
			}
			return component(modules);
		});
		refused("components", "a-module-of-four-billion-bytes", "malformed component",
				() -> join(component(), octets(1), number(FOUR_BILLION)));
		refused("components", "four-billion-definitions", "malformed component",
				() -> component(section(7, number(FOUR_BILLION))));
		refused("components", "types-nested-a-thousand-times", "cannot be used",
				() -> component(section(7, join(number(1), repeat(1_000, octets(0x41, 1, 1)), octets(0x40, 0, 1, 0)))));
		refused("components", "an-index-that-is-none", "cannot be used",
				() -> component(section(2, join(number(1), octets(0), number(0x7fffffffL), octets(0)))));
		refused("components", "a-section-that-is-none", "malformed component", () -> component(section(99, octets(0))));
		refused("components", "a-record-of-a-million-fields", "cannot be used", () -> component(section(7,
				join(number(1), octets(0x72), number(1_000_000), repeat(1_000_000, join(name("a"), octets(0x7f)))))));
	}

}
