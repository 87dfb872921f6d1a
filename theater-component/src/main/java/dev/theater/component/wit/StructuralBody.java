package dev.theater.component.wit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.theater.component.type.BorrowType;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.OwnType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import org.jspecify.annotations.Nullable;

/**
 * Writes types that know no names. Records, variants, enums and flags take the first name
 * that the interface has for an equal one; WIT cannot say them without a name, so where
 * there is none, one is made of the place where it stands.
 */
final class StructuralBody {

	private final Map<ValueType, String> names = new HashMap<>();

	private final Map<String, WitDefinition> definitions = new LinkedHashMap<>();

	private final Set<String> taken;

	private StructuralBody(Set<String> taken) {
		this.taken = taken;
	}

	static WitBody of(Map<String, ValueType> types, Map<String, FunctionType> functions) {
		Set<String> taken = new HashSet<>(types.keySet());
		taken.addAll(functions.keySet());
		StructuralBody body = new StructuralBody(taken);
		types.forEach((name, type) -> {
			if (isNominal(type)) {
				body.names.putIfAbsent(type, name);
			}
		});
		types.forEach((name, type) -> {
			boolean own = name.equals(body.names.get(type));
			body.definitions.put(name, new WitDefinition.Flags(List.of()));
			body.definitions.put(name, own ? body.define(type, name) : new WitDefinition.Alias(body.write(type, name)));
		});
		Map<String, WitFunction> written = new LinkedHashMap<>();
		functions.forEach((name, type) -> written.put(name, body.function(name, type)));
		return WitBody.of(body.definitions, written);
	}

	private static boolean isNominal(ValueType type) {
		return type instanceof RecordType || type instanceof VariantType || type instanceof EnumType
				|| type instanceof FlagsType;
	}

	private WitFunction function(String name, FunctionType type) {
		List<WitDefinition.Labelled> params = new ArrayList<>();
		for (FunctionType.Param param : type.params()) {
			params.add(new WitDefinition.Labelled(param.name(), write(param.type(), name + "-" + param.name())));
		}
		return new WitFunction(false, params, optional(type.result(), name + "-result"));
	}

	private WitDefinition define(ValueType type, String name) {
		return switch (type) {
			case RecordType fields -> {
				List<WitDefinition.Labelled> written = new ArrayList<>();
				for (RecordType.Field field : fields.fields()) {
					written
						.add(new WitDefinition.Labelled(field.name(), write(field.type(), name + "-" + field.name())));
				}
				yield new WitDefinition.RecordOf(written);
			}
			case VariantType cases -> {
				List<WitDefinition.Labelled> written = new ArrayList<>();
				for (VariantType.Case each : cases.cases()) {
					written.add(new WitDefinition.Labelled(each.name(),
							optional(each.payload(), name + "-" + each.name())));
				}
				yield new WitDefinition.Variant(written);
			}
			case EnumType cases -> new WitDefinition.Enumeration(cases.cases());
			case FlagsType flags -> new WitDefinition.Flags(flags.names());
			default -> new WitDefinition.Alias(write(type, name));
		};
	}

	private @Nullable WitType optional(@Nullable ValueType type, String hint) {
		return type != null ? write(type, hint) : null;
	}

	private WitType write(ValueType type, String hint) {
		return switch (type) {
			case PrimitiveType primitive -> new WitType.Primitive(primitive);
			case ListType list -> new WitType.ListOf(write(list.element(), hint));
			case OptionType option -> new WitType.Option(write(option.some(), hint));
			case ResultType result ->
				new WitType.Result(optional(result.ok(), hint), optional(result.err(), hint + "-error"));
			case TupleType tuple -> {
				List<WitType> items = new ArrayList<>();
				tuple.items().forEach((item) -> items.add(write(item, hint)));
				yield new WitType.Tuple(items);
			}
			case OwnType own -> unsupported(own.toString());
			case BorrowType borrow -> unsupported(borrow.toString());
			default -> new WitType.Name(nameOf(type, hint), Place.NONE);
		};
	}

	private static WitType unsupported(String text) {
		return new WitType.Unsupported("resources", text, Place.NONE);
	}

	private String nameOf(ValueType type, String hint) {
		String known = this.names.get(type);
		if (known != null) {
			return known;
		}
		String name = hint;
		for (int i = 2; !this.taken.add(name); i++) {
			name = hint + "-v" + i;
		}
		this.names.put(type, name);
		this.definitions.put(name, define(type, name));
		return name;
	}

}
