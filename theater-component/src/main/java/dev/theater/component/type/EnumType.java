package dev.theater.component.type;

import java.util.Collections;
import java.util.List;

/** {@code enum} of one case or more; in Java {@link EnumValue}. */
public final class EnumType extends CompositeType {

	private final List<String> cases;

	/**
	 * An enum type.
	 * @param cases the cases' names in order, at least one, strongly unique
	 */
	public EnumType(List<String> cases) {
		super(Layout.ofCases(Collections.nCopies(Label.notEmpty(cases, "an enum", "case").size(), null)),
				cases.hashCode(), List.of(), false);
		Label.requireUnique(cases, "case");
		this.cases = List.copyOf(cases);
	}

	/**
	 * An enum type.
	 * @param cases the cases' names in order, at least one, strongly unique
	 * @return the type
	 */
	public static EnumType of(String... cases) {
		return new EnumType(List.of(cases));
	}

	/**
	 * The cases' names in order.
	 * @return unmodifiable
	 */
	public List<String> cases() {
		return this.cases;
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.cases.equals(((EnumType) other).cases);
	}

	@Override
	void print(WitText text) {
		text.text("enum { ");
		for (int i = 0; i < this.cases.size(); i++) {
			text.text(i == 0 ? "" : ", ").text(this.cases.get(i));
		}
		text.text(" }");
	}

}
