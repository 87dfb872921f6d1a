package dev.theater.component.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.CoreExternType;

/**
 * The type of a core module.
 *
 * @param imports the imports in order
 * @param exports the exports in order, by name
 */
public record CoreModuleType(List<Import> imports, Map<String, CoreExternType> exports) {

	/**
	 * Copies.
	 */
	public CoreModuleType {
		imports = List.copyOf(imports);
		exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
	}

	@Override
	public String toString() {
		return "core module that exports " + this.exports.keySet();
	}

	/**
	 * One import.
	 *
	 * @param module the module name
	 * @param name the field name
	 * @param type what is imported
	 */
	public record Import(String module, String name, CoreExternType type) {
	}

}
