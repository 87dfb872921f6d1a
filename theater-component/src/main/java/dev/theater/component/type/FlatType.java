package dev.theater.component.type;

import java.util.Locale;

/** The four core types into which component values are flattened. */
public enum FlatType {

	/** 32-bit integer; also pointers, lengths, discriminants and handles. */
	I32,
	/** 64-bit integer. */
	I64,
	/** 32-bit float. */
	F32,
	/** 64-bit float. */
	F64;

	/**
	 * The type that holds either of two types at the same position of a variant's payload
	 * (canonical ABI, {@code join}).
	 * @param other the other case's type at this position
	 * @return the common type
	 */
	public FlatType join(FlatType other) {
		if (this == other) {
			return this;
		}
		boolean narrow = (this == I32 && other == F32) || (this == F32 && other == I32);
		return narrow ? I32 : I64;
	}

	/**
	 * The type as it is written in text formats.
	 * @return such as {@code i32}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
