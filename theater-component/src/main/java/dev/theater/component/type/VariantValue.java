package dev.theater.component.type;

import org.jspecify.annotations.Nullable;

/** A value of a variant type: a case and, where the case has one, its payload. */
public final class VariantValue {

	private final String caseName;

	private final @Nullable Object payload;

	/**
	 * A case with its payload.
	 * @param caseName the case's name
	 * @param payload its payload, null where the case has none
	 */
	public VariantValue(String caseName, @Nullable Object payload) {
		this.caseName = caseName;
		this.payload = payload;
	}

	/**
	 * A case without payload.
	 * @param caseName the case's name
	 * @return the value
	 */
	public static VariantValue of(String caseName) {
		return new VariantValue(caseName, null);
	}

	/**
	 * A case with its payload.
	 * @param caseName the case's name
	 * @param payload its payload
	 * @return the value
	 */
	public static VariantValue of(String caseName, Object payload) {
		return new VariantValue(caseName, payload);
	}

	/**
	 * The case's name.
	 * @return as in the type
	 */
	public String caseName() {
		return this.caseName;
	}

	/**
	 * The payload.
	 * @return null where the case has none
	 */
	public @Nullable Object payload() {
		return this.payload;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof VariantValue value && this.caseName.equals(value.caseName)
				&& Content.same(this.payload, value.payload);
	}

	@Override
	public int hashCode() {
		return this.caseName.hashCode() * 31 + Content.hash(this.payload);
	}

	@Override
	public String toString() {
		return this.payload != null ? this.caseName + "(" + Content.describe(this.payload) + ")" : this.caseName;
	}

}
