package dev.theater.component.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The type of an instance: its exports. */
public final class InstanceType implements TypeDefinition {

	/** Larger trees of types serve nobody. */
	static final int MAX_EFFECTIVE_SIZE = 1_000_000;

	private final Map<String, ItemType> exports;

	private final int effectiveSize;

	/**
	 * An instance type.
	 * @param exports the exports in order, by name
	 */
	public InstanceType(Map<String, ItemType> exports) {
		this.exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
		this.effectiveSize = sizeOf(exports);
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

	static int sizeOf(Map<String, ItemType> items) {
		long size = 1;
		for (ItemType item : items.values()) {
			size += item.effectiveSize();
		}
		if (size > MAX_EFFECTIVE_SIZE) {
			throw new IllegalArgumentException(
					"a type of " + size + " nodes; the effective size of a type is at most " + MAX_EFFECTIVE_SIZE);
		}
		return (int) size;
	}

	@Override
	public String toString() {
		return "instance of " + this.exports.keySet();
	}

}
