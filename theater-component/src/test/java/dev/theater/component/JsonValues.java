package dev.theater.component;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.EnumValue;
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
import tools.jackson.databind.JsonNode;

/**
 * Values of the actors' expectations: ../shared/actors/README.md says how they are
 * written.
 */
final class JsonValues {

	private JsonValues() {
	}

	static Object value(ValueType type, JsonNode json) {
		return switch (type) {
			case PrimitiveType primitive -> primitive(primitive, json);
			case ListType list when list.element() == PrimitiveType.U8 -> bytes(json);
			case ListType list -> items(json, list.element());
			case OptionType option -> json.isNull() ? Optional.empty() : Optional.of(value(option.some(), json));
			case TupleType tuple -> tuple(tuple, json);
			case RecordType fields -> record(fields, json);
			case EnumType enumeration -> new EnumValue(json.asString());
			case ResultType result -> json.has("ok") ? ResultValue.ok(side(result.ok(), json.get("ok")))
					: ResultValue.err(side(result.err(), json.get("err")));
			default -> throw new IllegalArgumentException("no actor uses " + type);
		};
	}

	/** What a mock answers when the expectations name no answer. */
	static Object unit(ValueType type) {
		return switch (type) {
			case PrimitiveType primitive when primitive == PrimitiveType.STRING -> "id";
			case ListType list when list.element() == PrimitiveType.U8 -> new byte[0];
			case ListType list -> List.of();
			case OptionType option -> Optional.empty();
			case RecordType fields -> new RecordValue(fields.fields().stream().map(RecordType.Field::name).toList(),
					fields.fields().stream().map((field) -> unit(field.type())).toList());
			case ResultType result -> ResultValue.ok(result.ok() != null ? unit(result.ok()) : null);
			default -> throw new IllegalArgumentException("no host function returns " + type);
		};
	}

	private static Object side(ValueType type, JsonNode json) {
		return type != null ? value(type, json) : null;
	}

	private static Object primitive(PrimitiveType type, JsonNode json) {
		return switch (type) {
			case BOOL -> json.asBoolean();
			case U64 -> new BigInteger(json.asString());
			case STRING -> new String(bytes(json), StandardCharsets.UTF_8);
			default -> throw new IllegalArgumentException("no actor uses " + type);
		};
	}

	private static byte[] bytes(JsonNode json) {
		if (json.isString()) {
			return json.asString().getBytes(StandardCharsets.UTF_8);
		}
		if (json.has("hex")) {
			return HexFormat.of().parseHex(json.get("hex").asString());
		}
		JsonNode repeat = json.get("repeat");
		return repeat.get(0).asString().repeat(repeat.get(1).asInt()).getBytes(StandardCharsets.UTF_8);
	}

	private static List<Object> items(JsonNode json, ValueType element) {
		List<Object> items = new ArrayList<>();
		json.forEach((item) -> items.add(value(element, item)));
		return items;
	}

	private static TupleValue tuple(TupleType type, JsonNode json) {
		if (json.size() != type.items().size()) {
			throw new IllegalArgumentException(json + " for " + type);
		}
		List<Object> items = new ArrayList<>();
		for (int i = 0; i < json.size(); i++) {
			items.add(value(type.items().get(i), json.get(i)));
		}
		return new TupleValue(items);
	}

	private static RecordValue record(RecordType type, JsonNode json) {
		List<String> names = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		for (RecordType.Field field : type.fields()) {
			names.add(field.name());
			values.add(value(field.type(), json.get(field.name())));
		}
		return new RecordValue(names, values);
	}

}
