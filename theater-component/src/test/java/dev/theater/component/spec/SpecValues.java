package dev.theater.component.spec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FlagsValue;
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
import tools.jackson.databind.JsonNode;

/**
 * Reads the values of the scripts. Each says its type, which must be the one that the
 * component declares.
 */
final class SpecValues {

	private SpecValues() {
	}

	static Object read(ValueType type, JsonNode json) {
		String kind = json.get("type").asString();
		JsonNode value = json.get("value");
		if (!kind.equals(kind(type))) {
			throw new AssertionError("the script has " + json + " where the component has " + type);
		}
		return switch (type) {
			case PrimitiveType primitive -> primitive(primitive, value.asString());
			case ListType list when list.element() == PrimitiveType.U8 -> bytes(value);
			case ListType list -> items(list.element(), value);
			case TupleType tuple -> new TupleValue(tuple(tuple.items(), value));
			case RecordType fields -> record(fields, value);
			case VariantType variant -> variant(variant, json);
			case EnumType labels -> new EnumValue(value.asString());
			case FlagsType flags -> flags(value);
			case OptionType option ->
				value == null || value.isNull() ? Optional.empty() : Optional.of(read(option.some(), value));
			case ResultType result -> json.get("case").asString().equals("ok")
					? ResultValue.ok(payload(result.ok(), value)) : ResultValue.err(payload(result.err(), value));
			default -> throw new AssertionError("no script has values of " + type);
		};
	}

	/** Compares contents, arrays at any depth included; any NaN is as good as another. */
	static boolean same(@Nullable Object one, @Nullable Object other) {
		return new VariantValue("x", one).equals(new VariantValue("x", other));
	}

	private static String kind(ValueType type) {
		return switch (type) {
			case PrimitiveType primitive -> primitive.name().toLowerCase(Locale.ROOT);
			case ListType list -> "list";
			case TupleType tuple -> "tuple";
			case RecordType fields -> "record";
			case VariantType variant -> "variant";
			case EnumType labels -> "enum";
			case FlagsType flags -> "flags";
			case OptionType option -> "option";
			case ResultType result -> "result";
			default -> type.toString();
		};
	}

	private static @Nullable Object payload(@Nullable ValueType type, @Nullable JsonNode json) {
		boolean absent = json == null || json.isNull();
		if (absent != (type == null)) {
			throw new AssertionError("the script has " + json + " where the component has " + type);
		}
		return absent ? null : read(type, json);
	}

	private static byte[] bytes(JsonNode json) {
		byte[] bytes = new byte[json.size()];
		for (int i = 0; i < bytes.length; i++) {
			bytes[i] = ((Short) read(PrimitiveType.U8, json.get(i))).byteValue();
		}
		return bytes;
	}

	private static List<Object> items(ValueType element, JsonNode json) {
		List<Object> items = new ArrayList<>();
		json.forEach((item) -> items.add(read(element, item)));
		return items;
	}

	private static List<Object> tuple(List<ValueType> types, JsonNode json) {
		if (json.size() != types.size()) {
			throw new AssertionError("the script has " + json + " where the component has a tuple of " + types);
		}
		List<Object> items = new ArrayList<>();
		for (int i = 0; i < types.size(); i++) {
			items.add(read(types.get(i), json.get(i)));
		}
		return items;
	}

	private static RecordValue record(RecordType type, JsonNode json) {
		List<String> names = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		for (int i = 0; i < type.fields().size(); i++) {
			names.add(json.get(i).get(0).asString());
			values.add(read(type.fields().get(i).type(), json.get(i).get(1)));
		}
		return new RecordValue(names, values);
	}

	private static VariantValue variant(VariantType type, JsonNode json) {
		String name = json.get("case").asString();
		for (VariantType.Case each : type.cases()) {
			if (each.name().equals(name)) {
				return new VariantValue(name, payload(each.payload(), json.get("value")));
			}
		}
		throw new AssertionError("the script has the case " + name + " where the component has " + type);
	}

	private static FlagsValue flags(JsonNode json) {
		Set<String> names = new LinkedHashSet<>();
		json.forEach((name) -> names.add(name.asString()));
		return new FlagsValue(names);
	}

	private static Object primitive(PrimitiveType type, String text) {
		return switch (type) {
			case BOOL -> Boolean.valueOf(text);
			case S8 -> integer(text).byteValueExact();
			case U8, S16 -> integer(text).shortValueExact();
			case U16, S32 -> integer(text).intValueExact();
			case U32, S64 -> integer(text).longValueExact();
			case U64 -> integer(text);
			case F32 -> floating(text).floatValue();
			case F64 -> floating(text);
			case CHAR -> text.codePointAt(0);
			case STRING -> text;
		};
	}

	/** As the text format writes it, perhaps in hexadecimal. */
	private static BigInteger integer(String text) {
		String digits = text.replace("_", "");
		return digits.contains("0x") ? new BigInteger(digits.replace("0x", ""), 16) : new BigInteger(digits);
	}

	private static Double floating(String text) {
		return switch (text) {
			case "inf" -> Double.POSITIVE_INFINITY;
			case "-inf" -> Double.NEGATIVE_INFINITY;
			default -> text.contains("nan") ? Double.NaN : Double.parseDouble(text);
		};
	}

}
