package dev.theater.component.abi;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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
 * The codecs of a component's types, one per type however often it occurs. Thread-safe;
 * meant to live as long as the component.
 */
public final class Codecs {

	private final Map<ValueType, Codec> codecs = new ConcurrentHashMap<>();

	private final Map<FunctionType, FunctionCodec> functions = new ConcurrentHashMap<>();

	/**
	 * Checks a Java value.
	 * @param type the type it should have
	 * @param value the value
	 * @throws IllegalArgumentException if it is not a value of the type; the message says
	 * where
	 */
	public void check(ValueType type, @Nullable Object value) {
		of(type).check(value);
	}

	Codec of(ValueType type) {
		Codec known = this.codecs.get(type);
		if (known != null) {
			return known;
		}
		Codec made = make(type);
		Codec raced = this.codecs.putIfAbsent(type, made);
		return (raced != null) ? raced : made;
	}

	FunctionCodec of(FunctionType type) {
		FunctionCodec known = this.functions.get(type);
		return (known != null) ? known : this.functions.computeIfAbsent(type, (each) -> new FunctionCodec(each, this));
	}

	private Codec make(ValueType type) {
		return switch (type) {
			case PrimitiveType primitive ->
				(primitive == PrimitiveType.STRING) ? new StringCodec() : new PrimitiveCodec(primitive);
			case ListType list ->
				(list.element() == PrimitiveType.U8) ? new BytesCodec(list) : new ListCodec(list, of(list.element()));
			case RecordType fields ->
				new FieldsCodec(fields, all(fields.fields().stream().map(RecordType.Field::type).toList()));
			case TupleType tuple -> new FieldsCodec(tuple, all(tuple.items()));
			case VariantType variant -> {
				@Nullable ValueType[] payloads = variant.cases()
					.stream()
					.map(VariantType.Case::payload)
					.toArray(ValueType[]::new);
				List<String> names = variant.cases().stream().map(VariantType.Case::name).toList();
				yield cases(variant, CaseShape.OfVariant.of(names), Arrays.asList(payloads));
			}
			case EnumType labels ->
				cases(labels, CaseShape.OfEnum.of(labels.cases()), Collections.nCopies(labels.cases().size(), null));
			case OptionType option -> cases(option, new CaseShape.OfOption(), Arrays.asList(null, option.some()));
			case ResultType result -> cases(result, new CaseShape.OfResult(), Arrays.asList(result.ok(), result.err()));
			case FlagsType flags -> new FlagsCodec(flags);
			case OwnType own -> throw resources(own);
			case BorrowType borrow -> throw resources(borrow);
		};
	}

	private Codec[] all(List<ValueType> types) {
		Codec[] made = new Codec[types.size()];
		for (int i = 0; i < made.length; i++) {
			made[i] = of(types.get(i));
		}
		return made;
	}

	private Codec cases(ValueType type, CaseShape shape, List<? extends @Nullable ValueType> payloads) {
		@Nullable Codec[] made = new Codec[payloads.size()];
		for (int i = 0; i < made.length; i++) {
			ValueType payload = payloads.get(i);
			made[i] = (payload != null) ? of(payload) : null;
		}
		return new CasesCodec(type, shape, payloads, made);
	}

	private static IllegalArgumentException resources(ValueType type) {
		return new IllegalArgumentException("no codec for " + type + "; resources are not supported");
	}

}
