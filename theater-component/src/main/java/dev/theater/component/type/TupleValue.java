package dev.theater.component.type;

import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** A value of a tuple type: items in order. */
public final class TupleValue {

	private final List<Object> items;

	/**
	 * A tuple.
	 * @param items the items in order, none of them null
	 */
	public TupleValue(List<?> items) {
		this.items = Content.copy(items, "item");
	}

	/**
	 * A tuple.
	 * @param items the items in order, none of them null
	 * @return the value
	 */
	public static TupleValue of(Object... items) {
		return new TupleValue(Arrays.asList(items));
	}

	/**
	 * One item.
	 * @param index from 0
	 * @return the item
	 */
	public Object get(int index) {
		return this.items.get(index);
	}

	/**
	 * The items in order.
	 * @return unmodifiable
	 */
	public List<Object> items() {
		return this.items;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof TupleValue value && Content.same(this.items, value.items);
	}

	@Override
	public int hashCode() {
		return Content.hash(this.items);
	}

	@Override
	public String toString() {
		return "(" + Content.describeItems(this.items) + ")";
	}

}
