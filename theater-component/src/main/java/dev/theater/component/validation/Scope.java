package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.Sort;
import dev.theater.component.type.ResourceType;
import dev.theater.component.validation.TypeDefinition.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The index spaces of one component, component type or instance type, as far as it is
 * read.
 */
final class Scope {

	/** What a scope belongs to. */
	enum Kind {

		/** A component: things exist at run time. */
		COMPONENT,
		/** A component type. */
		COMPONENT_TYPE,
		/** An instance type. */
		INSTANCE_TYPE

	}

	final Kind kind;

	final @Nullable Scope parent;

	private final boolean named;

	final Space<CoreExternType.Function> coreFunctions = new Space<>(Sort.CORE_FUNCTION);

	final Space<CoreExternType> coreTables = new Space<>(Sort.CORE_TABLE);

	final Space<CoreExternType.Memory> coreMemories = new Space<>(Sort.CORE_MEMORY);

	final Space<CoreExternType> coreGlobals = new Space<>(Sort.CORE_GLOBAL);

	final Space<CoreExternType> coreTags = new Space<>(Sort.CORE_TAG);

	final Space<CoreTypeDefinition> coreTypes = new Space<>(Sort.CORE_TYPE);

	final Space<CoreModuleType> coreModules = new Space<>(Sort.CORE_MODULE);

	final Space<Map<String, CoreExternType>> coreInstances = new Space<>(Sort.CORE_INSTANCE);

	final Space<TypeDefinition.Function> functions = new Space<>(Sort.FUNCTION);

	final Space<TypeDefinition> types = new Space<>(Sort.TYPE);

	final Space<ComponentType> components = new Space<>(Sort.COMPONENT);

	final Space<InstanceType> instances = new Space<>(Sort.INSTANCE);

	final NameTable importNames = NameTable.ofImports();

	final NameTable exportNames = NameTable.ofExports();

	private final @Nullable Visibility visibility;

	/** How many scopes are around this one. */
	final int level;

	/** Resources that stand for what an import will be given. */
	final Set<Resource> imported = new LinkedHashSet<>();

	/** Resources that each instance has its own of. */
	final Set<Resource> defined = new LinkedHashSet<>();

	/** Resources whose representation this component knows. */
	final Set<ResourceType> local = new HashSet<>();

	final Map<String, ItemType> imports = new LinkedHashMap<>();

	final Map<String, ItemType> exports = new LinkedHashMap<>();

	Scope(Kind kind, Scope parent) {
		this(kind, parent, parent.named);
	}

	/** With or without the rule that types have to have names outside. */
	Scope(Kind kind, @Nullable Scope parent, boolean named) {
		this.kind = kind;
		this.named = named;
		this.visibility = (named && kind != Kind.INSTANCE_TYPE) ? new Visibility() : null;
		this.parent = parent;
		this.level = (parent != null) ? parent.level + 1 : 0;
	}

	/** A core type: of a function or of a module. */
	sealed interface CoreTypeDefinition {

		record Function(CoreExternType.Function type) implements CoreTypeDefinition {
		}

		record Module(CoreModuleType type) implements CoreTypeDefinition {
		}

	}

	/** One index space. */
	static final class Space<T> {

		private final Sort sort;

		private final List<T> items = new ArrayList<>();

		Space(Sort sort) {
			this.sort = sort;
		}

		void add(T item) {
			this.items.add(item);
		}

		T get(long index, long offset) {
			if (index >= this.items.size()) {
				throw new InvalidComponentException(ValidationRule.INDEX, this.sort + " " + index + " is used where "
						+ (this.items.isEmpty() ? "none is" : "only " + this.items.size() + " are") + " defined",
						offset);
			}
			return this.items.get((int) index);
		}

	}

	/** The enclosing scope that an outer alias counts to. */
	Scope outer(long count, long offset) {
		Scope scope = this;
		for (long i = 0; i < count; i++) {
			Scope next = scope.parent;
			if (next == null) {
				throw new InvalidComponentException(ValidationRule.ALIAS,
						"an outer alias counts " + count + " scopes outwards where there are only " + i, offset);
			}
			scope = next;
		}
		return scope;
	}

	/**
	 * A type of an enclosing scope. A component has no way to be given the resources of
	 * the component around it other than as imports.
	 */
	TypeDefinition outerType(long count, long index, long offset) {
		Scope outer = outer(count, offset);
		TypeDefinition type = outer.types.get(index, offset);
		for (Scope each = this; each != outer; each = Objects.requireNonNull(each.parent)) {
			if (each.kind == Kind.COMPONENT && type.level() != TypeDefinition.CLOSED) {
				throw new InvalidComponentException(ValidationRule.ALIAS,
						"an outer alias of the type " + type
								+ " across a component, though it refers to a resource; import the resource instead",
						offset);
			}
		}
		return type;
	}

	/** The type of the component or component type, when all of it has been read. */
	ComponentType componentType() {
		return new ComponentType(this.imports, this.exports, this.imported, this.defined, this.level);
	}

	/** Adds an import to the scope and to its index space. */
	void addImport(String name, ItemType item, long offset) {
		this.importNames.add(name, item, offset);
		this.importNames.learn(name, item);
		if (this.visibility != null) {
			this.visibility.requireImport(name, item, offset);
		}
		this.imports.put(name, item);
		add(item);
	}

	/** Adds an export to the scope and to its index space. */
	void addExport(String name, ItemType item, long offset) {
		this.exportNames.add(name, item, offset);
		this.exportNames.learn(name, item);
		if (this.visibility != null) {
			this.visibility.requireExport(name, item, offset);
		}
		this.exports.put(name, item);
		add(item);
	}

	/** Adds an import, export or alias of a component-level sort to its index space. */
	void add(ItemType item) {
		switch (item) {
			case ItemType.Function function -> this.functions.add(function.definition());
			case ItemType.Instance instance -> this.instances.add(instance.type());
			case ItemType.Component component -> this.components.add(component.type());
			case ItemType.CoreModule module -> this.coreModules.add(module.type());
			case ItemType.Type type -> this.types.add(type.definition());
		}
	}

	/** Adds something of a core module or instance to its index space. */
	void add(CoreExternType item) {
		switch (item) {
			case CoreExternType.Function function -> this.coreFunctions.add(function);
			case CoreExternType.Table table -> this.coreTables.add(table);
			case CoreExternType.Memory memory -> this.coreMemories.add(memory);
			case CoreExternType.Global global -> this.coreGlobals.add(global);
			case CoreExternType.Tag tag -> this.coreTags.add(tag);
		}
	}

	/** An item by its sort and index. */
	ItemType item(Sort sort, long index, long offset) {
		return switch (sort) {
			case FUNCTION -> new ItemType.Function(this.functions.get(index, offset));
			case INSTANCE -> new ItemType.Instance(this.instances.get(index, offset));
			case COMPONENT -> new ItemType.Component(this.components.get(index, offset));
			case CORE_MODULE -> new ItemType.CoreModule(this.coreModules.get(index, offset));
			case TYPE -> new ItemType.Type(this.types.get(index, offset));
			default -> throw new InvalidComponentException(ValidationRule.SORT,
					"a " + sort + " where a func, instance, component, type or core module is needed", offset);
		};
	}

	/** An item of a core sort by its index. */
	CoreExternType coreItem(Sort sort, long index, long offset) {
		return switch (sort) {
			case CORE_FUNCTION -> this.coreFunctions.get(index, offset);
			case CORE_TABLE -> this.coreTables.get(index, offset);
			case CORE_MEMORY -> this.coreMemories.get(index, offset);
			case CORE_GLOBAL -> this.coreGlobals.get(index, offset);
			case CORE_TAG -> this.coreTags.get(index, offset);
			default -> throw new InvalidComponentException(ValidationRule.SORT,
					"a " + sort + " where a core func, table, memory, global or tag is needed", offset);
		};
	}

}
