package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.List;

import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.Sort;
import dev.theater.component.type.UnsupportedFeatureException;
import org.jspecify.annotations.Nullable;

/** Walks over the definitions of one component and builds its index spaces. */
final class ComponentRules {

	private final CoreModuleReader modules;

	private final TypeRules types;

	private final Scope scope;

	private final CanonRules canons;

	private final InstanceRules instances;

	private final List<ValidatedDefinition> out = new ArrayList<>();

	ComponentRules(CoreModuleReader modules, TypeRules types, @Nullable Scope parent) {
		this.modules = modules;
		this.types = types;
		this.scope = new Scope(Scope.Kind.COMPONENT, parent);
		this.canons = new CanonRules(this.scope);
		this.instances = new InstanceRules(this.scope);
	}

	ValidatedComponent validate(ComponentAst component) {
		component.definitions().forEach(this::define);
		try {
			return new ValidatedComponent(new ComponentType(this.scope.imports, this.scope.exports), this.out);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidComponentException(ValidationRule.LIMIT, String.valueOf(ex.getMessage()),
					component.offset(), ex);
		}
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
			case Definition.Lift lift -> {
				ValidatedDefinition.Lifted lifted = this.canons.lift(lift);
				this.scope.functions.add(lifted.type());
				this.out.add(lifted);
			}
			case Definition.Lower lower -> {
				ValidatedDefinition.Lowered lowered = this.canons.lower(lower);
				this.scope.coreFunctions.add(CanonRules.loweredType(lowered.type()));
				this.out.add(lowered);
			}
			case Definition.ResourceFunction function ->
				throw new UnsupportedFeatureException("resources (" + function.operation() + ")", offset);
			case Definition.Import each -> importItem(each);
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
		ValidatedComponent component = new ComponentRules(this.modules, this.types, this.scope)
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
			case TYPE -> this.scope.types.add(outer.types.get(alias.index(), offset));
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

	private void importItem(Definition.Import each) {
		long offset = each.offset();
		ExternName.requireImport(each.name(), offset);
		this.scope.importNames.add(each.name(), offset);
		ItemType item = this.types.describe(each.type(), this.scope, offset);
		this.scope.imports.put(each.name(), item);
		this.scope.add(item);
		this.out.add(new ValidatedDefinition.Imported(each.name(), item));
	}

	private void export(Definition.Export export) {
		long offset = export.offset();
		ExternName.requireExport(export.name(), offset);
		this.scope.exportNames.add(export.name(), offset);
		ItemType item = this.scope.item(export.target().sort(), export.target().index(), offset);
		if (export.type() != null) {
			ItemType ascribed = this.types.describe(export.type(), this.scope, offset);
			String difference = Matching.difference(item, ascribed);
			if (difference != null) {
				throw new InvalidComponentException(ValidationRule.EXPORT,
						"\"" + export.name() + "\" is exported with a type that it does not have: " + difference,
						offset);
			}
			item = ascribed;
		}
		this.scope.exports.put(export.name(), item);
		this.scope.add(item);
		this.out.add(new ValidatedDefinition.Exported(export.name(), export.target()));
	}

}
