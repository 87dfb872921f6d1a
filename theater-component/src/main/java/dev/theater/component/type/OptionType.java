package dev.theater.component.type;

import java.util.Arrays;
import java.util.List;

/** {@code option<T>}; in Java {@link java.util.Optional}. */
public final class OptionType extends CompositeType {

	private final ValueType some;

	/**
	 * An option type.
	 * @param some the value's type where there is one
	 */
	public OptionType(ValueType some) {
		super(Layout.ofCases(Arrays.asList(null, some)), 0, List.of(some), false);
		this.some = some;
	}

	/**
	 * The value's type.
	 * @return the type
	 */
	public ValueType some() {
		return this.some;
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.some.equals(((OptionType) other).some);
	}

	@Override
	void print(WitText text) {
		text.text("option<").type(this.some).text(">");
	}

}
