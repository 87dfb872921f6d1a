package dev.theater.component.validation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The type of a component: its imports and exports. */
public final class ComponentType extends TypeDefinition {

	private final Map<String, ItemType> imports;

	private final InstanceType instance;

	private final Set<Resource> imported;

	private final int ownLevel;

	/**
	 * A component type without resources.
	 * @param imports the imports in order, by name
	 * @param exports the exports in order, by name
	 */
	public ComponentType(Map<String, ItemType> imports, Map<String, ItemType> exports) {
		this(imports, exports, Set.of(), Set.of(), CLOSED);
	}

	/**
	 * A component type.
	 * @param imported the resources that an instantiation is given
	 * @param defined the resources that each instance has its own of
	 * @param ownLevel the level of the component's scope
	 */
	ComponentType(Map<String, ItemType> imports, Map<String, ItemType> exports, Set<Resource> imported,
			Set<Resource> defined, int ownLevel) {
		this(imports, new InstanceType(exports, defined, ownLevel), imported, ownLevel,
				Sums.of(Sums.both(imports, exports), ownLevel));
	}

	private ComponentType(Map<String, ItemType> imports, InstanceType instance, Set<Resource> imported, int ownLevel,
			Sums sums) {
		super(sums.effectiveSize(), sums.level(), sums.path());
		this.imports = Collections.unmodifiableMap(new LinkedHashMap<>(imports));
		this.instance = instance;
		this.imported = Set.copyOf(imported);
		this.ownLevel = ownLevel;
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
		return this.instance.exports();
	}

	/** What an instance is before imports are replaced by arguments. */
	InstanceType instance() {
		return this.instance;
	}

	/** The resources that an instantiation is given. */
	Set<Resource> imported() {
		return this.imported;
	}

	/** The resources that each instance has its own of. */
	Set<Resource> defined() {
		return this.instance.defined();
	}

	int ownLevel() {
		return this.ownLevel;
	}

	@Override
	public String toString() {
		return "component that imports " + this.imports.keySet() + " and exports " + exports().keySet();
	}

}
