package dev.theater.component.type;

import java.util.List;

/**
 * {@code list<T>}; in Java {@code byte[]} for {@code list<u8>}, else {@link List}.
 */
public final class ListType extends CompositeType {

	private static final Layout LAYOUT = new Layout(8, 4, List.of(FlatType.I32, FlatType.I32));

	private final ValueType element;

	/**
	 * A list type.
	 * @param element the elements' type
	 */
	public ListType(ValueType element) {
		super(LAYOUT, 0, List.of(element), false);
		this.element = element;
	}

	/**
	 * The elements' type.
	 * @return the type
	 */
	public ValueType element() {
		return this.element;
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.element.equals(((ListType) other).element);
	}

	@Override
	void print(WitText text) {
		text.text("list<").type(this.element).text(">");
	}

}
