package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import dev.theater.component.validation.Scope.CoreTypeDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Component-level types. Equal types of one component are one object, so that comparing
 * them is cheap however large their trees are.
 */
final class TypeRules {

	private final Map<ValueType, ValueType> interned = new HashMap<>();

	private final Map<FunctionType, FunctionType> internedFunctions = new HashMap<>();

	TypeDefinition define(DefType type, Scope scope, long offset) {
		try {
			return switch (type) {
				case DefType.Function function -> new TypeDefinition.Function(function(function, scope, offset));
				case DefType.Instance instance -> instanceType(instance.declarations(), scope);
				case DefType.Component component -> componentType(component.declarations(), scope);
				case DefType.Resource resource -> throw new UnsupportedFeatureException("resources", offset);
				default -> new TypeDefinition.Value(intern(valueType(type, scope, offset)));
			};
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidComponentException(ValidationRule.TYPE, String.valueOf(ex.getMessage()), offset, ex);
		}
	}

	private ValueType intern(ValueType type) {
		ValueType known = this.interned.putIfAbsent(type, type);
		return known != null ? known : type;
	}

	private ValueType valueType(DefType type, Scope scope, long offset) {
		return switch (type) {
			case DefType.Primitive primitive -> primitive.type();
			case DefType.RecordOf fields -> new RecordType(fields(fields.fields(), scope));
			case DefType.Variant variant -> new VariantType(cases(variant.cases(), scope));
			case DefType.ListOf list -> new ListType(resolve(list.element(), scope));
			case DefType.Tuple tuple ->
				new TupleType(tuple.items().stream().map((item) -> resolve(item, scope)).toList());
			case DefType.Flags flags -> new FlagsType(flags.names());
			case DefType.Enumeration enumeration -> new EnumType(enumeration.cases());
			case DefType.Option option -> new OptionType(resolve(option.some(), scope));
			case DefType.Result result ->
				new ResultType(resolveOptional(result.ok(), scope), resolveOptional(result.err(), scope));
			case DefType.Own own -> throw new UnsupportedFeatureException("resources (own)", offset);
			case DefType.Borrow borrow -> throw new UnsupportedFeatureException("resources (borrow)", offset);
			default -> throw new InvalidComponentException(ValidationRule.SORT, "not a value type", offset);
		};
	}

	private List<RecordType.Field> fields(List<DefType.Labelled> fields, Scope scope) {
		List<RecordType.Field> resolved = new ArrayList<>();
		for (DefType.Labelled field : fields) {
			TypeReference type = field.type();
			if (type != null) {
				resolved.add(new RecordType.Field(field.name(), resolve(type, scope)));
			}
		}
		return resolved;
	}

	private List<VariantType.Case> cases(List<DefType.Labelled> cases, Scope scope) {
		List<VariantType.Case> resolved = new ArrayList<>();
		for (DefType.Labelled each : cases) {
			resolved.add(new VariantType.Case(each.name(), resolveOptional(each.type(), scope)));
		}
		return resolved;
	}

	private FunctionType function(DefType.Function type, Scope scope, long offset) {
		List<FunctionType.Param> params = new ArrayList<>();
		for (DefType.Labelled param : type.params()) {
			TypeReference reference = param.type();
			if (reference != null) {
				params.add(new FunctionType.Param(param.name(), resolve(reference, scope)));
			}
		}
		if (params.size() > 1_000) {
			throw new InvalidComponentException(ValidationRule.LIMIT,
					"a function type with " + params.size() + " parameters; at most 1,000 are allowed", offset);
		}
		FunctionType function = new FunctionType(params, resolveOptional(type.result(), scope));
		FunctionType known = this.internedFunctions.putIfAbsent(function, function);
		return known != null ? known : function;
	}

	private @Nullable ValueType resolveOptional(@Nullable TypeReference reference, Scope scope) {
		return reference != null ? resolve(reference, scope) : null;
	}

	private ValueType resolve(TypeReference reference, Scope scope) {
		return switch (reference) {
			case TypeReference.Primitive primitive -> primitive.type();
			case TypeReference.Index index -> {
				if (scope.types.get(index.index(), index.offset()) instanceof TypeDefinition.Value value) {
					yield value.type();
				}
				throw new InvalidComponentException(ValidationRule.SORT,
						"type " + index.index() + " is not a value type, as is needed here", index.offset());
			}
		};
	}

	private InstanceType instanceType(List<Definition> declarations, Scope parent) {
		Scope scope = new Scope(Scope.Kind.INSTANCE_TYPE, parent);
		declarations.forEach((declaration) -> declare(declaration, scope));
		return new InstanceType(scope.exports);
	}

	private ComponentType componentType(List<Definition> declarations, Scope parent) {
		Scope scope = new Scope(Scope.Kind.COMPONENT_TYPE, parent);
		declarations.forEach((declaration) -> declare(declaration, scope));
		return new ComponentType(scope.imports, scope.exports);
	}

	private void declare(Definition declaration, Scope scope) {
		long offset = declaration.offset();
		switch (declaration) {
			case Definition.CoreType type -> scope.coreTypes.add(CoreTypeRules.define(type.type(), scope));
			case Definition.Type type -> scope.types.add(define(type.type(), scope, offset));
			case Definition.OuterAlias alias -> outerType(alias, scope);
			case Definition.ExportAlias alias -> aliasInType(alias, scope);
			case Definition.Import each -> {
				ExternName.requireImport(each.name(), offset);
				scope.importNames.add(each.name(), offset);
				ItemType item = describe(each.type(), scope, offset);
				scope.imports.put(each.name(), item);
				scope.add(item);
			}
			case Definition.ExportDeclaration export -> {
				ExternName.requireExport(export.name(), offset);
				scope.exportNames.add(export.name(), offset);
				ItemType item = describe(export.type(), scope, offset);
				scope.exports.put(export.name(), item);
				scope.add(item);
			}
			default -> throw new InvalidComponentException(ValidationRule.ALIAS,
					"a declaration in a type that is neither a type, an alias of a type or instance, an import nor"
							+ " an export",
					offset);
		}
	}

	private void outerType(Definition.OuterAlias alias, Scope scope) {
		long offset = alias.offset();
		Scope outer = scope.outer(alias.count(), offset);
		switch (alias.sort()) {
			case TYPE -> scope.types.add(outer.types.get(alias.index(), offset));
			case CORE_TYPE -> scope.coreTypes.add(outer.coreTypes.get(alias.index(), offset));
			default -> throw new InvalidComponentException(ValidationRule.ALIAS,
					"an outer alias of a " + alias.sort() + " inside a type; only types may be aliased there", offset);
		}
	}

	private void aliasInType(Definition.ExportAlias alias, Scope scope) {
		if (alias.sort() != Sort.TYPE && alias.sort() != Sort.INSTANCE) {
			throw new InvalidComponentException(ValidationRule.ALIAS,
					"an alias of a " + alias.sort() + " inside a type; only types and instances may be aliased there",
					alias.offset());
		}
		scope.add(exportOf(scope, alias));
	}

	/** The export that an alias points at. */
	static ItemType exportOf(Scope scope, Definition.ExportAlias alias) {
		InstanceType instance = scope.instances.get(alias.instance(), alias.offset());
		ItemType item = instance.exports().get(alias.name());
		if (item == null || item.sort() != alias.sort()) {
			throw new InvalidComponentException(ValidationRule.ALIAS, "instance " + alias.instance() + " has no "
					+ alias.sort() + " export \"" + alias.name() + "\"; it exports " + instance.exports().keySet(),
					alias.offset());
		}
		return item;
	}

	/** What an import or export is declared to be. */
	ItemType describe(ExternDesc desc, Scope scope, long offset) {
		return switch (desc) {
			case ExternDesc.Function function -> {
				if (scope.types.get(function.type(), offset) instanceof TypeDefinition.Function type) {
					yield new ItemType.Function(type.type());
				}
				throw wrongSort(function.type(), "a function type", offset);
			}
			case ExternDesc.Instance instance -> {
				if (scope.types.get(instance.type(), offset) instanceof InstanceType type) {
					yield new ItemType.Instance(type);
				}
				throw wrongSort(instance.type(), "an instance type", offset);
			}
			case ExternDesc.Component component -> {
				if (scope.types.get(component.type(), offset) instanceof ComponentType type) {
					yield new ItemType.Component(type);
				}
				throw wrongSort(component.type(), "a component type", offset);
			}
			case ExternDesc.CoreModule module -> {
				if (scope.coreTypes.get(module.type(), offset) instanceof CoreTypeDefinition.Module type) {
					yield new ItemType.CoreModule(type.type());
				}
				throw wrongSort(module.type(), "a core module type", offset);
			}
			case ExternDesc.EqualType equal -> new ItemType.Type(scope.types.get(equal.type(), offset));
			case ExternDesc.Resource resource -> throw new UnsupportedFeatureException("resources", offset);
		};
	}

	private static InvalidComponentException wrongSort(long index, String wanted, long offset) {
		return new InvalidComponentException(ValidationRule.SORT,
				"type " + index + " is not " + wanted + ", as is needed here", offset);
	}

}
