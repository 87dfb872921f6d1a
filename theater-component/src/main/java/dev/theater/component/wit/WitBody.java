package dev.theater.component.wit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands between the braces of an interface.
 *
 * @param types the named types in order
 * @param functions the functions in order
 * @param docs the doc comments of types and functions by name, where there are any
 */
public record WitBody(Map<String, WitDefinition> types, Map<String, WitFunction> functions, Map<String, String> docs) {

	/**
	 * Copies.
	 */
	public WitBody {
		types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
		functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
		docs = Map.copyOf(docs);
	}

	/**
	 * A body without comments.
	 * @param types the named types in order
	 * @param functions the functions in order
	 * @return the body
	 */
	public static WitBody of(Map<String, WitDefinition> types, Map<String, WitFunction> functions) {
		return new WitBody(types, functions, Map.of());
	}

}
