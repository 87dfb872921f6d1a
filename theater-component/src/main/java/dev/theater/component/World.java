package dev.theater.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.validation.ExternName;

/**
 * The types that a core module does not carry: interfaces that it may import and
 * functions that it may export. A component carries its own types and needs no world.
 */
public final class World {

	private final Map<String, HostInterface> imports;

	private final Map<String, Map<String, FunctionType>> exports;

	private World(Builder builder) {
		this.imports = Collections.unmodifiableMap(new LinkedHashMap<>(builder.imports));
		Map<String, Map<String, FunctionType>> copy = new LinkedHashMap<>();
		builder.exports
			.forEach((name, functions) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(functions))));
		this.exports = Collections.unmodifiableMap(copy);
	}

	/**
	 * Begins a world.
	 * @return a builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * The interfaces that a module may import, by name.
	 * @return unmodifiable
	 */
	public Map<String, HostInterface> imports() {
		return this.imports;
	}

	/**
	 * The types of functions that a module may export, by interface and function.
	 * @return unmodifiable
	 */
	public Map<String, Map<String, FunctionType>> exports() {
		return this.exports;
	}

	/** Collects a world. */
	public static final class Builder {

		private final Map<String, HostInterface> imports = new LinkedHashMap<>();

		private final Map<String, Map<String, FunctionType>> exports = new LinkedHashMap<>();

		private Builder() {
		}

		/**
		 * Adds interfaces that a module may import.
		 * @param interfaces the same that the linker is given
		 * @return this
		 */
		public Builder imports(List<HostInterface> interfaces) {
			interfaces.forEach((each) -> this.imports.put(each.name(), each));
			return this;
		}

		/**
		 * Adds a function that a module may export.
		 * @param interfaceName the interface, with its whole version where it has one
		 * @param function the function
		 * @param type its type
		 * @return this
		 * @throws IllegalArgumentException if it is not the name of an interface
		 */
		public Builder export(String interfaceName, String function, FunctionType type) {
			if (!ExternName.isInterface(interfaceName)) {
				throw new IllegalArgumentException("\"" + interfaceName + "\" is not the name of an interface, such"
						+ " as \"theater:simple/actor\"");
			}
			this.exports.computeIfAbsent(interfaceName, (name) -> new LinkedHashMap<>()).put(function, type);
			return this;
		}

		/**
		 * Makes the world.
		 * @return the world
		 */
		public World build() {
			return new World(this);
		}

	}

}
