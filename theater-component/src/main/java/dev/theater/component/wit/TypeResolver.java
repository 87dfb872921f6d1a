package dev.theater.component.wit;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import org.jspecify.annotations.Nullable;

/** Turns written types into types. What is only unsupported is kept apart from wrong. */
final class TypeResolver {

	/** How many written types may stand in each other, names counted as well. */
	private static final int MAX_STEPS = 400;

	/** The standard's limit for the parameters of a function. */
	private static final int MAX_PARAMS = 1_000;

	private final Catalog catalog;

	private final Set<Scope.Named> open = new HashSet<>();

	private int steps;

	TypeResolver(Catalog catalog) {
		this.catalog = catalog;
	}

	FunctionType function(Scope scope, Syntax.Name name, WitFunction function) {
		Place at = name.place();
		List<FunctionType.Param> params = new ArrayList<>();
		for (WitDefinition.Labelled param : function.params()) {
			WitType type = param.type();
			if (type != null) {
				params.add(new FunctionType.Param(param.name(), resolve(scope, type, at)));
			}
		}
		if (params.size() > MAX_PARAMS) {
			throw new WitException(at,
					params.size() + " parameters of '" + name.text() + "'; at most " + MAX_PARAMS + " are allowed");
		}
		ValueType result = optional(scope, function.result(), at);
		FunctionType type = checked(at, () -> new FunctionType(params, result));
		if (function.async()) {
			throw WitException.unsupported(at, "async functions", "'" + name.text() + "'");
		}
		return type;
	}

	/** A named type; {@code place} is where it is needed. */
	ValueType named(Scope scope, String name, Place place) {
		ValueType known = scope.resolved.get(name);
		if (known != null) {
			return known;
		}
		WitException refused = scope.refused.get(name);
		if (refused != null) {
			throw refused;
		}
		Scope.Named named = scope.definitions.get(name);
		if (named == null) {
			throw unknown(scope, name, place);
		}
		if (!this.open.add(named)) {
			throw new WitException(place, "the type '" + name + "' contains itself; types cannot be recursive");
		}
		try {
			ValueType type = define(scope, named);
			scope.resolved.put(name, type);
			return type;
		}
		catch (WitException ex) {
			if (ex.unsupportedFeature().isPresent()) {
				scope.refused.put(name, ex);
			}
			throw ex;
		}
		finally {
			this.open.remove(named);
		}
	}

	private static WitException unknown(Scope scope, String name, Place place) {
		String feature = scope.gated.get(name);
		if (feature != null) {
			return new WitException(place,
					"the type '" + name + "' is behind the feature '" + feature + "', which is not enabled");
		}
		return new WitException(place, "unknown type '" + name + "' in " + scope.name + "; "
				+ Suggestion.among(name, scope.definitions.keySet(), Keywords.primitiveTypes().keySet()));
	}

	private ValueType define(Scope scope, Scope.Named named) {
		Place at = named.place();
		return switch (named.definition()) {
			case WitDefinition.Alias alias -> resolve(scope, alias.type(), at);
			case WitDefinition.Use use -> step(at, () -> named(this.catalog.get(use.interfaceName()), use.type(), at));
			case WitDefinition.RecordOf fields -> {
				List<RecordType.Field> resolved = new ArrayList<>();
				for (WitDefinition.Labelled field : fields.fields()) {
					WitType type = field.type();
					if (type != null) {
						resolved.add(new RecordType.Field(field.name(), resolve(scope, type, at)));
					}
				}
				yield checked(at, () -> new RecordType(resolved));
			}
			case WitDefinition.Variant cases -> {
				List<VariantType.Case> resolved = new ArrayList<>();
				for (WitDefinition.Labelled each : cases.cases()) {
					resolved.add(new VariantType.Case(each.name(), optional(scope, each.type(), at)));
				}
				yield checked(at, () -> new VariantType(resolved));
			}
			case WitDefinition.Enumeration cases -> checked(at, () -> new EnumType(cases.cases()));
			case WitDefinition.Flags flags -> checked(at, () -> new FlagsType(flags.names()));
			case WitDefinition.Resource resource -> throw WitException.unsupported(at, "resources", scope.name);
		};
	}

	private @Nullable ValueType optional(Scope scope, @Nullable WitType type, Place at) {
		return type != null ? resolve(scope, type, at) : null;
	}

	private ValueType resolve(Scope scope, WitType type, Place at) {
		return switch (type) {
			case WitType.Primitive primitive -> primitive.type();
			case WitType.Name name -> step(name.place(), () -> named(scope, name.name(), name.place()));
			case WitType.Unsupported unsupported -> throw WitException.unsupported(unsupported.place(),
					unsupported.feature(), "'" + unsupported.text() + "'");
			default -> step(at, () -> composite(scope, type, at));
		};
	}

	private ValueType composite(Scope scope, WitType type, Place at) {
		return switch (type) {
			case WitType.ListOf list -> {
				ValueType element = resolve(scope, list.element(), at);
				yield checked(at, () -> new ListType(element));
			}
			case WitType.Option option -> {
				ValueType some = resolve(scope, option.some(), at);
				yield checked(at, () -> new OptionType(some));
			}
			case WitType.Result result -> {
				ValueType ok = optional(scope, result.ok(), at);
				ValueType err = optional(scope, result.err(), at);
				yield checked(at, () -> new ResultType(ok, err));
			}
			case WitType.Tuple tuple -> {
				List<ValueType> items = new ArrayList<>();
				tuple.items().forEach((item) -> items.add(resolve(scope, item, at)));
				yield checked(at, () -> new TupleType(items));
			}
			default -> throw new IllegalStateException("not a composite type: " + type);
		};
	}

	private ValueType step(Place at, Supplier<ValueType> next) {
		if (this.steps >= MAX_STEPS) {
			throw new WitException(at, "types that stand in each other over more than " + MAX_STEPS + " steps");
		}
		this.steps++;
		try {
			return next.get();
		}
		finally {
			this.steps--;
		}
	}

	/** The rules of the types themselves: names, sizes, depth. */
	private static <T> T checked(Place at, Supplier<T> type) {
		try {
			return type.get();
		}
		catch (IllegalArgumentException ex) {
			throw new WitException(at, String.valueOf(ex.getMessage()), ex);
		}
	}

}
