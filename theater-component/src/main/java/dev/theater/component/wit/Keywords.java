package dev.theater.component.wit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.component.type.PrimitiveType;

/** The words that are names only after {@code %} (WIT.md, keywords). */
final class Keywords {

	private static final Map<String, PrimitiveType> PRIMITIVES = primitives();

	private static final Set<String> ALL = all();

	private Keywords() {
	}

	static boolean contains(String word) {
		return ALL.contains(word);
	}

	/** The primitive types by their names. */
	static Map<String, PrimitiveType> primitiveTypes() {
		return PRIMITIVES;
	}

	private static Map<String, PrimitiveType> primitives() {
		Map<String, PrimitiveType> types = new LinkedHashMap<>();
		for (PrimitiveType type : PrimitiveType.values()) {
			types.put(type.toString(), type);
		}
		return types;
	}

	private static Set<String> all() {
		Set<String> words = new HashSet<>(PRIMITIVES.keySet());
		words.addAll(List.of("as", "async", "borrow", "constructor", "enum", "error-context", "export", "flags", "from",
				"func", "future", "import", "include", "interface", "list", "map", "option", "own", "package", "record",
				"resource", "result", "static", "stream", "tuple", "type", "use", "variant", "with", "world"));
		return words;
	}

}
