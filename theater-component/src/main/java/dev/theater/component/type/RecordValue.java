package dev.theater.component.type;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A value of a record type: named fields in the type's order. */
public final class RecordValue {

	private final List<String> names;

	private final List<Object> values;

	/**
	 * A record.
	 * @param names the fields' names in the type's order
	 * @param values as many values, none of them null
	 */
	public RecordValue(List<String> names, List<?> values) {
		if (names.size() != values.size()) {
			throw new IllegalArgumentException("a record of " + names.size() + " names and " + values.size()
					+ " values; each field has a name and a value");
		}
		this.names = List.copyOf(names);
		this.values = Content.copy(values, "value");
	}

	/**
	 * A record from names and values in turn.
	 * @param namesAndValues such as {@code "accepted", true, "message", Optional.empty()}
	 * @return the value
	 */
	public static RecordValue of(Object... namesAndValues) {
		if (namesAndValues.length % 2 != 0) {
			throw new IllegalArgumentException(
					namesAndValues.length + " names and values; each name is followed by its value");
		}
		List<String> names = new ArrayList<>();
		List<Object> values = new ArrayList<>();
		for (int i = 0; i < namesAndValues.length; i += 2) {
			if (!(namesAndValues[i] instanceof String name)) {
				throw new IllegalArgumentException(
						"the name at position " + i + " is not a String; names and values take turns");
			}
			names.add(name);
			values.add(namesAndValues[i + 1]);
		}
		return new RecordValue(names, values);
	}

	/**
	 * A field's value.
	 * @param name the field's name
	 * @return the value
	 * @throws IllegalArgumentException where there is no such field
	 */
	public Object get(String name) {
		int index = this.names.indexOf(name);
		if (index < 0) {
			throw new IllegalArgumentException("no field \"" + name + "\"; there are " + this.names);
		}
		return this.values.get(index);
	}

	/**
	 * The fields' names in order.
	 * @return unmodifiable
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * The fields' values in the same order.
	 * @return unmodifiable
	 */
	public List<Object> values() {
		return this.values;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof RecordValue value && this.names.equals(value.names)
				&& Content.same(this.values, value.values);
	}

	@Override
	public int hashCode() {
		return this.names.hashCode() * 31 + Content.hash(this.values);
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("{");
		for (int i = 0; i < this.names.size(); i++) {
			text.append(i == 0 ? "" : ", ").append(this.names.get(i)).append(": ");
			text.append(Content.describe(this.values.get(i)));
		}
		return text.append('}').toString();
	}

}
