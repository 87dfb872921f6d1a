package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;

/** Walks over the definitions of one component and builds its index spaces. */
final class ComponentRules {

	private final CoreModuleReader modules;

	private final TypeRules types;

	private final TypePool pool;

	private final Matching matching;

	private final Scope scope;

	private final CanonRules canons;

	private final InstanceRules instances;

	private final List<ValidatedDefinition> out = new ArrayList<>();

	private ComponentRules(CoreModuleReader modules, TypeRules types, TypePool pool, Matching matching, Scope scope) {
		this.modules = modules;
		this.types = types;
		this.pool = pool;
		this.matching = matching;
		this.scope = scope;
		this.canons = new CanonRules(scope);
		this.instances = new InstanceRules(scope, pool, matching);
	}

	/** The rules for a component that is not inside another. */
	static ComponentRules of(CoreModuleReader modules, TypePool pool, boolean named) {
		return new ComponentRules(modules, new TypeRules(pool), pool, new Matching(pool),
				new Scope(Scope.Kind.COMPONENT, null, named));
	}

	ValidatedComponent validate(ComponentAst component) {
		component.definitions().forEach(this::define);
		return new ValidatedComponent(InstanceRules.limited(this.scope::componentType, component.offset()), this.out);
	}

	private void define(Definition definition) {
		long offset = definition.offset();
		switch (definition) {
			case Definition.CoreModule module -> coreModule(module);
			case Definition.CoreInstantiate instance -> this.out.add(this.instances.coreInstantiate(instance));
			case Definition.CoreBundle bundle -> this.out.add(this.instances.coreBundle(bundle));
			case Definition.CoreType type -> this.scope.coreTypes.add(CoreTypeRules.define(type.type(), this.scope));
			case Definition.NestedComponent nested -> nested(nested);
			case Definition.Instantiate instance -> this.out.add(this.instances.instantiate(instance));
			case Definition.Bundle bundle -> this.out.add(this.instances.bundle(bundle));
			case Definition.ExportAlias alias -> exportAlias(alias);
			case Definition.CoreExportAlias alias -> coreExportAlias(alias);
			case Definition.OuterAlias alias -> outerAlias(alias);
			case Definition.Type type -> this.scope.types.add(this.types.define(type.type(), this.scope, offset));
			case Definition.Lift lift -> this.out.add(this.canons.lift(lift));
			case Definition.Lower lower -> this.out.add(this.canons.lower(lower));
			case Definition.ResourceFunction function -> {
				this.canons.resource(function);
				this.pool.unsupported("resources (" + function.operation() + ")", offset);
			}
			case Definition.Import each -> {
				ItemType item = this.types.describe(each.type(), this.scope, this.scope.imported, offset);
				AttributeRules.require(each.name(), each.attributes(), item);
				this.scope.addImport(each.name(), item, offset);
				this.out.add(new ValidatedDefinition.Imported(each.name(), item));
			}
			case Definition.Export export -> export(export);
			case Definition.ExportDeclaration declaration -> throw new InvalidComponentException(ValidationRule.EXPORT,
					"an export declaration outside a type", offset);
		}
	}

	private void coreModule(Definition.CoreModule module) {
		CoreModuleType type = this.modules.read(module.module(), module.offset());
		CoreTypeRules.requireUniqueImports(type, module.offset());
		this.scope.coreModules.add(type);
		this.out.add(new ValidatedDefinition.Module(module.module()));
	}

	private void nested(Definition.NestedComponent nested) {
		ValidatedComponent component = new ComponentRules(this.modules, this.types, this.pool, this.matching,
				new Scope(Scope.Kind.COMPONENT, this.scope))
			.validate(nested.component());
		this.scope.components.add(component.type());
		this.out.add(new ValidatedDefinition.Nested(component));
	}

	private void exportAlias(Definition.ExportAlias alias) {
		this.scope.add(TypeRules.exportOf(this.scope, alias));
		if (alias.sort() != Sort.TYPE) {
			this.out.add(new ValidatedDefinition.Aliased(alias.sort(), (int) alias.instance(), alias.name()));
		}
	}

	private void coreExportAlias(Definition.CoreExportAlias alias) {
		long offset = alias.offset();
		CoreExternType item = this.scope.coreInstances.get(alias.instance(), offset).get(alias.name());
		if (item == null || item.sort() != alias.sort()) {
			throw new InvalidComponentException(ValidationRule.ALIAS, "core instance " + alias.instance() + " has no "
					+ alias.sort() + " export \"" + alias.name() + "\"", offset);
		}
		this.scope.add(item);
		this.out.add(new ValidatedDefinition.CoreAliased(alias.sort(), (int) alias.instance(), alias.name()));
	}

	private void outerAlias(Definition.OuterAlias alias) {
		long offset = alias.offset();
		Scope outer = this.scope.outer(alias.count(), offset);
		switch (alias.sort()) {
			case TYPE -> this.scope.types.add(this.scope.outerType(alias.count(), alias.index(), offset));
			case CORE_TYPE -> this.scope.coreTypes.add(outer.coreTypes.get(alias.index(), offset));
			case CORE_MODULE -> {
				this.scope.coreModules.add(outer.coreModules.get(alias.index(), offset));
				this.out.add(outer(alias));
			}
			case COMPONENT -> {
				this.scope.components.add(outer.components.get(alias.index(), offset));
				this.out.add(outer(alias));
			}
			default -> throw new InvalidComponentException(ValidationRule.ALIAS, "an outer alias of a " + alias.sort()
					+ "; only types, core modules and components may be aliased outwards", offset);
		}
	}

	private static ValidatedDefinition outer(Definition.OuterAlias alias) {
		return new ValidatedDefinition.Outer(alias.sort(), (int) alias.count(), (int) alias.index());
	}

	private void export(Definition.Export export) {
		long offset = export.offset();
		ItemType given = this.scope.item(export.target().sort(), export.target().index(), offset);
		ItemType item = given;
		if (export.type() != null) {
			item = ascribed(export.name(), given, export.type(), offset);
		}
		else if (given instanceof ItemType.Type(TypeDefinition definition)) {
			item = InstanceRules.limited(() -> new ItemType.Type(TypeDefinition.named(definition)), offset);
		}
		AttributeRules.require(export.name(), export.attributes(), item);
		this.scope.addExport(export.name(), item, offset);
		this.out.add(new ValidatedDefinition.Exported(export.name(), export.target()));
	}

	/**
	 * An export may be given a type that tells less, resources that are fresh included.
	 */
	private ItemType ascribed(String name, ItemType given, ExternDesc type, long offset) {
		Set<TypeDefinition.Resource> fresh = new LinkedHashSet<>();
		ItemType ascribed = this.types.describe(type, this.scope, fresh, offset);
		String difference = this.matching.difference(given, ascribed, fresh);
		if (difference != null) {
			throw new InvalidComponentException(ValidationRule.EXPORT,
					"\"" + name + "\" is exported with a type that it does not have: " + difference, offset);
		}
		this.scope.defined.addAll(fresh);
		return ascribed;
	}

}
