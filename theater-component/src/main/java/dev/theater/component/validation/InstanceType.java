package dev.theater.component.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The type of an instance: its exports. */
public final class InstanceType extends TypeDefinition {

	private final Map<String, ItemType> exports;

	private final Set<Resource> defined;

	private final int ownLevel;

	/**
	 * The type of an instance.
	 * @param exports the exports in order, by name
	 */
	public InstanceType(Map<String, ItemType> exports) {
		this(exports, Set.of(), CLOSED);
	}

	/**
	 * An instance type that is spelled out.
	 * @param defined the resources that each instance of the type has its own of
	 * @param ownLevel the level of the type's scope
	 */
	InstanceType(Map<String, ItemType> exports, Set<Resource> defined, int ownLevel) {
		this(exports, defined, ownLevel, Sums.of(exports.values(), ownLevel));
	}

	private InstanceType(Map<String, ItemType> exports, Set<Resource> defined, int ownLevel, Sums sums) {
		super(sums.effectiveSize(), sums.level(), sums.path());
		this.exports = Collections.unmodifiableMap(new LinkedHashMap<>(exports));
		this.defined = Set.copyOf(defined);
		this.ownLevel = ownLevel;
	}

	/**
	 * The exports in order, by name.
	 * @return unmodifiable
	 */
	public Map<String, ItemType> exports() {
		return this.exports;
	}

	/** The resources that each instance of the type has its own of. */
	Set<Resource> defined() {
		return this.defined;
	}

	int ownLevel() {
		return this.ownLevel;
	}

	@Override
	public String toString() {
		return "instance of " + this.exports.keySet();
	}

}
