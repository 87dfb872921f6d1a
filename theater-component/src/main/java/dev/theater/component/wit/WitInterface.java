package dev.theater.component.wit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;

/** An interface of a WIT text with all its types. Immutable. */
public final class WitInterface {

	private final String name;

	private final String docs;

	private final WitBody body;

	private final Map<String, ValueType> types;

	private final Map<String, FunctionType> functions;

	WitInterface(String name, String docs, WitBody body, Map<String, ValueType> types,
			Map<String, FunctionType> functions) {
		this.name = name;
		this.docs = docs;
		this.body = body;
		this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
		this.functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
	}

	/**
	 * The full name, or the plain name of an interface written inside a world.
	 * @return such as {@code theater:simple/runtime} or {@code wasi:io/poll@0.2.0}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The doc comment.
	 * @return the text, empty where there is none
	 */
	public String docs() {
		return this.docs;
	}

	/**
	 * The named types in order, those that it uses from other interfaces included.
	 * @return unmodifiable
	 */
	public Map<String, ValueType> types() {
		return this.types;
	}

	/**
	 * The functions' types in order.
	 * @return unmodifiable
	 */
	public Map<String, FunctionType> functions() {
		return this.functions;
	}

	/**
	 * The types and functions as they are written, named types by their names.
	 * @return what stands between the braces
	 */
	public WitBody body() {
		return this.body;
	}

	/**
	 * The interface as a text of its own package.
	 * @return WIT
	 */
	@Override
	public String toString() {
		return WitPrinter.interfaceText(this.name, this.docs, this.body);
	}

}
