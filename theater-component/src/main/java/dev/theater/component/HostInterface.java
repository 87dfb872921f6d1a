package dev.theater.component;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.Label;
import dev.theater.component.type.ValueType;
import dev.theater.component.validation.ExternName;
import dev.theater.component.wasm.WasmTrap;
import dev.theater.component.wit.Suggestion;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitBody;
import dev.theater.component.wit.WitInterface;
import dev.theater.component.wit.WitPrinter;
import org.jspecify.annotations.Nullable;

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

	private final @Nullable Wit text;

	private HostInterface(String name, Map<String, ValueType> types, Map<String, Entry> functions, @Nullable Wit text) {
		this.name = name;
		this.types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
		this.functions = Collections.unmodifiableMap(new LinkedHashMap<>(functions));
		this.text = text;
	}

	/** The functions that are imported by themselves. */
	static HostInterface root(Map<String, Entry> functions) {
		return new HostInterface("", Map.of(), functions, null);
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
	 * Begins an interface whose types and function types a WIT text tells; what remains
	 * is to say what each function does.
	 * @param wit the text
	 * @param name the interface's full name, such as {@code theater:simple/runtime}
	 * @return a builder
	 * @throws dev.theater.component.wit.WitException if the text has no such interface,
	 * or if the interface uses what is not supported
	 */
	public static WitBuilder from(Wit wit, String name) {
		return new WitBuilder(wit, wit.interfaceOf(name));
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

	/**
	 * The interface in WIT: as the text that it was taken from says it, else written from
	 * its types.
	 * @return one package with one interface
	 */
	public String wit() {
		return WitPrinter.interfaceText(this.name, "", witBody());
	}

	WitBody witBody() {
		return this.text != null ? this.text.interfaceOf(this.name).body() : WitBody.ofTypes(this.types, functions());
	}

	/** The text that the interface was taken from. */
	@Nullable Wit text() {
		return this.text;
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
			return build(null);
		}

		private HostInterface build(@Nullable Wit text) {
			return new HostInterface(this.name, this.types, this.functions, text);
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

	/** Collects what the functions of an interface do whose types a WIT text tells. */
	public static final class WitBuilder {

		private final Wit text;

		private final WitInterface type;

		private final Map<String, HostFunction> functions = new LinkedHashMap<>();

		private WitBuilder(Wit text, WitInterface type) {
			this.text = text;
			this.type = type;
		}

		/**
		 * Says what a function does.
		 * @param name its name in the text
		 * @param function what it does; arguments and result are of the types in the text
		 * @return this
		 */
		public WitBuilder function(String name, HostFunction function) {
			if (this.functions.putIfAbsent(name, function) != null) {
				throw new IllegalArgumentException("the function \"" + name + "\" twice for " + this.type.name());
			}
			return this;
		}

		/**
		 * Makes the interface.
		 * @return the interface
		 * @throws IllegalArgumentException if functions of the text are missing, or if
		 * there are others; all of them are named
		 */
		public HostInterface build() {
			requireSameFunctions();
			Builder builder = builder(this.type.name());
			this.type.types().forEach(builder::type);
			this.type.functions()
				.forEach(
						(name, type) -> builder.function(name, type, Objects.requireNonNull(this.functions.get(name))));
			return builder.build(this.text);
		}

		private void requireSameFunctions() {
			List<String> problems = new ArrayList<>();
			this.type.functions().forEach((name, type) -> {
				if (!this.functions.containsKey(name)) {
					problems.add("missing is " + name + ": " + this.type.body().functions().get(name));
				}
			});
			for (String name : this.functions.keySet()) {
				if (!this.type.functions().containsKey(name)) {
					problems
						.add("unknown is \"" + name + "\"; " + Suggestion.among(name, this.type.functions().keySet()));
				}
			}
			if (!problems.isEmpty()) {
				throw new IllegalArgumentException("the functions of " + this.type.name()
						+ " are not those of its text:\n  " + String.join("\n  ", problems));
			}
		}

	}

}
