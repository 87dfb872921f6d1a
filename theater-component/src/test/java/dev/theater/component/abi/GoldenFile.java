package dev.theater.component.abi;

import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.theater.component.spec.SpecFolder;
import dev.theater.component.type.BorrowType;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.OwnType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResourceType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import dev.theater.component.type.VariantValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * One of the JSON files of golden vectors: its cases, and its types and values in Java.
 */
final class GoldenFile {

	/** What the host refuses, with its name in the table of features. */
	private static final Map<String, String> UNSUPPORTED = Map.of("memory64", "memory64", "fixed-length-list",
			"fixed-length lists", "map", "map types", "async-value", "stream and future", "error-context",
			"error-context");

	private GoldenFile() {
	}

	static List<JsonNode> cases(String file) {
		Path path = SpecFolder.path().resolve("abi").resolve(file);
		List<JsonNode> cases = new ArrayList<>();
		new ObjectMapper().readTree(path.toFile()).get("cases").forEach(cases::add);
		return cases;
	}

	/**
	 * The first feature that a case needs and the host refuses, null when there is none.
	 */
	static @Nullable String unsupported(JsonNode testCase) {
		for (JsonNode feature : testCase.get("features")) {
			String name = UNSUPPORTED.get(feature.asString());
			if (name != null) {
				return name;
			}
		}
		return null;
	}

	static StringEncoding encoding(JsonNode testCase) {
		return switch (testCase.get("encoding").asString()) {
			case "utf8" -> StringEncoding.UTF8;
			case "utf16" -> StringEncoding.UTF16;
			default -> StringEncoding.LATIN1_UTF16;
		};
	}

	static @Nullable ValueType typeOrNull(JsonNode json) {
		return (json == null || json.isNull()) ? null : type(json);
	}

	static ValueType type(JsonNode json) {
		if (json.isString()) {
			return PrimitiveType.valueOf(json.asString().toUpperCase(Locale.ROOT));
		}
		String kind = json.propertyNames().iterator().next();
		JsonNode content = json.get(kind);
		return switch (kind) {
			case "list" -> new ListType(type(content));
			case "record" -> {
				List<RecordType.Field> fields = new ArrayList<>();
				content.forEach((field) -> fields.add(RecordType.field(field.get(0).asString(), type(field.get(1)))));
				yield new RecordType(fields);
			}
			case "tuple" -> new TupleType(types(content));
			case "variant" -> {
				List<VariantType.Case> cases = new ArrayList<>();
				content.forEach(
						(each) -> cases.add(new VariantType.Case(each.get(0).asString(), typeOrNull(each.get(1)))));
				yield new VariantType(cases);
			}
			case "enum" -> new EnumType(strings(content));
			case "enum_count" -> {
				List<String> names = new ArrayList<>();
				for (int i = 0; i < content.asInt(); i++) {
					names.add("c" + i);
				}
				yield new EnumType(names);
			}
			case "option" -> new OptionType(type(content));
			case "result" -> new ResultType(typeOrNull(content.get("ok")), typeOrNull(content.get("err")));
			case "flags" -> new FlagsType(strings(content));
			case "own" -> new OwnType(new ResourceType(content.asString()));
			case "borrow" -> new BorrowType(new ResourceType(content.asString()));
			default -> throw new IllegalArgumentException("unknown type " + json);
		};
	}

	static List<ValueType> types(JsonNode json) {
		List<ValueType> types = new ArrayList<>();
		json.forEach((each) -> types.add(type(each)));
		return types;
	}

	static List<String> strings(JsonNode json) {
		List<String> strings = new ArrayList<>();
		json.forEach((each) -> strings.add(each.asString()));
		return strings;
	}

	static @Nullable Object valueOrNull(@Nullable ValueType type, JsonNode json) {
		return (type == null) ? null : value(type, json);
	}

	static Object value(ValueType type, JsonNode json) {
		return switch (type) {
			case PrimitiveType primitive -> primitive(primitive, json);
			case ListType list when list.element() == PrimitiveType.U8 -> HexFormat.of().parseHex(json.asString());
			case ListType list -> {
				List<Object> items = new ArrayList<>();
				json.forEach((item) -> items.add(value(list.element(), item)));
				yield items;
			}
			case RecordType fields -> new RecordValue(fields.fields().stream().map(RecordType.Field::name).toList(),
					fields.fields().stream().map((field) -> value(field.type(), json.get(field.name()))).toList());
			case TupleType tuple -> new TupleValue(values(tuple.items(), json));
			case VariantType variant -> {
				String name = json.get("case").asString();
				ValueType payload = variant.cases()
					.stream()
					.filter((each) -> each.name().equals(name))
					.findFirst()
					.orElseThrow()
					.payload();
				yield new VariantValue(name, valueOrNull(payload, json.get("value")));
			}
			case EnumType labels -> new EnumValue(json.asString());
			case OptionType option ->
				json.isNull() ? Optional.empty() : Optional.of(value(option.some(), json.get("some")));
			case ResultType result -> json.has("ok") ? ResultValue.ok(valueOrNull(result.ok(), json.get("ok")))
					: ResultValue.err(valueOrNull(result.err(), json.get("err")));
			case FlagsType flags -> new FlagsValue(new LinkedHashSet<>(strings(json)));
			default -> throw new IllegalArgumentException("no values of " + type);
		};
	}

	static List<Object> values(List<ValueType> types, JsonNode json) {
		List<Object> values = new ArrayList<>();
		for (int i = 0; i < types.size(); i++) {
			values.add(value(types.get(i), json.get(i)));
		}
		return values;
	}

	private static Object primitive(PrimitiveType type, JsonNode json) {
		return switch (type) {
			case BOOL -> json.asBoolean();
			case S8 -> (byte) json.asInt();
			case U8, S16 -> (short) json.asInt();
			case U16, S32, CHAR -> json.asInt();
			case U32 -> json.asLong();
			case S64 -> Long.parseLong(json.asString());
			case U64 -> new BigInteger(json.asString());
			case F32 -> Float.intBitsToFloat(Integer.parseUnsignedInt(json.asString(), 16));
			case F64 -> Double.longBitsToDouble(Long.parseUnsignedLong(json.asString(), 16));
			case STRING -> json.asString();
		};
	}

	/** Core values as this package writes them: zero extended. */
	static long[] flat(JsonNode json) {
		long[] flat = new long[json.size()];
		for (int i = 0; i < flat.length; i++) {
			flat[i] = Long.parseUnsignedLong(json.get(i).asString(), 16);
		}
		return flat;
	}

	static boolean same(@Nullable Object one, @Nullable Object other) {
		// compares arrays by content, at any depth
		return new VariantValue("x", one).equals(new VariantValue("x", other));
	}

}
