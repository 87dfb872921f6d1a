package dev.theater.component;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.validation.CoreModuleType;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * What the canonical names of a core module say. There are two families: the one of the
 * first tools ({@code iface#func}, {@code memory}, {@code cabi_realloc}) and the one of
 * BuildTargets.md ({@code cm32p2|iface|func}, {@code cm32p2_memory}).
 *
 * @param family which family
 * @param imports the imported functions
 * @param exports the exported functions
 * @param memory the memory's name, or null
 * @param realloc the allocator's name, or null
 * @param initialize the initialiser's name, or null
 */
record CoreNames(Family family, List<Function> imports, List<Function> exports, @Nullable String memory,
		@Nullable String realloc, @Nullable String initialize) {

	/** The two families. */
	enum Family {

		/** Names of the first tools. */
		LEGACY("memory", "cabi_realloc", "_initialize"),
		/** Names of BuildTargets.md. */
		CM32P2("cm32p2_memory", "cm32p2_realloc", "cm32p2_initialize");

		private final String memory;

		private final String realloc;

		private final String initialize;

		Family(String memory, String realloc, String initialize) {
			this.memory = memory;
			this.realloc = realloc;
			this.initialize = initialize;
		}

		String memory() {
			return this.memory;
		}

		String realloc() {
			return this.realloc;
		}

		boolean isKnown(String name) {
			return name.equals(this.memory) || name.equals(this.realloc) || name.equals(this.initialize);
		}

	}

	/**
	 * A function of an interface.
	 *
	 * @param module the core import's module name; empty for an export
	 * @param core the core import's field name, or the core export's name
	 * @param interfaceName the interface
	 * @param function the function
	 * @param postReturn the core export called after the result was read, or null
	 */
	record Function(String module, String core, String interfaceName, String function, @Nullable String postReturn) {

		String path() {
			return this.interfaceName + "." + this.function;
		}

	}

	private static final String PREFIX = "cm32p2";

	private static final String POST = "cabi_post_";

	/** The refusal of a core module where a component is needed. */
	static InvalidComponentException noWorld() {
		return new InvalidComponentException(ValidationRule.CANONICAL_NAMES,
				"the file is a core module, which carries no component types; load it with the world that it is"
						+ " built for, or make a component of it (wasm-tools component new)",
				-1);
	}

	static CoreNames of(CoreModuleType module) {
		Family family = family(module);
		List<Function> imports = new ArrayList<>();
		for (CoreModuleType.Import each : module.imports()) {
			imports.add(imported(family, each));
		}
		Set<String> names = module.exports().keySet();
		List<Function> exports = new ArrayList<>();
		for (String name : names) {
			Function function = exported(family, name, names);
			if (function != null) {
				exports.add(function);
			}
		}
		return new CoreNames(family, imports, exports, known(family.memory, names), known(family.realloc, names),
				known(family.initialize, names));
	}

	/** Whether an interface's name carries its whole version; the newer names do not. */
	boolean isWhole(String interfaceName) {
		return this.family == Family.LEGACY || interfaceName.indexOf('@') < 0;
	}

	private static @Nullable String known(String name, Set<String> names) {
		return names.contains(name) ? name : null;
	}

	private static Family family(CoreModuleType module) {
		Set<String> old = new TreeSet<>();
		Set<String> modern = new TreeSet<>();
		for (CoreModuleType.Import each : module.imports()) {
			(each.module().startsWith(PREFIX) ? modern : old).add(each.module());
		}
		for (String name : module.exports().keySet()) {
			if (name.startsWith(PREFIX)) {
				modern.add(name);
			}
			else if (name.indexOf('#') >= 0 || name.startsWith(POST) || name.equals(Family.LEGACY.realloc)
					|| name.equals(Family.LEGACY.initialize)) {
				// "memory" is what linkers call it anyway
				old.add(name);
			}
		}
		if (!old.isEmpty() && !modern.isEmpty()) {
			throw new InvalidComponentException(ValidationRule.CANONICAL_NAMES,
					"the core module mixes two families of canonical names: \"" + old.iterator().next() + "\" and \""
							+ modern.iterator().next() + "\"; one of them is right",
					-1);
		}
		return modern.isEmpty() ? Family.LEGACY : Family.CM32P2;
	}

	private static Function imported(Family family, CoreModuleType.Import each) {
		String module = each.module();
		String name = each.name();
		if (name.startsWith("[") || module.startsWith("[")) {
			throw new UnsupportedFeatureException(
					"the built-in import \"" + module + "\" \"" + name + "\" (resources or async)", -1,
					"in a core module");
		}
		String interfaceName = module;
		if (family == Family.CM32P2) {
			interfaceName = module.startsWith(PREFIX + "|") ? module.substring(PREFIX.length() + 1) : module;
		}
		return new Function(module, name, interfaceName, name, null);
	}

	/** BuildTargets.md lets nothing else begin with the prefix. */
	private static InvalidComponentException unknown(String name) {
		return new InvalidComponentException(ValidationRule.CANONICAL_NAMES, "\"" + name
				+ "\" is no canonical name; \"cm32p2|namespace:package/interface|function\" (and the same with \"_post\"),"
				+ " \"cm32p2_memory\", \"cm32p2_realloc\" and \"cm32p2_initialize\" are", -1);
	}

	private static @Nullable Function exported(Family family, String name, Set<String> names) {
		if (family == Family.CM32P2) {
			int bar = name.indexOf('|', PREFIX.length() + 1);
			if (!name.startsWith(PREFIX) || family.isKnown(name) || (name.endsWith("_post")
					&& names.contains(name.substring(0, name.length() - "_post".length())))) {
				return null;
			}
			if (!name.startsWith(PREFIX + "|") || bar < 0) {
				throw unknown(name);
			}
			return new Function("", name, name.substring(PREFIX.length() + 1, bar), name.substring(bar + 1),
					known(name + "_post", names));
		}
		int hash = name.indexOf('#');
		if (hash < 0 || name.startsWith(POST)) {
			return null;
		}
		return new Function("", name, name.substring(0, hash), name.substring(hash + 1), known(POST + name, names));
	}

}
