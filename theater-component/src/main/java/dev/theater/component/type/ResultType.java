package dev.theater.component.type;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/** {@code result<T, E>}, either side may be empty; in Java {@link ResultValue}. */
public final class ResultType extends CompositeType {

	private final @Nullable ValueType ok;

	private final @Nullable ValueType err;

	/**
	 * A result type.
	 * @param ok the value's type on success, null for none
	 * @param err the value's type on failure, null for none
	 */
	public ResultType(@Nullable ValueType ok, @Nullable ValueType err) {
		super(Layout.ofCases(Arrays.asList(ok, err)), 0, Arrays.asList(ok, err), false);
		this.ok = ok;
		this.err = err;
	}

	/**
	 * The value's type on success.
	 * @return the type, or null for none
	 */
	public @Nullable ValueType ok() {
		return this.ok;
	}

	/**
	 * The value's type on failure.
	 * @return the type, or null for none
	 */
	public @Nullable ValueType err() {
		return this.err;
	}

	@Override
	boolean sameAs(CompositeType other) {
		ResultType type = (ResultType) other;
		return Objects.equals(this.ok, type.ok) && Objects.equals(this.err, type.err);
	}

	@Override
	void print(WitText text) {
		text.text("result");
		if (this.err != null) {
			text.text("<").type(this.ok).text(", ").type(this.err).text(">");
		}
		else if (this.ok != null) {
			text.text("<").type(this.ok).text(">");
		}
	}

}
