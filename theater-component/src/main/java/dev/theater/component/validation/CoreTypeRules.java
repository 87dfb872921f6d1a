package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.component.binary.CoreDeclaration;
import dev.theater.component.binary.CoreDefType;
import dev.theater.component.binary.CoreDesc;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.Sort;
import dev.theater.component.validation.Scope.CoreTypeDefinition;

/** Core types: function types and module types with a type space of their own. */
final class CoreTypeRules {

	private static final long MAX_PAGES = 65_536;

	private CoreTypeRules() {
	}

	static CoreTypeDefinition define(CoreDefType type, Scope scope) {
		return switch (type) {
			case CoreDefType.Function function -> new CoreTypeDefinition.Function(function.type());
			case CoreDefType.Module module -> new CoreTypeDefinition.Module(module(module.declarations(), scope));
		};
	}

	private static CoreModuleType module(List<CoreDeclaration> declarations, Scope scope) {
		Scope.Space<CoreTypeDefinition> types = new Scope.Space<>(Sort.CORE_TYPE);
		List<CoreModuleType.Import> imports = new ArrayList<>();
		Map<String, CoreExternType> exports = new LinkedHashMap<>();
		for (CoreDeclaration declaration : declarations) {
			switch (declaration) {
				case CoreDeclaration.Type type -> types.add(innerType(type, scope));
				case CoreDeclaration.OuterType outer -> types.add(outerType(outer, types, scope));
				case CoreDeclaration.Import each -> imports.add(new CoreModuleType.Import(each.module(), each.name(),
						describe(each.type(), types, each.offset())));
				case CoreDeclaration.Export export -> {
					CoreExternType type = describe(export.type(), types, export.offset());
					if (exports.put(export.name(), type) != null) {
						throw new InvalidComponentException(ValidationRule.UNIQUE_NAMES,
								"the core export \"" + export.name() + "\" twice", export.offset());
					}
				}
			}
		}
		CoreModuleType module = new CoreModuleType(imports, exports);
		requireUniqueImports(module, declarations.isEmpty() ? -1 : declarations.getFirst().offset());
		return module;
	}

	private static CoreTypeDefinition innerType(CoreDeclaration.Type type, Scope scope) {
		if (type.type() instanceof CoreDefType.Module) {
			throw new InvalidComponentException(ValidationRule.TYPE,
					"a core module type inside a core module type; only function types are allowed there",
					type.offset());
		}
		return define(type.type(), scope);
	}

	/** A module that imports one name twice cannot be given two things under it. */
	static void requireUniqueImports(CoreModuleType module, long offset) {
		Set<List<String>> seen = new HashSet<>();
		for (CoreModuleType.Import each : module.imports()) {
			if (!seen.add(List.of(each.module(), each.name()))) {
				throw new InvalidComponentException(ValidationRule.UNIQUE_NAMES,
						"the core import \"" + each.module() + "\" \"" + each.name() + "\" twice", offset);
			}
		}
	}

	private static CoreTypeDefinition outerType(CoreDeclaration.OuterType outer, Scope.Space<CoreTypeDefinition> own,
			Scope scope) {
		if (outer.count() == 0) {
			return own.get(outer.index(), outer.offset());
		}
		CoreTypeDefinition type = scope.outer(outer.count() - 1, outer.offset()).coreTypes.get(outer.index(),
				outer.offset());
		if (type instanceof CoreTypeDefinition.Module) {
			throw new InvalidComponentException(ValidationRule.ALIAS,
					"an outer alias of a core module type inside a core module type", outer.offset());
		}
		return type;
	}

	private static CoreExternType describe(CoreDesc desc, Scope.Space<CoreTypeDefinition> types, long offset) {
		return switch (desc) {
			case CoreDesc.Function function -> functionType(types, function.type(), offset);
			case CoreDesc.Tag tag -> tag(functionType(types, tag.type(), offset), offset);
			case CoreDesc.Plain plain -> checked(plain.type(), offset);
		};
	}

	private static CoreExternType tag(CoreExternType.Function type, long offset) {
		if (!type.results().isEmpty()) {
			throw new InvalidComponentException(ValidationRule.TYPE, "a tag of type " + type + "; tags have no results",
					offset);
		}
		return new CoreExternType.Tag(type);
	}

	private static CoreExternType.Function functionType(Scope.Space<CoreTypeDefinition> types, long index,
			long offset) {
		if (types.get(index, offset) instanceof CoreTypeDefinition.Function function) {
			return function.type();
		}
		throw new InvalidComponentException(ValidationRule.SORT,
				"core type " + index + " is not a function type, as is needed here", offset);
	}

	private static CoreExternType checked(CoreExternType type, long offset) {
		CoreExternType.Limits limits = switch (type) {
			case CoreExternType.Memory memory -> memory.limits();
			case CoreExternType.Table table -> table.limits();
			default -> null;
		};
		if (limits == null) {
			return type;
		}
		if (limits.max() != null && Long.compareUnsigned(limits.min(), limits.max()) > 0) {
			throw new InvalidComponentException(ValidationRule.TYPE, type + " whose smallest size is above its largest",
					offset);
		}
		if (type instanceof CoreExternType.Memory memory) {
			checkPages(memory, offset);
		}
		return type;
	}

	private static void checkPages(CoreExternType.Memory memory, long offset) {
		if (memory.shared() && memory.limits().max() == null) {
			throw new InvalidComponentException(ValidationRule.TYPE, memory + " without a largest size", offset);
		}
		long most = memory.wide() ? 1L << 48 : MAX_PAGES;
		Long max = memory.limits().max();
		if (Long.compareUnsigned(memory.limits().min(), most) > 0
				|| (max != null && Long.compareUnsigned(max, most) > 0)) {
			throw new InvalidComponentException(ValidationRule.TYPE, memory + "; at most " + most + " pages", offset);
		}
	}

}
