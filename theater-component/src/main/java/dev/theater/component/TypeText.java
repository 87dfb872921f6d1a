package dev.theater.component;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.type.CompositeType;
import dev.theater.component.type.EnumType;
import dev.theater.component.type.FlagsType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantType;
import org.jspecify.annotations.Nullable;

/** Types in messages: named ones by their names, and where two of them differ. */
final class TypeText {

	private static final int MAX_CHARS = 300;

	private final Map<ValueType, String> names = new HashMap<>();

	private final StringBuilder out = new StringBuilder();

	private TypeText(Map<String, ValueType> names) {
		names.forEach((name, type) -> {
			if (isNominal(type)) {
				this.names.putIfAbsent(type, name);
			}
		});
	}

	/** A function's type, its named types by their names. */
	static String of(FunctionType type, Map<String, ValueType> names) {
		TypeText text = new TypeText(names);
		text.add("func(");
		for (int i = 0; i < type.params().size(); i++) {
			FunctionType.Param param = type.params().get(i);
			text.add(i == 0 ? "" : ", ").add(param.name()).add(": ").add(param.type());
		}
		text.add(")");
		if (type.result() != null) {
			text.add(" -> ").add(type.result());
		}
		return text.toString();
	}

	/** A type spelled out, the named types in it by their names. */
	static String of(ValueType type, Map<String, ValueType> names) {
		TypeText text = new TypeText(names);
		text.names.remove(type);
		return text.add(type).toString();
	}

	/**
	 * Where two types differ, empty where the types themselves do.
	 * @return such as {@code ; they differ in events[].data: list<u8> and string}
	 */
	static String difference(ValueType one, ValueType two) {
		List<String> path = new ArrayList<>();
		return difference(path, one, two);
	}

	/** Where two function types of the same parameters' names differ. */
	static String difference(FunctionType one, FunctionType two) {
		if (!names(one).equals(names(two)) || (one.result() == null) != (two.result() == null)) {
			return "";
		}
		for (int i = 0; i < one.params().size(); i++) {
			FunctionType.Param param = one.params().get(i);
			if (!param.type().equals(two.params().get(i).type())) {
				return difference(new ArrayList<>(List.of(param.name())), param.type(), two.params().get(i).type());
			}
		}
		ValueType result = one.result();
		ValueType other = two.result();
		return result != null && other != null ? difference(new ArrayList<>(List.of("result")), result, other) : "";
	}

	private static List<String> names(FunctionType type) {
		return type.params().stream().map(FunctionType.Param::name).toList();
	}

	private static String difference(List<String> path, ValueType one, ValueType two) {
		int given = path.size();
		ValueType left = one;
		ValueType right = two;
		while (true) {
			List<Part> lefts = parts(left);
			List<Part> rights = parts(right);
			boolean alike = left.getClass() == right.getClass()
					&& lefts.stream().map(Part::name).toList().equals(rights.stream().map(Part::name).toList());
			int at = 0;
			while (alike && at < lefts.size() && Objects.equals(lefts.get(at).type(), rights.get(at).type())) {
				at++;
			}
			ValueType nextLeft = alike && at < lefts.size() ? lefts.get(at).type() : null;
			ValueType nextRight = alike && at < rights.size() ? rights.get(at).type() : null;
			if (nextLeft == null || nextRight == null) {
				break;
			}
			path.add(lefts.get(at).name());
			left = nextLeft;
			right = nextRight;
		}
		if (path.size() == given) {
			return "";
		}
		String where = String.join(".", path).replace(".[]", "[]");
		return "; they differ in " + where + ": " + of(left, Map.of()) + " and " + of(right, Map.of());
	}

	/** A part of a type. */
	private record Part(String name, @Nullable ValueType type) {
	}

	private static List<Part> parts(ValueType type) {
		List<Part> parts = new ArrayList<>();
		switch (type) {
			case RecordType fields -> fields.fields().forEach((each) -> parts.add(new Part(each.name(), each.type())));
			case VariantType cases -> cases.cases().forEach((each) -> parts.add(new Part(each.name(), each.payload())));
			case ListType list -> parts.add(new Part("[]", list.element()));
			case OptionType option -> parts.add(new Part("some", option.some()));
			case ResultType result -> {
				parts.add(new Part("ok", result.ok()));
				parts.add(new Part("err", result.err()));
			}
			case TupleType tuple -> {
				for (int i = 0; i < tuple.items().size(); i++) {
					parts.add(new Part(String.valueOf(i), tuple.items().get(i)));
				}
			}
			default -> {
				// differs as a whole
			}
		}
		return parts;
	}

	private static boolean isNominal(ValueType type) {
		return type instanceof RecordType || type instanceof VariantType || type instanceof EnumType
				|| type instanceof FlagsType;
	}

	private TypeText add(String text) {
		if (this.out.length() <= MAX_CHARS) {
			this.out.append(text);
		}
		return this;
	}

	private TypeText add(@Nullable ValueType type) {
		if (this.out.length() > MAX_CHARS) {
			return this;
		}
		String name = type != null ? this.names.get(type) : null;
		if (name != null) {
			return add(name);
		}
		switch (type) {
			case null -> add("_");
			case ListType list -> add("list<").add(list.element()).add(">");
			case OptionType option -> add("option<").add(option.some()).add(">");
			case TupleType tuple -> {
				add("tuple<");
				for (int i = 0; i < tuple.items().size(); i++) {
					add(i == 0 ? "" : ", ").add(tuple.items().get(i));
				}
				add(">");
			}
			case ResultType result when result.err() != null ->
				add("result<").add(result.ok()).add(", ").add(result.err()).add(">");
			case ResultType result when result.ok() != null -> add("result<").add(result.ok()).add(">");
			case RecordType fields -> labelled("record", parts(fields));
			case VariantType cases -> labelled("variant", parts(cases));
			case CompositeType other -> add(other.toString());
			case PrimitiveType primitive -> add(primitive.toString());
		}
		return this;
	}

	private void labelled(String keyword, List<Part> parts) {
		add(keyword).add(" { ");
		for (int i = 0; i < parts.size(); i++) {
			Part part = parts.get(i);
			add(i == 0 ? "" : ", ").add(part.name());
			if (part.type() != null) {
				add(keyword.equals("record") ? ": " : "(").add(part.type()).add(keyword.equals("record") ? "" : ")");
			}
		}
		add(" }");
	}

	@Override
	public String toString() {
		return this.out.length() <= MAX_CHARS ? this.out.toString() : this.out.substring(0, MAX_CHARS) + "…";
	}

}
