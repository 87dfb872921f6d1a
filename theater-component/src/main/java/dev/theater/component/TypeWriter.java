package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.TypeReference;
import dev.theater.component.type.BorrowType;
import dev.theater.component.type.CompositeType;
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
import dev.theater.component.type.UnsupportedFeatureException;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import org.jspecify.annotations.Nullable;

/** Writes types as definitions of one index space, each once. */
final class TypeWriter {

	/** No file says it. */
	static final long NOWHERE = -1;

	private final List<Definition> out;

	private final Map<ValueType, TypeReference> written = new HashMap<>();

	private int next;

	TypeWriter(List<Definition> out) {
		this.out = out;
	}

	/** Defines a function type and gives its index. */
	int function(FunctionType type) {
		List<DefType.Labelled> params = new ArrayList<>();
		for (FunctionType.Param param : type.params()) {
			params.add(new DefType.Labelled(param.name(), reference(param.type())));
		}
		return define(new DefType.Function(params, optional(type.result())));
	}

	/** Defines any type and gives its index. */
	int define(DefType type) {
		this.out.add(new Definition.Type(NOWHERE, type));
		return this.next++;
	}

	private @Nullable TypeReference optional(@Nullable ValueType type) {
		return type != null ? reference(type) : null;
	}

	private TypeReference reference(ValueType type) {
		TypeReference known = this.written.get(type);
		if (known == null) {
			known = switch (type) {
				case PrimitiveType primitive -> new TypeReference.Primitive(primitive);
				case CompositeType composite -> new TypeReference.Index(define(composite(composite)), NOWHERE);
			};
			this.written.put(type, known);
		}
		return known;
	}

	private DefType composite(CompositeType type) {
		return switch (type) {
			case ListType list -> new DefType.ListOf(reference(list.element()));
			case OptionType option -> new DefType.Option(reference(option.some()));
			case ResultType result -> new DefType.Result(optional(result.ok()), optional(result.err()));
			case TupleType tuple -> new DefType.Tuple(tuple.items().stream().map(this::reference).toList());
			case EnumType enumeration -> new DefType.Enumeration(enumeration.cases());
			case FlagsType flags -> new DefType.Flags(flags.names());
			case RecordType fields -> new DefType.RecordOf(fields.fields()
				.stream()
				.map((field) -> new DefType.Labelled(field.name(), reference(field.type())))
				.toList());
			case VariantType variant -> new DefType.Variant(variant.cases()
				.stream()
				.map((each) -> new DefType.Labelled(each.name(), optional(each.payload())))
				.toList());
			case OwnType own -> throw new UnsupportedFeatureException("resources (own)", NOWHERE);
			case BorrowType borrow -> throw new UnsupportedFeatureException("resources (borrow)", NOWHERE);
		};
	}

}
