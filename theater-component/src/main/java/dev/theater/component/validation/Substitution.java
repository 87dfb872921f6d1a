package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.theater.component.type.ResourceType;
import dev.theater.component.validation.TypeDefinition.Function;
import dev.theater.component.validation.TypeDefinition.Resource;
import dev.theater.component.validation.TypeDefinition.Value;

/**
 * Replaces definitions by others wherever they are referred to. Every definition is
 * rebuilt once at most, so that the work follows the graph of definitions and not its
 * tree, and one that refers to nothing that is replaced stays itself.
 */
final class Substitution {

	private final TypePool pool;

	private final Map<TypeDefinition, TypeDefinition> known = new HashMap<>();

	private final Set<Pair> walked = new HashSet<>();

	/** Two types that are walked over together, compared by identity. */
	record Pair(TypeDefinition wanted, TypeDefinition given) {
	}

	Substitution(TypePool pool) {
		this.pool = pool;
	}

	void replace(TypeDefinition definition, TypeDefinition replacement) {
		this.known.put(definition, replacement);
	}

	/**
	 * Replaces all types of imports by those of the arguments, which have to have them.
	 */
	void replaceAll(Map<String, ItemType> wanted, Map<String, ItemType> given) {
		this.pool.charge(wanted.size());
		wanted.forEach((name, item) -> {
			ItemType argument = given.get(name);
			if (item instanceof ItemType.Type type && argument instanceof ItemType.Type other) {
				replace(type.definition(), other.definition());
			}
			else if (item instanceof ItemType.Instance instance && argument instanceof ItemType.Instance other
					&& walk(instance.type(), other.type())) {
				replaceAll(instance.type().exports(), other.type().exports());
			}
		});
	}

	/** Whether it is the first time, so that shared parts are walked over once. */
	boolean walk(InstanceType wanted, InstanceType given) {
		return this.walked.add(new Pair(wanted, given));
	}

	/** Gives each of these resources a fresh one in its place. */
	void freshen(Set<Resource> resources, int level, Set<Resource> fresh) {
		this.pool.charge(resources.size());
		for (Resource each : resources) {
			Resource made = new Resource(new ResourceType(each.type().name()), level, null);
			replace(each, made);
			fresh.add(made);
		}
	}

	Map<String, ItemType> apply(Map<String, ItemType> items) {
		if (this.known.isEmpty()) {
			return items;
		}
		this.pool.charge(items.size());
		Map<String, ItemType> applied = new LinkedHashMap<>();
		boolean same = true;
		for (Map.Entry<String, ItemType> each : items.entrySet()) {
			ItemType item = apply(each.getValue());
			same &= item == each.getValue();
			applied.put(each.getKey(), item);
		}
		return same ? items : applied;
	}

	ItemType apply(ItemType item) {
		TypeDefinition definition = TypeDefinition.of(item);
		TypeDefinition applied = (definition != null) ? apply(definition) : null;
		if (applied == definition) {
			return item;
		}
		return switch (applied) {
			case Function function when item instanceof ItemType.Function -> new ItemType.Function(function);
			case InstanceType type when item instanceof ItemType.Instance -> new ItemType.Instance(type);
			case ComponentType type when item instanceof ItemType.Component -> new ItemType.Component(type);
			case null, default -> new ItemType.Type(Objects.requireNonNull(applied));
		};
	}

	private TypeDefinition apply(TypeDefinition definition) {
		TypeDefinition done = this.known.get(definition);
		if (done == null) {
			done = switch (definition) {
				case Value value -> value(value);
				case Resource resource -> resource(resource);
				case Function function -> function(function);
				case InstanceType type -> instance(type);
				case ComponentType type -> component(type);
			};
			this.known.put(definition, done);
		}
		return done;
	}

	private TypeDefinition value(Value value) {
		List<Value> parts = parts(value.parts());
		Resource resource = (value.resource() != null) ? (Resource) apply(value.resource()) : null;
		Value origin = (value.origin() != null) ? (Value) apply(value.origin()) : null;
		if (parts == value.parts() && resource == value.resource() && origin == value.origin()) {
			return value;
		}
		boolean same = sameTypes(parts, value.parts()) && resource == value.resource();
		return new Value(same ? value.type() : this.pool.intern(Parts.rebuilt(value.type(), parts, resource)), parts,
				resource, origin);
	}

	private TypeDefinition resource(Resource resource) {
		if (resource.origin() == null) {
			return resource;
		}
		Resource origin = (Resource) apply(resource.origin());
		return (origin == resource.origin()) ? resource : TypeDefinition.named(origin);
	}

	private TypeDefinition function(Function function) {
		List<Value> parts = parts(function.parts());
		if (parts == function.parts()) {
			return function;
		}
		boolean same = sameTypes(parts, function.parts());
		return new Function(same ? function.type() : this.pool.intern(Parts.rebuilt(function.type(), parts)), parts);
	}

	/** Without resources other definitions are other names of the same types. */
	private static boolean sameTypes(List<Value> some, List<Value> others) {
		for (int i = 0; i < some.size(); i++) {
			if (some.get(i).type() != others.get(i).type()) {
				return false;
			}
		}
		return true;
	}

	private List<Value> parts(List<Value> parts) {
		this.pool.charge(parts.size() + 1);
		List<Value> applied = new ArrayList<>(parts.size());
		boolean same = true;
		for (Value part : parts) {
			Value each = (Value) apply(part);
			same &= each == part;
			applied.add(each);
		}
		return same ? parts : applied;
	}

	private TypeDefinition instance(InstanceType type) {
		Map<String, ItemType> exports = apply(type.exports());
		return (exports == type.exports()) ? type : new InstanceType(exports, rest(type.defined()), type.ownLevel());
	}

	private TypeDefinition component(ComponentType type) {
		Map<String, ItemType> imports = apply(type.imports());
		Map<String, ItemType> exports = apply(type.exports());
		return (imports == type.imports() && exports == type.exports()) ? type
				: new ComponentType(imports, exports, type.imported(), type.defined(), type.ownLevel());
	}

	private Set<Resource> rest(Set<Resource> resources) {
		Set<Resource> rest = new LinkedHashSet<>();
		for (Resource each : resources) {
			if (apply(each) == each) {
				rest.add(each);
			}
		}
		return rest;
	}

}
