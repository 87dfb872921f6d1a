package dev.theater.component.type;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/** {@code variant} of one case or more; in Java {@link VariantValue}. */
public final class VariantType extends CompositeType {

	private final List<Case> cases;

	/**
	 * A variant type.
	 * @param cases the cases in order, at least one, their names strongly unique
	 */
	public VariantType(List<Case> cases) {
		super(Layout.ofCases(payloads(Label.notEmpty(cases, "a variant", "case"))), names(cases).hashCode(),
				payloads(cases), false);
		Label.requireUnique(names(cases), "case");
		this.cases = List.copyOf(cases);
	}

	/**
	 * A variant type.
	 * @param cases the cases in order, at least one, their names strongly unique
	 * @return the type
	 */
	public static VariantType of(Case... cases) {
		return new VariantType(List.of(cases));
	}

	/**
	 * The cases in order.
	 * @return unmodifiable
	 */
	public List<Case> cases() {
		return this.cases;
	}

	private static List<String> names(List<Case> cases) {
		return cases.stream().map(Case::name).toList();
	}

	private static List<@Nullable ValueType> payloads(List<Case> cases) {
		List<@Nullable ValueType> payloads = new ArrayList<>();
		for (Case each : cases) {
			payloads.add(each.payload());
		}
		return payloads;
	}

	@Override
	boolean sameAs(CompositeType other) {
		return this.cases.equals(((VariantType) other).cases);
	}

	@Override
	void print(WitText text) {
		text.text("variant { ");
		for (int i = 0; i < this.cases.size(); i++) {
			Case each = this.cases.get(i);
			text.text(i == 0 ? "" : ", ").text(each.name());
			if (each.payload() != null) {
				text.text("(").type(each.payload()).text(")");
			}
		}
		text.text(" }");
	}

	/**
	 * One case.
	 *
	 * @param name a label
	 * @param payload its payload's type, null for none
	 */
	public record Case(String name, @Nullable ValueType payload) {

		/**
		 * Checks the name.
		 */
		public Case {
			Label.require(name, "case");
		}

	}

}
