package dev.theater.component.spec;

import java.util.List;
import java.util.stream.Stream;

import static dev.theater.component.spec.FeatureProbe.code;
import static dev.theater.component.spec.FeatureProbe.component;
import static dev.theater.component.spec.FeatureProbe.core;
import static dev.theater.component.spec.FeatureProbe.function;
import static dev.theater.component.spec.FeatureProbe.module;
import static dev.theater.component.spec.FeatureProbe.probe;
import static dev.theater.component.spec.FeatureProbe.section;

/**
 * Probes for the gates of the component model's binary format and for the proposals of
 * core WebAssembly.
 */
public final class FeatureProbes {

	/** A core module that exports the function f, which does nothing. */
	private static final String NOTHING = section(1,
			module(section(1, "01600000"), section(3, "0100"), section(7, "01" + "0166" + "0000"), code("000b")));

	/** An instance of it, and f as core function 0. */
	private static final String CORE_FUNCTION = NOTHING + section(2, "01000000") + section(6, "010000010001" + "66");

	private FeatureProbes() {
	}

	/**
	 * The answer to one feature's first probe.
	 * @param name the feature
	 * @return the probe
	 */
	public static FeatureProbe named(String name) {
		return Stream.concat(componentModel().stream(), coreWebAssembly().stream())
			.filter((probe) -> probe.name().equals(name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no probe for " + name));
	}

	/** In the order of the table. */
	static List<FeatureProbe> componentModel() {
		return Stream.of(basics(), types(), names(), imports(), async(), threads()).flatMap(List::stream).toList();
	}

	private static List<FeatureProbe> basics() {
		String nested = component(NOTHING + section(2, "01000000"));
		return List.of(
				probe("lifted functions", "canon lift without options", CORE_FUNCTION, section(7, "014000" + "0100"),
						section(8, "010000000000"), section(11, "01" + "000166" + "0100" + "00")),
				probe("components in components", "a nested component with a module of its own, instantiated twice",
						section(4, nested), section(5, "02" + "000000" + "000000")),
				probe("value types", "a record of a string and a flags type",
						section(7, "03" + "6e010161" + "720201" + "6173" + "0162" + "00" + "4000" + "0100")),
				probe("values", "an import of a value", section(10, "01" + "000161" + "02017d")),
				probe("values", "a value section", section(12, "01" + "7d0107")),
				probe("start functions", "a start section", CORE_FUNCTION, section(7, "0140000100"),
						section(8, "010000000000"), section(9, "000000")));
	}

	private static List<FeatureProbe> types() {
		return List.of(probe("resources", "a resource type", section(7, "013f7f00")),
				probe("resources", "an imported resource", section(10, "01" + "000172" + "0301")),
				probe("resources", "resource.drop", section(10, "01" + "000172" + "0301"), section(8, "010300")),
				probe("resources", "a name with [static]", section(7, "0140000100"),
						section(10, "02" + "000172" + "0301" + "000b" + "5b7374617469635d722e66" + "0100")),
				probe("fixed-length lists", "list<u8, 4>", section(7, "01677d04")),
				probe("map types", "map<u8, string>", section(7, "01637d73")),
				probe("error-context", "the type", section(7, "0164")),
				probe("error-context", "error-context.drop", section(8, "011e")),
				probe("GC in components", "a struct type as core type", section(3, "015f00")),
				probe("GC in components", "the canonical option gc", CORE_FUNCTION, section(7, "0140000100"),
						section(8, "01000000" + "0109" + "00")),
				probe("64-bit resources", "a resource represented by i64", section(7, "013f7e00")));
	}

	private static List<FeatureProbe> names() {
		String empty = section(5, "01" + "0100");
		return List.of(
				probe("name attributes", "an instance that implements an interface", empty,
						section(11, "01" + "020161" + "01" + "00" + "05" + "613a622f63" + "0500" + "00")),
				probe("name attributes", "external-id", empty,
						section(11, "01" + "020161" + "01" + "02" + "0178" + "0500" + "00")),
				probe("canonical interface names", "a version suffix", empty,
						section(11, "01" + "0207" + "613a622f634030" + "01" + "01" + "042e312e32" + "0500" + "00")));
	}

	private static List<FeatureProbe> imports() {
		String function = section(7, "0140000100");
		return List.of(
				probe("imports of core modules", "a core module without imports and exports", section(3, "015000"),
						section(10, "01" + "00016d" + "001100")),
				probe("imports of components", "a component without imports and exports", section(7, "014100"),
						section(10, "01" + "000163" + "0400")),
				probe("imports by URL", "url=<a>", function, section(10, "01" + "0007" + "75726c3d3c613e" + "0100")),
				probe("imports by dependency", "unlocked-dep=<a:b>", function,
						section(10, "01" + "0012" + "756e6c6f636b65642d6465703d3c613a623e" + "0100")));
	}

	private static List<FeatureProbe> async() {
		String function = section(7, "0140000100");
		return List.of(probe("async functions", "an async function type", section(7, "0143000100")),
				probe("async options", "canon lift with async", CORE_FUNCTION, function,
						section(8, "01000000" + "0106" + "00")),
				probe("async options", "canon lift with a callback", CORE_FUNCTION, function,
						section(8, "01000000" + "020607" + "00" + "00")),
				probe("async built-ins", "task.return", section(8, "0109" + "010000")),
				probe("async built-ins", "waitable-set.new", section(8, "011f")),
				probe("async built-ins", "subtask.cancel", section(8, "010600")),
				probe("async built-ins", "backpressure.inc", section(8, "0124")),
				probe("async built-ins", "context.get", section(8, "010a7f00")),
				probe("async built-ins", "thread.yield", section(8, "010c00")),
				probe("stream and future", "stream<u8>", section(7, "0166017d")),
				probe("stream and future", "future<u8>", section(7, "0165017d")),
				probe("stream and future", "stream.new", section(8, "010e00")),
				probe("stream and future", "future.read", section(8, "01160000")));
	}

	private static List<FeatureProbe> threads() {
		return List.of(probe("cooperative threads", "thread.index", section(8, "0126")),
				probe("cooperative threads", "thread.suspend", section(8, "012900")),
				probe("shared-everything threads", "thread.spawn-ref", section(8, "014000")),
				probe("shared-everything threads", "thread.available-parallelism", section(8, "0142")));
	}

	/** In the order of the table. */
	static List<FeatureProbe> coreWebAssembly() {
		return Stream.of(finished(), references(), memories(), others()).flatMap(List::stream).toList();
	}

	private static List<FeatureProbe> finished() {
		String nothing = section(1, "01600000");
		String number = section(1, "016000017f");
		return List.of(
				core("multi-value", "a function with two results", section(1, "016000027f7f"),
						function("00" + "4101" + "4102" + "0b")),
				core("mutable globals", "an exported one", section(6, "01" + "7f01" + "41000b"),
						section(7, "01" + "0167" + "0300")),
				core("sign extension", "i32.extend8_s", number, function("00" + "4101" + "c0" + "0b")),
				core("conversions that saturate", "i32.trunc_sat_f32_s", number,
						function("00" + "4300000000" + "fc00" + "0b")),
				core("bulk memory", "memory.copy", nothing, section(3, "0100"), section(5, "010001"),
						code("00" + "4100" + "4100" + "4100" + "fc0a0000" + "0b")),
				core("extended constant expressions", "a sum", section(6, "01" + "7f00" + "4101" + "4102" + "6a0b")),
				core("tail calls", "return_call", nothing, function("00" + "1200" + "0b")));
	}

	private static List<FeatureProbe> references() {
		String nothing = section(1, "01600000");
		return List.of(
				core("reference types", "a table of externref", nothing, section(3, "0100"),
						section(4, "01" + "6f0001"), code("00" + "4100" + "2500" + "1a" + "0b")),
				core("typed function references", "call_ref", nothing, section(3, "0100"),
						section(9, "01" + "03000100"), code("00" + "d200" + "1400" + "0b")),
				core("GC", "a struct type", section(1, "015f00")),
				core("GC", "ref.i31", nothing, function("00" + "4101" + "fb1c" + "1a" + "0b")));
	}

	private static List<FeatureProbe> memories() {
		String nothing = section(1, "01600000");
		return List.of(core("multi-memory", "two memories", section(5, "02" + "0001" + "0001")),
				core("memory64", "a memory with 64-bit addresses", section(5, "01" + "0401")),
				core("memory64", "a table with 64-bit indices", section(4, "01" + "700401")),
				core("custom page sizes", "pages of one byte", section(5, "01" + "080100")),
				core("threads", "a shared memory", section(5, "01" + "030101")),
				core("threads", "i32.atomic.load", nothing, section(3, "0100"), section(5, "010001"),
						code("00" + "4100" + "fe100200" + "1a" + "0b")));
	}

	private static List<FeatureProbe> others() {
		String nothing = section(1, "01600000");
		return List.of(core("SIMD", "v128.const", nothing, function("00" + "fd0c" + "00".repeat(16) + "1a" + "0b")),
				core("exceptions", "thrown and caught in one module", nothing, section(3, "0100"),
						section(13, "010000"), code("00" + "1f40" + "010200" + "0800" + "0b" + "0b")),
				core("exceptions between modules", "an imported tag", nothing,
						section(2, "01" + "016d" + "0174" + "040000")),
				core("relaxed SIMD", "i8x16.relaxed_swizzle", nothing, function("00" + "00" + "fd8002" + "1a" + "0b")),
				core("wide arithmetic", "i64.add128", nothing,
						function("00" + "4200".repeat(4) + "fc13" + "1a1a" + "0b")),
				core("legacy exceptions", "try and catch_all", nothing, function("00" + "0640" + "190b" + "0b")),
				core("stack switching", "a continuation type", section(1, "02" + "600000" + "5d00")),
				core("compact imports", "two imports from one module", nothing,
						section(2, "01" + "016d" + "00" + "7f" + "02" + "01610000" + "01620000")));
	}

}
