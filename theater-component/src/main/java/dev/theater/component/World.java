package dev.theater.component;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.Label;
import dev.theater.component.validation.ExternName;
import dev.theater.component.wit.Wit;
import dev.theater.component.wit.WitBody;
import org.jspecify.annotations.Nullable;

/**
 * The types that a core module does not carry: interfaces that it may import and
 * functions that it may export. A component carries its own types and needs no world.
 */
public final class World {

	private final Map<String, HostInterface> imports;

	private final Map<String, Map<String, FunctionType>> exports;

	private final @Nullable Wit wit;

	private World(Builder builder) {
		this.wit = builder.wit;
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
	 * Takes a world from a WIT text.
	 * @param wit the text
	 * @param world the world's full name, such as {@code theater:simple/message-actor}
	 * @param interfaces the interfaces that the world imports, the same that the linker
	 * is given; those that it does not import are left out
	 * @return the world
	 * @throws dev.theater.component.wit.WitException if the text has no such world
	 * @throws IllegalArgumentException if an interface that it imports is missing or has
	 * other types than the text says, or if it imports or exports functions outside of
	 * interfaces, which core modules with canonical names cannot
	 */
	public static World from(Wit wit, String world, HostInterface... interfaces) {
		return WitWorlds.world(wit, world, List.of(interfaces));
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

	/**
	 * The types and functions of an interface with their names, where a text told them.
	 */
	@Nullable WitBody witOf(String interfaceName) {
		HostInterface host = this.imports.get(interfaceName);
		if (host != null) {
			return host.witBody();
		}
		Stream<Wit> texts = Stream
			.concat(Stream.of(Optional.ofNullable(this.wit)),
					this.imports.values().stream().map((each) -> Optional.ofNullable(each.text())))
			.flatMap(Optional::stream);
		return texts.filter((each) -> each.interfaces().contains(interfaceName))
			.findFirst()
			.map((each) -> each.interfaceOf(interfaceName).body())
			.orElse(null);
	}

	/** Collects a world. */
	public static final class Builder {

		private final Map<String, HostInterface> imports = new LinkedHashMap<>();

		private final Map<String, Map<String, FunctionType>> exports = new LinkedHashMap<>();

		private @Nullable Wit wit;

		private Builder() {
		}

		Builder wit(Wit wit) {
			this.wit = wit;
			return this;
		}

		/**
		 * Adds interfaces that a module may import.
		 * @param interfaces the same that the linker is given
		 * @return this
		 */
		public Builder imports(HostInterface... interfaces) {
			return imports(List.of(interfaces));
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
		 * @throws IllegalArgumentException if it is not the name of an interface, or the
		 * function's name is no label
		 */
		public Builder export(String interfaceName, String function, FunctionType type) {
			if (!ExternName.isInterface(interfaceName)) {
				throw new IllegalArgumentException("\"" + interfaceName + "\" is not the name of an interface, such"
						+ " as \"theater:simple/actor\"");
			}
			if (!Label.isLabel(function)) {
				throw new IllegalArgumentException("\"" + function + "\" in " + interfaceName
						+ " is not a label, which is words joined by hyphens, such as \"handle-send\"");
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
