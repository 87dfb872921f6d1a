package dev.theater.component.spec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which proposal or gate of the standard a refused feature belongs to. */
final class Gates {

	private static final Map<String, String> BY_WORD = new LinkedHashMap<>();

	static {
		BY_WORD.put("(async)", "async");
		BY_WORD.put("async function types", "async");
		BY_WORD.put("\"async\"", "async");
		BY_WORD.put("asynchronous destructor", "async");
		BY_WORD.put("error-context", "error-context");
		BY_WORD.put("64-bit representation", "memory64");
		BY_WORD.put("resource", "resources");
		BY_WORD.put("(threads)", "threads");
		BY_WORD.put("threads (", "threads");
		BY_WORD.put("memory64", "memory64");
		BY_WORD.put("fixed-length lists", "fixed-length lists");
		BY_WORD.put("map types", "map");
		BY_WORD.put("values", "values and start functions");
		BY_WORD.put("start functions", "values and start functions");
		BY_WORD.put("on a name", "canonical names");
		BY_WORD.put("canonical interface names", "canonical names");
		BY_WORD.put("exceptions between modules", "exceptions");
		BY_WORD.put("multi-memory", "multi-memory");
		BY_WORD.put("SIMD", "SIMD");
		BY_WORD.put("gc", "GC");
		BY_WORD.put("GC", "GC");
		BY_WORD.put("text", "(text format, no binary)");
	}

	private Gates() {
	}

	static String of(String feature) {
		return BY_WORD.entrySet()
			.stream()
			.filter((entry) -> feature.contains(entry.getKey()))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElseThrow(() -> new AssertionError("no gate is known for the refused feature \"" + feature + "\""));
	}

}
