package dev.theater.component.abi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.theater.component.spec.ConformanceDocument;
import dev.theater.component.spec.FeatureProbe;
import dev.theater.component.spec.FeatureProbes;
import dev.theater.component.spec.SpecFolder;
import dev.theater.component.type.FlatType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The codecs against what the reference implementation of the canonical ABI does.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GoldenVectorTests {

	private static final Map<String, Counts> COUNTS = new LinkedHashMap<>();

	private final Codecs codecs = new Codecs();

	/** What came of one file. */
	private static final class Counts {

		private final List<String> failures = new ArrayList<>();

		/** By the refused feature. */
		private final Map<String, Integer> skipped = new TreeMap<>();

		private int cases;

		private int passed;

		void skip(String feature) {
			this.skipped.merge(feature, 1, Integer::sum);
		}

	}

	@FunctionalInterface
	private interface Check {

		void run(JsonNode testCase);

	}

	private static void run(String file, int cases, Check check) {
		Counts counts = new Counts();
		for (JsonNode testCase : GoldenFile.cases(file)) {
			counts.cases++;
			String unsupported = GoldenFile.unsupported(testCase);
			if (unsupported != null) {
				counts.skip(unsupported);
				continue;
			}
			try {
				check.run(testCase);
				counts.passed++;
			}
			catch (RuntimeException | AssertionError failure) {
				counts.failures.add(testCase.get("id").asString() + ": " + failure);
			}
		}
		COUNTS.put(file, counts);
		assertThat(counts.failures).isEmpty();
		assertThat(counts.cases).isEqualTo(cases);
	}

	@Test
	@Order(Integer.MAX_VALUE)
	void docsConformanceSaysWhatWasCounted() {
		SpecFolder.path();
		assumeThat(COUNTS).as("all files have been run").hasSize(4);
		StringBuilder text = new StringBuilder(
				"| file | vectors | passed | skipped | failed |\n|---|--:|--:|---|--:|\n");
		COUNTS.forEach((file, counts) -> {
			counts.skipped.keySet()
				.forEach((feature) -> assertThat(FeatureProbes.named(feature).ask(WasmEngine.Mode.INTERPRETER).status())
					.as(feature)
					.isEqualTo(FeatureProbe.Status.REFUSED));
			text.append("| ")
				.append(file)
				.append(" | ")
				.append(counts.cases)
				.append(" | ")
				.append(counts.passed)
				.append(" | ")
				.append(counts.skipped.entrySet()
					.stream()
					.map((entry) -> entry.getValue() + " " + entry.getKey())
					.collect(Collectors.joining(", ")))
				.append(" | ")
				.append(counts.failures.size())
				.append(" |\n");
		});
		ConformanceDocument.check("golden vectors", text.toString());
	}

	private static void check(boolean holds, String what) {
		if (!holds) {
			throw new AssertionError(what);
		}
	}

	private static void same(@Nullable Object expected, @Nullable Object actual, String what) {
		check(GoldenFile.same(expected, actual), what + ": expected " + expected + " but found " + actual);
	}

	@Test
	@Order(1)
	void valuesLieInMemoryAndInCoreValuesAsTheReferencePutsThem() {
		run("abi-vectors.json", 1530, (testCase) -> {
			ValueType type = GoldenFile.type(testCase.get("type"));
			layout(type, testCase.get("layout"));
			Object value = GoldenFile.value(type, testCase.get("value"));
			Codec codec = this.codecs.of(type);
			codec.check(value);
			stored(testCase, codec, value);
			// more core values than these go through memory
			if (testCase.get("layout").get("flat").size() <= 16) {
				flat(testCase, codec, value);
			}
		});
	}

	private static void layout(ValueType type, JsonNode layout) {
		check(type.layout().size() == layout.get("size").asInt(), "size");
		check(type.layout().alignment() == layout.get("alignment").asInt(), "alignment");
		List<String> flat = GoldenFile.strings(layout.get("flat"));
		check(type.layout()
			.flat()
			.stream()
			.map(FlatType::toString)
			.toList()
			.equals(flat.subList(0, Math.min(17, flat.size()))), "flat types");
	}

	private static void stored(JsonNode testCase, Codec codec, Object value) {
		JsonNode stored = testCase.get("stored");
		long at = stored.get("ptr").asLong();
		GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(testCase), stored.get("heap_base").asLong());
		codec.store(guest.context, value, at);
		Object lifted = GoldenFile.value(codec.type(), testCase.get("lifted"));
		if (testCase.get("single_alloc").asBoolean()) {
			check(guest.reallocs.equals(GoldenGuest.reallocs(stored.get("realloc"))),
					"realloc calls " + guest.reallocs + " but expected " + stored.get("realloc"));
			String difference = guest.difference(at, at, stored.get("hex").asString(), stored.get("unspecified"));
			check(difference.isEmpty(), "stored " + difference);
		}
		same(lifted, codec.load(guest.context, at), "loaded again");
		same(lifted, codec.load(image(testCase).context, at), "loaded");
	}

	private static GoldenGuest image(JsonNode testCase) {
		JsonNode stored = testCase.get("stored");
		GoldenGuest image = new GoldenGuest(GoldenFile.encoding(testCase), 0L);
		image.memory.writeBytes(stored.get("ptr").asLong(), HexFormat.of().parseHex(stored.get("hex").asString()));
		return image;
	}

	private static void flat(JsonNode testCase, Codec codec, Object value) {
		JsonNode stored = testCase.get("stored");
		long heap = stored.get("heap_base").asLong();
		GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(testCase), heap);
		long[] slots = new long[codec.flatCount()];
		FlatValues to = new FlatValues(slots);
		codec.lower(guest.context, value, to);
		check(to.position() == slots.length, "all slots are written");
		long[] expected = GoldenFile.flat(testCase.get("flat"));
		if (testCase.get("single_alloc").asBoolean()) {
			check(Arrays.equals(slots, expected),
					"flat " + Arrays.toString(slots) + " but expected " + Arrays.toString(expected));
			String difference = guest.difference(stored.get("ptr").asLong(), heap, stored.get("hex").asString(),
					stored.get("unspecified"));
			check(difference.isEmpty(), "lowered " + difference);
		}
		Object lifted = GoldenFile.value(codec.type(), testCase.get("lifted"));
		same(lifted, codec.lift(guest.context, new FlatValues(slots)), "lifted again");
		FlatValues from = new FlatValues(expected);
		same(lifted, codec.lift(image(testCase).context, from), "lifted");
		check(from.position() == expected.length, "all slots are read");
	}

	@Test
	@Order(2)
	void whatNoLoweringProducesIsLiftedAsTheReferenceLiftsIt() {
		run("abi-lift-only.json", 172, (testCase) -> {
			Object lifted = lift(testCase);
			if (testCase.has("types")) {
				List<ValueType> types = GoldenFile.types(testCase.get("types"));
				same(GoldenFile.values(types, testCase.get("lifted")), lifted, "lifted");
			}
			else {
				ValueType type = GoldenFile.type(testCase.get("type"));
				same(GoldenFile.value(type, testCase.get("lifted")), lifted, "lifted");
			}
		});
	}

	private Object lift(JsonNode testCase) {
		GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(testCase), 0L);
		guest.fill(testCase.get("memory"));
		return switch (testCase.get("kind").asString()) {
			case "load" ->
				this.codecs.of(GoldenFile.type(testCase.get("type"))).load(guest.context, testCase.get("ptr").asLong());
			case "lift_flat" -> this.codecs.of(GoldenFile.type(testCase.get("type")))
				.lift(guest.context, new FlatValues(GoldenFile.flat(testCase.get("flat"))));
			case "lift_spilled" -> {
				long[] flat = GoldenFile.flat(testCase.get("flat"));
				List<ValueType> types = GoldenFile.types(testCase.get("types"));
				if (testCase.get("max_flat").asInt() == 16) {
					yield Arrays.asList(
							new FunctionCodec(function(types, null), this.codecs).liftArguments(guest.context, flat));
				}
				Object result = new FunctionCodec(function(List.of(), types.get(0)), this.codecs)
					.liftResult(guest.context, flat);
				yield Arrays.asList(result);
			}
			default -> throw new IllegalArgumentException(testCase.get("kind").asString());
		};
	}

	private static FunctionType function(List<ValueType> params, @Nullable ValueType result) {
		List<FunctionType.Param> named = new ArrayList<>();
		for (int i = 0; i < params.size(); i++) {
			named.add(FunctionType.param("p" + i, params.get(i)));
		}
		return new FunctionType(named, result);
	}

	@Test
	@Order(3)
	void whatTheReferenceRefusesIsATrap() {
		run("abi-traps.json", 517, (testCase) -> {
			try {
				attempt(testCase);
			}
			catch (WasmTrap trap) {
				check(trap.reason() == WasmTrap.Reason.ABI || trap.reason() == WasmTrap.Reason.UNREACHABLE,
						"reason " + trap.reason() + " for " + trap.getMessage());
				return;
			}
			throw new AssertionError("no trap, expected " + testCase.get("reason").asString());
		});
	}

	private void attempt(JsonNode testCase) {
		switch (testCase.get("kind").asString()) {
			case "lower_flat" -> {
				Codec codec = this.codecs.of(GoldenFile.type(testCase.get("type")));
				GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(testCase), result(testCase));
				codec.lower(guest.context, GoldenFile.value(codec.type(), testCase.get("value")),
						new FlatValues(new long[codec.flatCount()]));
			}
			case "lower_spilled" -> {
				List<ValueType> types = GoldenFile.types(testCase.get("types"));
				GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(testCase), result(testCase));
				new FunctionCodec(function(types, null), this.codecs).lowerArguments(guest.context,
						GoldenFile.values(types, testCase.get("values")).toArray());
			}
			case "lower_retptr" -> {
				ValueType type = GoldenFile.type(testCase.get("type"));
				GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(testCase), 1024L);
				new FunctionCodec(function(List.of(), type), this.codecs).lowerResult(guest.context,
						GoldenFile.value(type, testCase.get("value")), GoldenFile.flat(testCase.get("flat")));
			}
			default -> lift(testCase);
		}
	}

	private static int result(JsonNode testCase) {
		return (int) testCase.get("realloc_result").asLong();
	}

	@Test
	@Order(4)
	void functionsHaveTheCoreSignaturesOfTheReference() {
		run("abi-functions.json", 202, (testCase) -> {
			List<FunctionType.Param> params = new ArrayList<>();
			testCase.get("params")
				.forEach((param) -> params
					.add(FunctionType.param(param.get(0).asString(), GoldenFile.type(param.get(1)))));
			FunctionType type = new FunctionType(params, GoldenFile.typeOrNull(testCase.get("result")));
			signature(testCase.get("lift"), LiftedFunction.signature(type));
			signature(testCase.get("lower"), LoweredFunction.signature(type));
			if (testCase.has("call")) {
				call(testCase.get("call"), type);
			}
		});
	}

	private static void signature(JsonNode expected, FunctionSignature actual) {
		check(GoldenFile.strings(expected.get("params")).toString().equals(actual.params().toString())
				&& GoldenFile.strings(expected.get("results")).toString().equals(actual.results().toString()),
				"signature " + actual + " but expected " + expected);
	}

	private void call(JsonNode call, FunctionType type) {
		FunctionCodec codec = new FunctionCodec(type, this.codecs);
		List<ValueType> types = type.params().stream().map(FunctionType.Param::type).toList();
		Object[] arguments = GoldenFile.values(types, call.get("args")).toArray();
		codec.checkArguments(arguments);
		JsonNode lowered = call.get("lowered_args");
		GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(call), lowered.get("heap_base").asLong());
		long[] flat = codec.lowerArguments(guest.context, arguments);
		compare(lowered, guest, flat);
		GoldenGuest image = new GoldenGuest(GoldenFile.encoding(call), 0L);
		image.memory.writeBytes(lowered.get("at").asLong(), HexFormat.of().parseHex(lowered.get("hex").asString()));
		same(Arrays.asList(arguments),
				Arrays.asList(codec.liftArguments(image.context, GoldenFile.flat(lowered.get("flat")))), "arguments");
		if (type.result() != null) {
			result(call, codec, type.result());
		}
	}

	private static void result(JsonNode call, FunctionCodec codec, ValueType type) {
		Object value = GoldenFile.value(type, call.get("result"));
		JsonNode lowered = call.get("lowered_result");
		GoldenGuest guest = new GoldenGuest(GoldenFile.encoding(call), lowered.get("heap_base").asLong());
		long[] arguments = new long[LoweredFunction.signature(codec.type()).params().size()];
		long[] flat;
		if (lowered.has("return_ptr")) {
			arguments[arguments.length - 1] = lowered.get("return_ptr").asLong();
			check(codec.lowerResult(guest.context, value, arguments).length == 0, "no core result");
			flat = new long[] { lowered.get("return_ptr").asLong() };
		}
		else {
			flat = codec.lowerResult(guest.context, value, arguments);
		}
		compare(lowered, guest, flat);
		GoldenGuest image = new GoldenGuest(GoldenFile.encoding(call), 0L);
		image.memory.writeBytes(lowered.get("at").asLong(), HexFormat.of().parseHex(lowered.get("hex").asString()));
		same(value, codec.liftResult(image.context, GoldenFile.flat(lowered.get("flat"))), "result");
	}

	private static void compare(JsonNode lowered, GoldenGuest guest, long[] flat) {
		List<List<Long>> reallocs = GoldenGuest.reallocs(lowered.get("realloc"));
		if (reallocs.stream().anyMatch((realloc) -> realloc.get(0) != 0)) {
			return;
		}
		check(guest.reallocs.equals(reallocs), "realloc calls " + guest.reallocs + " but expected " + reallocs);
		check(Arrays.equals(flat, GoldenFile.flat(lowered.get("flat"))),
				"flat " + Arrays.toString(flat) + " but expected " + lowered.get("flat"));
		long at = lowered.get("at").asLong();
		String difference = guest.difference(at, at, lowered.get("hex").asString(), lowered.get("unspecified"));
		check(difference.isEmpty(), "memory " + difference);
	}

}
