package dev.theater.component.validation;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.NamedIndex;

/** Instances: what instantiation needs and what bundles contain. */
final class InstanceRules {

	private final Scope scope;

	private final TypePool pool;

	private final Matching matching;

	InstanceRules(Scope scope, TypePool pool, Matching matching) {
		this.scope = scope;
		this.pool = pool;
		this.matching = matching;
	}

	ValidatedDefinition.CoreInstantiated coreInstantiate(Definition.CoreInstantiate definition) {
		long offset = definition.offset();
		CoreModuleType module = this.scope.coreModules.get(definition.module(), offset);
		// an imported module's type may have very many imports, and each costs two bytes
		// more
		this.pool.charge(module.imports().size());
		Map<String, Integer> arguments = new HashMap<>();
		for (NamedIndex argument : definition.arguments()) {
			this.scope.coreInstances.get(argument.target().index(), argument.offset());
			if (arguments.put(argument.name(), (int) argument.target().index()) != null) {
				throw new InvalidComponentException(ValidationRule.INSTANTIATION,
						"the argument \"" + argument.name() + "\" twice", argument.offset());
			}
		}
		for (CoreModuleType.Import needed : module.imports()) {
			Integer instance = arguments.get(needed.module());
			CoreExternType given = instance != null ? this.scope.coreInstances.get(instance, offset).get(needed.name())
					: null;
			if (given == null) {
				throw new InvalidComponentException(ValidationRule.INSTANTIATION, "core module " + definition.module()
						+ " imports \"" + needed.module() + "\" \"" + needed.name() + "\", which it is not given",
						offset);
			}
			if (!Matching.fits(given, needed.type())) {
				throw new InvalidComponentException(ValidationRule.INSTANTIATION,
						"core module " + definition.module() + " imports \"" + needed.module() + "\" \"" + needed.name()
								+ "\" as " + needed.type() + " and is given " + given,
						offset);
			}
		}
		this.scope.coreInstances.add(module.exports());
		return new ValidatedDefinition.CoreInstantiated((int) definition.module(), Map.copyOf(arguments), offset);
	}

	ValidatedDefinition.CoreBundled coreBundle(Definition.CoreBundle definition) {
		Map<String, CoreExternType> exports = new LinkedHashMap<>();
		for (NamedIndex export : definition.exports()) {
			CoreExternType item = this.scope.coreItem(export.target().sort(), export.target().index(), export.offset());
			if (exports.put(export.name(), item) != null) {
				throw new InvalidComponentException(ValidationRule.UNIQUE_NAMES,
						"the core export \"" + export.name() + "\" twice", export.offset());
			}
		}
		this.scope.coreInstances.add(exports);
		return new ValidatedDefinition.CoreBundled(definition.exports());
	}

	ValidatedDefinition.Instantiated instantiate(Definition.Instantiate definition) {
		long offset = definition.offset();
		ComponentType component = this.scope.components.get(definition.component(), offset);
		Map<String, ItemType> arguments = new HashMap<>();
		for (NamedIndex argument : definition.arguments()) {
			ItemType item = this.scope.item(argument.target().sort(), argument.target().index(), argument.offset());
			if (arguments.put(argument.name(), item) != null) {
				throw new InvalidComponentException(ValidationRule.INSTANTIATION,
						"the argument \"" + argument.name() + "\" twice", argument.offset());
			}
		}
		String difference = this.matching.difference("argument", arguments, component.imports(), component.imported());
		if (difference != null) {
			throw new InvalidComponentException(ValidationRule.INSTANTIATION,
					"component " + definition.component() + " cannot be instantiated: " + difference, offset);
		}
		this.scope.instances.add(limited(() -> instance(component, arguments), offset));
		return new ValidatedDefinition.Instantiated((int) definition.component(), List.copyOf(definition.arguments()),
				offset);
	}

	/** The component's exports with the arguments in the place of its imports. */
	private InstanceType instance(ComponentType component, Map<String, ItemType> arguments) {
		Substitution substitution = new Substitution(this.pool);
		substitution.replaceAll(component.imports(), arguments);
		substitution.freshen(component.defined(), this.scope.level, this.scope.defined);
		Map<String, ItemType> exports = substitution.apply(component.exports());
		return (exports == component.exports()) ? component.instance() : new InstanceType(exports);
	}

	ValidatedDefinition.Bundled bundle(Definition.Bundle definition) {
		NameTable names = NameTable.ofExports();
		Map<String, ItemType> exports = new LinkedHashMap<>();
		for (NamedIndex export : definition.exports()) {
			ItemType item = this.scope.item(export.target().sort(), export.target().index(), export.offset());
			AttributeRules.require(export.name(), export.attributes(), item);
			names.add(export.name(), item, export.offset());
			exports.put(export.name(), item);
		}
		this.scope.instances.add(limited(() -> new InstanceType(exports), definition.offset()));
		return new ValidatedDefinition.Bundled(definition.exports());
	}

	/** Types that are too large only once they are put together. */
	static <T> T limited(Supplier<T> type, long offset) {
		try {
			return type.get();
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidComponentException(ValidationRule.LIMIT, String.valueOf(ex.getMessage()), offset, ex);
		}
	}

}
