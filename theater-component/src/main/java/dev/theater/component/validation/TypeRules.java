package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreValueType;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.BorrowType;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.OwnType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResourceType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import dev.theater.component.validation.Scope.CoreTypeDefinition;
import dev.theater.component.validation.TypeDefinition.Resource;
import dev.theater.component.validation.TypeDefinition.Value;
import org.jspecify.annotations.Nullable;

/** Component-level types and what imports and exports are declared to be. */
final class TypeRules {

	private static final CoreExternType.Function DESTRUCTOR = new CoreExternType.Function(List.of(CoreValueType.I32),
			List.of());

	private final TypePool pool;

	TypeRules(TypePool pool) {
		this.pool = pool;
	}

	TypeDefinition define(DefType type, Scope scope, long offset) {
		try {
			return switch (type) {
				case DefType.Function function -> function(function, scope, offset);
				case DefType.Instance instance -> instanceType(instance.declarations(), scope);
				case DefType.Component component -> componentType(component.declarations(), scope);
				case DefType.Resource resource -> resource(resource, scope, offset);
				case DefType.Own own -> {
					Resource resource = handle(own.resource(), "own", scope, offset);
					yield value(new OwnType(resource.type()), List.of(), resource);
				}
				case DefType.Borrow borrow -> {
					Resource resource = handle(borrow.resource(), "borrow", scope, offset);
					yield value(new BorrowType(resource.type()), List.of(), resource);
				}
				default -> {
					Parts parts = new Parts(scope);
					ValueType value = valueType(type, parts, offset);
					yield value(value, parts.list(), null);
				}
			};
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidComponentException(ValidationRule.TYPE, String.valueOf(ex.getMessage()), offset, ex);
		}
	}

	private Value value(ValueType type, List<Value> parts, @Nullable Resource resource) {
		return new Value(this.pool.intern(type), parts, resource, null);
	}

	private Resource resource(DefType.Resource resource, Scope scope, long offset) {
		if (scope.kind != Scope.Kind.COMPONENT) {
			throw new InvalidComponentException(ValidationRule.TYPE,
					"a resource is defined inside a type; only components define resources, types declare them with"
							+ " (sub resource)",
					offset);
		}
		if (resource.destructor() != null) {
			CoreExternType.Function destructor = scope.coreFunctions.get(resource.destructor(), offset);
			if (!destructor.equals(DESTRUCTOR)) {
				throw new InvalidComponentException(ValidationRule.CORE_SIGNATURE,
						"a destructor of type " + destructor + "; " + DESTRUCTOR + " is right", offset);
			}
		}
		this.pool.unsupported("resources", offset);
		Resource defined = new Resource(new ResourceType("of this component"), scope.level, null);
		scope.defined.add(defined);
		scope.local.add(defined.type());
		return defined;
	}

	private Resource handle(long index, String what, Scope scope, long offset) {
		if (scope.types.get(index, offset) instanceof Resource resource) {
			this.pool.unsupported("resources (" + what + ")", offset);
			return resource;
		}
		throw wrongSort(index, "a resource", offset);
	}

	private static ValueType valueType(DefType type, Parts parts, long offset) {
		return switch (type) {
			case DefType.Primitive primitive -> primitive.type();
			case DefType.RecordOf fields -> new RecordType(fields(fields.fields(), parts));
			case DefType.Variant variant -> new VariantType(cases(variant.cases(), parts));
			case DefType.ListOf list -> new ListType(parts.resolve(list.element()));
			case DefType.Tuple tuple -> new TupleType(tuple.items().stream().map(parts::resolve).toList());
			case DefType.Flags flags -> new FlagsType(flags.names());
			case DefType.Enumeration enumeration -> new EnumType(enumeration.cases());
			case DefType.Option option -> new OptionType(parts.resolve(option.some()));
			case DefType.Result result ->
				new ResultType(parts.resolveOptional(result.ok()), parts.resolveOptional(result.err()));
			default -> throw new InvalidComponentException(ValidationRule.SORT, "not a value type", offset);
		};
	}

	private static List<RecordType.Field> fields(List<DefType.Labelled> fields, Parts parts) {
		List<RecordType.Field> resolved = new ArrayList<>();
		for (DefType.Labelled field : fields) {
			TypeReference type = field.type();
			if (type != null) {
				resolved.add(new RecordType.Field(field.name(), parts.resolve(type)));
			}
		}
		return resolved;
	}

	private static List<VariantType.Case> cases(List<DefType.Labelled> cases, Parts parts) {
		List<VariantType.Case> resolved = new ArrayList<>();
		for (DefType.Labelled each : cases) {
			resolved.add(new VariantType.Case(each.name(), parts.resolveOptional(each.type())));
		}
		return resolved;
	}

	private TypeDefinition.Function function(DefType.Function type, Scope scope, long offset) {
		Parts parts = new Parts(scope);
		List<FunctionType.Param> params = new ArrayList<>();
		for (DefType.Labelled param : type.params()) {
			TypeReference reference = param.type();
			if (reference != null) {
				params.add(new FunctionType.Param(param.name(), parts.resolve(reference)));
			}
		}
		if (params.size() > 1_000) {
			throw new InvalidComponentException(ValidationRule.LIMIT,
					"a function type with " + params.size() + " parameters; at most 1,000 are allowed", offset);
		}
		FunctionType function = new FunctionType(params, parts.resolveOptional(type.result()));
		if (function.result() != null && parts.list().getLast().borrows()) {
			throw new InvalidComponentException(ValidationRule.TYPE,
					"borrow in the result of " + function + "; a borrowed handle may only be passed as a parameter",
					offset);
		}
		return new TypeDefinition.Function(this.pool.intern(function), parts.list());
	}

	private InstanceType instanceType(List<Definition> declarations, Scope parent) {
		Scope scope = new Scope(Scope.Kind.INSTANCE_TYPE, parent);
		declarations.forEach((declaration) -> declare(declaration, scope));
		return new InstanceType(scope.exports, scope.defined, scope.level);
	}

	private ComponentType componentType(List<Definition> declarations, Scope parent) {
		Scope scope = new Scope(Scope.Kind.COMPONENT_TYPE, parent);
		declarations.forEach((declaration) -> declare(declaration, scope));
		return scope.componentType();
	}

	private void declare(Definition declaration, Scope scope) {
		long offset = declaration.offset();
		switch (declaration) {
			case Definition.CoreType type -> scope.coreTypes.add(CoreTypeRules.define(type.type(), scope));
			case Definition.Type type -> scope.types.add(define(type.type(), scope, offset));
			case Definition.OuterAlias alias -> outerType(alias, scope);
			case Definition.ExportAlias alias -> aliasInType(alias, scope);
			case Definition.Import each -> {
				ItemType item = describe(each.type(), scope, scope.imported, offset);
				AttributeRules.require(each.name(), each.attributes(), item);
				scope.addImport(each.name(), item, offset);
			}
			case Definition.ExportDeclaration export -> {
				ItemType item = describe(export.type(), scope, scope.defined, offset);
				AttributeRules.require(export.name(), export.attributes(), item);
				scope.addExport(export.name(), item, offset);
			}
			default -> throw new InvalidComponentException(ValidationRule.ALIAS,
					"a declaration in a type that is neither a type, an alias of a type or instance, an import nor"
							+ " an export",
					offset);
		}
	}

	private static void outerType(Definition.OuterAlias alias, Scope scope) {
		long offset = alias.offset();
		switch (alias.sort()) {
			case TYPE -> scope.types.add(scope.outerType(alias.count(), alias.index(), offset));
			case CORE_TYPE ->
				scope.coreTypes.add(scope.outer(alias.count(), offset).coreTypes.get(alias.index(), offset));
			default -> throw new InvalidComponentException(ValidationRule.ALIAS,
					"an outer alias of a " + alias.sort() + " inside a type; only types may be aliased there", offset);
		}
	}

	private static void aliasInType(Definition.ExportAlias alias, Scope scope) {
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

	/**
	 * What an import or export is declared to be: types get a definition of their own.
	 * @param fresh where to put the resources that come into being
	 */
	ItemType describe(ExternDesc desc, Scope scope, Set<Resource> fresh, long offset) {
		return InstanceRules.limited(() -> switch (desc) {
			case ExternDesc.Function function -> {
				if (scope.types.get(function.type(), offset) instanceof TypeDefinition.Function type) {
					yield new ItemType.Function(type);
				}
				throw wrongSort(function.type(), "a function type", offset);
			}
			case ExternDesc.Instance instance -> {
				if (scope.types.get(instance.type(), offset) instanceof InstanceType type) {
					yield new ItemType.Instance(withOwnResources(type, scope, fresh));
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
			case ExternDesc.EqualType equal ->
				new ItemType.Type(TypeDefinition.named(scope.types.get(equal.type(), offset)));
			case ExternDesc.Resource resource -> {
				this.pool.unsupported("resources", offset);
				Resource declared = new Resource(new ResourceType("declared"), scope.level, null);
				fresh.add(declared);
				yield new ItemType.Type(declared);
			}
		}, offset);
	}

	/** Two instances of one type do not share the resources that the type declares. */
	private InstanceType withOwnResources(InstanceType type, Scope scope, Set<Resource> fresh) {
		if (type.defined().isEmpty()) {
			return type;
		}
		Substitution substitution = new Substitution(this.pool);
		substitution.freshen(type.defined(), scope.level, fresh);
		return new InstanceType(substitution.apply(type.exports()));
	}

	private static InvalidComponentException wrongSort(long index, String wanted, long offset) {
		return new InvalidComponentException(ValidationRule.SORT,
				"type " + index + " is not " + wanted + ", as is needed here", offset);
	}

}
