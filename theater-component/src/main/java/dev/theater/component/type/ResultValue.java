package dev.theater.component.type;

import org.jspecify.annotations.Nullable;

/** A value of a result type: success or failure, each perhaps with a value. */
public final class ResultValue {

	private static final ResultValue OK = new ResultValue(true, null);

	private static final ResultValue ERR = new ResultValue(false, null);

	private final boolean success;

	private final @Nullable Object value;

	private ResultValue(boolean success, @Nullable Object value) {
		this.success = success;
		this.value = value;
	}

	/**
	 * Success without a value.
	 * @return the value of such as {@code result<_, string>}
	 */
	public static ResultValue ok() {
		return OK;
	}

	/**
	 * Success.
	 * @param value the value, null where the type has none
	 * @return the result
	 */
	public static ResultValue ok(@Nullable Object value) {
		return value != null ? new ResultValue(true, value) : OK;
	}

	/**
	 * Failure without a value.
	 * @return the value of such as {@code result<string>}
	 */
	public static ResultValue err() {
		return ERR;
	}

	/**
	 * Failure.
	 * @param value the value, null where the type has none
	 * @return the result
	 */
	public static ResultValue err(@Nullable Object value) {
		return value != null ? new ResultValue(false, value) : ERR;
	}

	/**
	 * Whether this is success.
	 * @return false for failure
	 */
	public boolean isOk() {
		return this.success;
	}

	/**
	 * The value of either side.
	 * @return null where the type has none on this side
	 */
	public @Nullable Object value() {
		return this.value;
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof ResultValue result && this.success == result.success
				&& Content.same(this.value, result.value);
	}

	@Override
	public int hashCode() {
		return (this.success ? 1 : 2) * 31 + Content.hash(this.value);
	}

	@Override
	public String toString() {
		String side = this.success ? "ok" : "err";
		return this.value != null ? side + "(" + Content.describe(this.value) + ")" : side;
	}

}
