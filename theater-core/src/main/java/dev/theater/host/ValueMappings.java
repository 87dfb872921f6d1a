package dev.theater.host;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/** Finds how a WIT type and a Java type fit. */
final class ValueMappings {

	/** For Java types that guests' values have already. */
	private static final ValueMapping SAME = new ValueMapping((value) -> value, (value) -> value);

	private ValueMappings() {
	}

	/**
	 * @throws MisfitException if they do not; it says which types of Java would do
	 */
	static ValueMapping of(ValueType type, Type java) {
		Type plain = JavaTypes.unboxed(java);
		if (plain instanceof Class<?> found && JavaTypes.of(type).contains(found)) {
			return (type instanceof PrimitiveType primitive && !IntegerMapping.choices(primitive).isEmpty())
					? IntegerMapping.of(primitive, found) : SAME;
		}
		ValueMapping mapping = ofParts(type, java);
		if (mapping == null) {
			throw new MisfitException("the WIT type " + type + " cannot be " + java.getTypeName() + " in Java, but "
					+ JavaTypes.describe(type));
		}
		return mapping;
	}

	/** The mapping of a part, which messages name. */
	static ValueMapping ofPart(String part, ValueType type, Type java) {
		try {
			return of(type, java).named(part);
		}
		catch (MisfitException ex) {
			throw ex.in(part);
		}
	}

	private static @Nullable ValueMapping ofParts(ValueType type, Type java) {
		Type element = JavaTypes.argument(java, List.class);
		if (type instanceof ListType list && !JavaTypes.isBytes(list) && element != null) {
			return list(ofPart("element", list.element(), element));
		}
		Type some = JavaTypes.argument(java, Optional.class);
		if (type instanceof OptionType option && some != null) {
			return option(ofPart("value", option.some(), some));
		}
		if (type instanceof RecordType record && java instanceof Class<?> found && found.isRecord()) {
			return RecordMapping.of(record, found);
		}
		if (type instanceof EnumType cases && java instanceof Class<?> found && found.isEnum()) {
			return enumeration(cases, found);
		}
		return null;
	}

	private static ValueMapping list(ValueMapping elements) {
		return new ValueMapping((value) -> mapped((List<?>) value, elements::toJava),
				(value) -> mapped((List<?>) value, elements::toWit));
	}

	private static List<Object> mapped(List<?> values, UnaryOperator<Object> mapping) {
		List<Object> mapped = new ArrayList<>(values.size());
		for (Object value : values) {
			mapped.add(mapping.apply(value));
		}
		return mapped;
	}

	private static ValueMapping option(ValueMapping some) {
		return new ValueMapping((value) -> ((Optional<?>) value).map(some::toJava),
				(value) -> ((Optional<?>) value).map(some::toWit));
	}

	private static ValueMapping enumeration(EnumType type, Class<?> java) {
		Map<String, Object> constants = new LinkedHashMap<>();
		for (Object constant : java.getEnumConstants()) {
			constants.put(((Enum<?>) constant).name(), constant);
		}
		Map<Object, Object> toJava = new LinkedHashMap<>();
		Map<Object, Object> toWit = new LinkedHashMap<>();
		for (String name : type.cases()) {
			Object constant = constants.remove(JavaNames.constant(name));
			if (constant != null) {
				toJava.put(new EnumValue(name), constant);
				toWit.put(constant, new EnumValue(name));
			}
		}
		if (toJava.size() != type.cases().size() || !constants.isEmpty()) {
			throw new MisfitException("the constants of " + java.getName() + " must be those of " + type + ": "
					+ type.cases().stream().map(JavaNames::constant).collect(Collectors.joining(", ")));
		}
		return new ValueMapping((value) -> Objects.requireNonNull(toJava.get(value)),
				(value) -> Objects.requireNonNull(toWit.get(value)));
	}

}
