package dev.theater.component.wit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;

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

	/**
	 * A body written from types that know no names. Records, variants, enums and flags
	 * take the first name that equals them, else one made of where they stand.
	 * @param types the named types in order
	 * @param functions the functions in order
	 * @return the body
	 */
	public static WitBody ofTypes(Map<String, ValueType> types, Map<String, FunctionType> functions) {
		return StructuralBody.of(types, functions);
	}

}
