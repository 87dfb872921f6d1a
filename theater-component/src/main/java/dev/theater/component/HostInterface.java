package dev.theater.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.Label;
import dev.theater.component.type.ValueType;
import dev.theater.component.validation.ExternName;
import dev.theater.component.wasm.WasmTrap;

/**
 * An interface that the host offers: its name, its types and its functions. It is
 * declared by the host and compared with what a component asks for, never taken from
 * there. Immutable; what its functions do is for their authors to make safe for all
 * threads.
 */
public final class HostInterface {

	private final String name;

	private final Map<String, ValueType> types;

	private final Map<String, Entry> functions;

	private HostInterface(String name, Map<String, ValueType> types, Map<String, Entry> functions) {
		this.name = name;
		this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
		this.functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
	}

	/** The functions that are imported by themselves. */
	static HostInterface root(Map<String, Entry> functions) {
		return new HostInterface("", Map.of(), functions);
	}

	/** A function with its type. */
	record Entry(FunctionType type, HostFunction function) {

		/** Says which function failed; what failed is for the cause alone. */
		static Entry named(String path, FunctionType type, HostFunction function) {
			Objects.requireNonNull(type, "the type of a function is null");
			Objects.requireNonNull(function, "the code of a function is null");
			return new Entry(type, (context, arguments) -> {
				try {
					return function.call(context, arguments);
				}
				catch (WasmTrap trap) {
					throw trap;
				}
				catch (RuntimeException ex) {
					throw new WasmTrap(WasmTrap.Reason.HOST, "host function failed: " + path, ex);
				}
			});
		}

	}

	/**
	 * Begins an interface.
	 * @param name such as {@code theater:simple/runtime} or
	 * {@code wasi:random/random@0.2.0}; a plain name such as {@code log} for an interface
	 * that a world writes out itself
	 * @return a builder
	 * @throws IllegalArgumentException if it is not the name of an interface
	 */
	public static Builder builder(String name) {
		return new Builder(name);
	}

	/**
	 * The interface's name.
	 * @return with the version where it has one
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The named types in order.
	 * @return unmodifiable
	 */
	public Map<String, ValueType> types() {
		return this.types;
	}

	/**
	 * The functions' types by name in order.
	 * @return unmodifiable
	 */
	public Map<String, FunctionType> functions() {
		Map<String, FunctionType> types = new LinkedHashMap<>();
		this.functions.forEach((function, entry) -> types.put(function, entry.type()));
		return Collections.unmodifiableMap(types);
	}

	Map<String, Entry> entries() {
		return this.functions;
	}

	@Override
	public String toString() {
		return "interface " + this.name;
	}

	/** Collects an interface's types and functions. */
	public static final class Builder {

		private final String name;

		private final Map<String, ValueType> types = new LinkedHashMap<>();

		private final Map<String, Entry> functions = new LinkedHashMap<>();

		private Builder(String name) {
			if (!ExternName.isInterface(name) && !Label.isLabel(name)) {
				throw new IllegalArgumentException("\"" + name + "\" is not the name of an interface, such as"
						+ " \"theater:simple/runtime\", \"wasi:random/random@0.2.0\" or, for one that a world writes out"
						+ " itself, \"log\"");
			}
			this.name = name;
		}

		/**
		 * Adds a named type, also one that the interface uses from another interface.
		 * @param name its name, a label such as {@code chain-event}
		 * @param type the type
		 * @return this
		 * @throws IllegalArgumentException if the name is no label, or used before
		 */
		public Builder type(String name, ValueType type) {
			requireNew(name);
			this.types.put(name, Objects.requireNonNull(type, "the type is null"));
			return this;
		}

		/**
		 * Adds a function.
		 * @param name its name, a label such as {@code get-chain}
		 * @param type its type; the component must import it with an equal one, names of
		 * parameters included
		 * @param function what it does
		 * @return this
		 * @throws IllegalArgumentException if the name is no label, or used before
		 */
		public Builder function(String name, FunctionType type, HostFunction function) {
			requireNew(name);
			this.functions.put(name, Entry.named(this.name + "." + name, type, function));
			return this;
		}

		/**
		 * Makes the interface.
		 * @return the interface
		 */
		public HostInterface build() {
			return new HostInterface(this.name, this.types, this.functions);
		}

		private void requireNew(String item) {
			if (!Label.isLabel(item)) {
				throw new IllegalArgumentException("\"" + item + "\" in " + this.name
						+ " is not a label, which is words joined by hyphens, such as \"get-chain\"");
			}
			boolean known = this.types.keySet().stream().anyMatch((other) -> same(other, item))
					|| this.functions.keySet().stream().anyMatch((other) -> same(other, item));
			if (known) {
				throw new IllegalArgumentException(
						"\"" + item + "\" twice in " + this.name + "; names may not differ in case only");
			}
		}

		private static boolean same(String one, String two) {
			return Label.comparable(one).equals(Label.comparable(two));
		}

	}

}
