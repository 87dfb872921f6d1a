package dev.theater.component.validation;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

import dev.theater.component.binary.TypeReference;
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
import dev.theater.component.validation.TypeDefinition.Resource;
import dev.theater.component.validation.TypeDefinition.Value;
import org.jspecify.annotations.Nullable;

/** The definitions that a type refers to, collected while its references are resolved. */
final class Parts {

	private final Scope scope;

	private final List<Value> list = new ArrayList<>();

	Parts(Scope scope) {
		this.scope = scope;
	}

	List<Value> list() {
		return this.list;
	}

	ValueType resolve(TypeReference reference) {
		Value value = switch (reference) {
			case TypeReference.Primitive primitive -> Value.of(primitive.type());
			case TypeReference.Index index -> {
				if (this.scope.types.get(index.index(), index.offset()) instanceof Value defined) {
					yield defined;
				}
				throw new InvalidComponentException(ValidationRule.SORT,
						"type " + index.index() + " is not a value type, as is needed here", index.offset());
			}
		};
		this.list.add(value);
		return value.type();
	}

	@Nullable ValueType resolveOptional(@Nullable TypeReference reference) {
		return (reference != null) ? resolve(reference) : null;
	}

	/** The same type made of other parts. */
	static ValueType rebuilt(ValueType type, List<Value> parts, @Nullable Resource resource) {
		Iterator<Value> next = parts.iterator();
		return switch (type) {
			case PrimitiveType primitive -> primitive;
			case EnumType enumeration -> enumeration;
			case FlagsType flags -> flags;
			case OwnType own -> new OwnType(Objects.requireNonNull(resource).type());
			case BorrowType borrow -> new BorrowType(Objects.requireNonNull(resource).type());
			case ListType list -> new ListType(next.next().type());
			case OptionType option -> new OptionType(next.next().type());
			case ResultType result -> {
				ValueType ok = (result.ok() != null) ? next.next().type() : null;
				yield new ResultType(ok, (result.err() != null) ? next.next().type() : null);
			}
			case TupleType tuple -> new TupleType(parts.stream().map(Value::type).toList());
			case RecordType fields -> new RecordType(fields.fields()
				.stream()
				.map((field) -> new RecordType.Field(field.name(), next.next().type()))
				.toList());
			case VariantType variant -> new VariantType(variant.cases()
				.stream()
				.map((each) -> new VariantType.Case(each.name(), (each.payload() != null) ? next.next().type() : null))
				.toList());
		};
	}

	/** The same function type made of other parts. */
	static FunctionType rebuilt(FunctionType type, List<Value> parts) {
		Iterator<Value> next = parts.iterator();
		List<FunctionType.Param> params = new ArrayList<>();
		for (FunctionType.Param param : type.params()) {
			params.add(new FunctionType.Param(param.name(), next.next().type()));
		}
		return new FunctionType(params, (type.result() != null) ? next.next().type() : null);
	}

}
