package dev.theater.component.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The type of a component: its imports and exports. */
public final class ComponentType implements TypeDefinition {

	private final Map<String, ItemType> imports;

	private final Map<String, ItemType> exports;

	private final int effectiveSize;

	/**
	 * A component type.
	 * @param imports the imports in order, by name
	 * @param exports the exports in order, by name
	 */
	public ComponentType(Map<String, ItemType> imports, Map<String, ItemType> exports) {
		this.imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
		this.exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
		long size = (long) InstanceType.sizeOf(imports) + InstanceType.sizeOf(exports);
		if (size > InstanceType.MAX_EFFECTIVE_SIZE) {
			throw new IllegalArgumentException("a type of " + size + " nodes; the effective size of a type is at most "
					+ InstanceType.MAX_EFFECTIVE_SIZE);
		}
		this.effectiveSize = (int) size;
	}

	/**
	 * The imports in order, by name.
	 * @return unmodifiable
	 */
	public Map<String, ItemType> imports() {
		return this.imports;
	}

	/**
	 * The exports in order, by name.
	 * @return unmodifiable
	 */
	public Map<String, ItemType> exports() {
		return this.exports;
	}

	@Override
	public int effectiveSize() {
		return this.effectiveSize;
	}

	@Override
	public String toString() {
		return "component that imports " + this.imports.keySet() + " and exports " + this.exports.keySet();
	}

}
