package dev.theater.component.abi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.theater.component.type.EnumValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.VariantValue;
import org.jspecify.annotations.Nullable;

/**
 * How Java shows a value that is one of several cases.
 */
sealed interface CaseShape {

	/** Cases that a message names. */
	int MAX_SHOWN = 20;

	/** The value's case, or -1 if it is no such value. */
	int index(Object value);

	/** What the value carries, null for nothing. */
	@Nullable Object payload(Object value);

	/** The value of a case. */
	Object make(int index, @Nullable Object payload);

	/** What a case is called in messages. */
	String name(int index);

	/** What Java value is expected. */
	String expected();

	/** {@link Optional}. */
	record OfOption() implements CaseShape {

		@Override
		public int index(Object value) {
			if (value instanceof Optional<?> option) {
				return option.isPresent() ? 1 : 0;
			}
			return -1;
		}

		@Override
		public @Nullable Object payload(Object value) {
			return ((Optional<?>) value).orElse(null);
		}

		@Override
		public Object make(int index, @Nullable Object payload) {
			return Optional.ofNullable(payload);
		}

		@Override
		public String name(int index) {
			return (index == 0) ? "none" : "some";
		}

		@Override
		public String expected() {
			return "an Optional";
		}

	}

	/** {@link ResultValue}. */
	record OfResult() implements CaseShape {

		@Override
		public int index(Object value) {
			if (value instanceof ResultValue result) {
				return result.isOk() ? 0 : 1;
			}
			return -1;
		}

		@Override
		public @Nullable Object payload(Object value) {
			return ((ResultValue) value).value();
		}

		@Override
		public Object make(int index, @Nullable Object payload) {
			return (index == 0) ? ResultValue.ok(payload) : ResultValue.err(payload);
		}

		@Override
		public String name(int index) {
			return (index == 0) ? "ok" : "err";
		}

		@Override
		public String expected() {
			return "a ResultValue";
		}

	}

	/** {@link EnumValue}: one instance per case. */
	record OfEnum(List<EnumValue> values, Map<String, Integer> indices) implements CaseShape {

		static OfEnum of(List<String> names) {
			return new OfEnum(names.stream().map(EnumValue::new).toList(), indicesOf(names));
		}

		@Override
		public int index(Object value) {
			return (value instanceof EnumValue label) ? this.indices.getOrDefault(label.caseName(), -1) : -1;
		}

		@Override
		public @Nullable Object payload(Object value) {
			return null;
		}

		@Override
		public Object make(int index, @Nullable Object payload) {
			return this.values.get(index);
		}

		@Override
		public String name(int index) {
			return this.values.get(index).caseName();
		}

		@Override
		public String expected() {
			return "an EnumValue of one of the cases " + some(this.values);
		}

	}

	/** {@link VariantValue}. */
	record OfVariant(List<String> names, Map<String, Integer> indices) implements CaseShape {

		static OfVariant of(List<String> names) {
			return new OfVariant(names, indicesOf(names));
		}

		@Override
		public int index(Object value) {
			return (value instanceof VariantValue variant) ? this.indices.getOrDefault(variant.caseName(), -1) : -1;
		}

		@Override
		public @Nullable Object payload(Object value) {
			return ((VariantValue) value).payload();
		}

		@Override
		public Object make(int index, @Nullable Object payload) {
			return new VariantValue(this.names.get(index), payload);
		}

		@Override
		public String name(int index) {
			return this.names.get(index);
		}

		@Override
		public String expected() {
			return "a VariantValue of one of the cases " + some(this.names);
		}

	}

	private static String some(List<?> cases) {
		return (cases.size() <= MAX_SHOWN) ? cases.toString()
				: cases.subList(0, MAX_SHOWN) + " and " + (cases.size() - MAX_SHOWN) + " more";
	}

	private static Map<String, Integer> indicesOf(List<String> names) {
		Map<String, Integer> indices = new HashMap<>();
		for (int i = 0; i < names.size(); i++) {
			indices.put(names.get(i), i);
		}
		return Map.copyOf(indices);
	}

}
