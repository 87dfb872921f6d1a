package dev.theater.component.type;

import java.util.List;

/** {@code tuple<A, B, …>} of one item or more; in Java {@link TupleValue}. */
public final class TupleType extends CompositeType {

	private final List<ValueType> items;

	/**
	 * A tuple type.
	 * @param items the items' types in order, at least one
	 */
	public TupleType(List<? extends ValueType> items) {
		super(Layout.ofFields(Label.notEmpty(items, "a tuple", "item")), 0, items, false);
		this.items = List.copyOf(items);
	}

	/**
	 * A tuple type.
	 * @param items the items' types in order, at least one
	 * @return the type
	 */
	public static TupleType of(ValueType... items) {
		return new TupleType(List.of(items));
	}

	/**
	 * The items' types in order.
	 * @return unmodifiable
	 */
	public List<ValueType> items() {
		return this.items;
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.items.equals(((TupleType) other).items);
	}

	@Override
	void print(WitText text) {
		text.text("tuple<");
		for (int i = 0; i < this.items.size(); i++) {
			text.text(i == 0 ? "" : ", ").type(this.items.get(i));
		}
		text.text(">");
	}

}
