package dev.theater.component.spec;

import java.util.List;

/**
 * Which proposal or gate of the standard a refused feature belongs to, and why it is
 * refused.
 */
enum Gate {

	ASYNC("async", "gated by the standard; a call of this host ends before the next begins",
			List.of("(async)", "async function types", "\"async\"")),

	ERROR_CONTEXT("error-context", "gated by the standard", List.of("error-context")),

	RESOURCES("resources",
			"not built yet; the validator knows them, so that a wrong use is invalid and a right one refused",
			List.of("resource")),

	THREADS("threads", "gated by the standard; guests of this host have one thread", List.of("(threads)", "threads (")),

	FIXED_LENGTH_LISTS("fixed-length lists", "gated by the standard", List.of("fixed-length lists")),

	MAP("map", "gated by the standard", List.of("map types")),

	CANONICAL_NAMES("canonical interface names", "gated by the standard", List.of("canonical interface names")),

	VALUES("values and start functions", "gated by the standard", List.of("values", "start functions")),

	EXCEPTIONS("exceptions between modules", "the engine takes tags of different instances for one another",
			List.of("exceptions between modules")),

	MULTI_MEMORY("multi-memory",
			"the fence holds one memory per module; what the engine does with more is not covered yet",
			List.of("multi-memory")),

	MEMORY64("memory64", "the engine has 32-bit addresses only", List.of("memory64", "table64")),

	SIMD("SIMD", "the engine runs it in part only", List.of("SIMD")),

	GC("GC", "its objects live outside every limit of memory", List.of("GC", "gc")),

	NO_BINARY("text format", "the command has no binary", List.of("text"));

	private final String title;

	private final String reason;

	private final List<String> words;

	Gate(String title, String reason, List<String> words) {
		this.title = title;
		this.reason = reason;
		this.words = words;
	}

	/** By the words of a refusal. */
	static Gate of(String feature) {
		for (Gate gate : values()) {
			if (gate.words.stream().anyMatch(feature::contains)) {
				return gate;
			}
		}
		throw new AssertionError("no gate is known for the refused feature \"" + feature + "\"");
	}

	String title() {
		return this.title;
	}

	String reason() {
		return this.reason;
	}

}
