package dev.theater.host;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.stream.Collectors;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import dev.theater.component.type.VariantValue;
import org.jspecify.annotations.Nullable;

/** The Java types that may stand for a WIT type. */
final class JavaTypes {

	private JavaTypes() {
	}

	/**
	 * The classes of values, primitive ones unboxed, the one first that holds all values;
	 * none for types that have parameters in Java.
	 */
	static List<Class<?>> of(ValueType type) {
		return switch (type) {
			case PrimitiveType primitive -> of(primitive);
			case ListType list -> isBytes(list) ? List.of(byte[].class) : List.of();
			case RecordType record -> List.of(RecordValue.class);
			case TupleType tuple -> List.of(TupleValue.class);
			case VariantType variant -> List.of(VariantValue.class);
			case EnumType cases -> List.of(EnumValue.class);
			case FlagsType flags -> List.of(FlagsValue.class);
			case ResultType result -> List.of(ResultValue.class);
			default -> List.of();
		};
	}

	private static List<Class<?>> of(PrimitiveType type) {
		return switch (type) {
			case BOOL -> List.of(boolean.class);
			case F32 -> List.of(float.class);
			case F64 -> List.of(double.class);
			case CHAR -> List.of(int.class);
			case STRING -> List.of(String.class);
			default -> IntegerMapping.choices(type);
		};
	}

	static boolean isBytes(ListType list) {
		return list.element() == PrimitiveType.U8;
	}

	/** A class without its box. */
	static Type unboxed(Type java) {
		return (java instanceof Class<?> found) ? MethodType.methodType(found).unwrap().returnType() : java;
	}

	/** The only type argument of a class such as {@code List}, or null. */
	static @Nullable Type argument(Type java, Class<?> of) {
		return (java instanceof ParameterizedType type && type.getRawType() == of) ? type.getActualTypeArguments()[0]
				: null;
	}

	/** In words, for messages. */
	static String describe(ValueType type) {
		List<String> names = of(type).stream().map(Class::getSimpleName).toList();
		return switch (type) {
			case RecordType record -> shortly(record) + " or " + names.getFirst();
			case EnumType cases -> shortly(cases) + " or " + names.getFirst();
			default -> names.isEmpty() ? shortly(type) : String.join(" or ", names);
		};
	}

	private static String shortly(ValueType type) {
		return switch (type) {
			case ListType list when !isBytes(list) -> "List<" + inside(list.element()) + ">";
			case OptionType option -> "Optional<" + inside(option.some()) + ">";
			case RecordType record -> record.fields()
				.stream()
				.map((field) -> shortly(field.type()) + " " + JavaNames.camelCase(field.name()))
				.collect(Collectors.joining(", ", "record(", ")"));
			case EnumType cases ->
				cases.cases().stream().map(JavaNames::constant).collect(Collectors.joining(", ", "enum{", "}"));
			default -> of(type).stream().map(Class::getSimpleName).findFirst().orElse("none");
		};
	}

	private static String inside(ValueType type) {
		return (type instanceof PrimitiveType primitive)
				? MethodType.methodType(of(primitive).getFirst()).wrap().returnType().getSimpleName() : shortly(type);
	}

}
