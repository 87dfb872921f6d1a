package dev.theater.component.type;

import java.util.List;
import java.util.Locale;

/** The types without parts, {@code string} among them. */
public enum PrimitiveType implements ValueType {

	/** Java {@link Boolean}. */
	BOOL(1, FlatType.I32),
	/** Java {@link Byte}. */
	S8(1, FlatType.I32),
	/** Java {@link Short}, 0 to 255. */
	U8(1, FlatType.I32),
	/** Java {@link Short}. */
	S16(2, FlatType.I32),
	/** Java {@link Integer}, 0 to 65,535. */
	U16(2, FlatType.I32),
	/** Java {@link Integer}. */
	S32(4, FlatType.I32),
	/** Java {@link Long}, 0 to 2³² − 1. */
	U32(4, FlatType.I32),
	/** Java {@link Long}. */
	S64(8, FlatType.I64),
	/** Java {@link java.math.BigInteger}, 0 to 2⁶⁴ − 1. */
	U64(8, FlatType.I64),
	/** Java {@link Float}. */
	F32(4, FlatType.F32),
	/** Java {@link Double}. */
	F64(8, FlatType.F64),
	/** Java {@link Integer}, a Unicode scalar value. */
	CHAR(4, FlatType.I32),
	/** Java {@link String} without lone surrogates. */
	STRING(8, 4, FlatType.I32, FlatType.I32);

	private final Layout layout;

	PrimitiveType(int size, FlatType flat) {
		this(size, size, flat);
	}

	PrimitiveType(int size, int alignment, FlatType... flat) {
		this.layout = new Layout(size, alignment, List.of(flat));
	}

	@Override
	public Layout layout() {
		return this.layout;
	}

	@Override
	public int effectiveSize() {
		return 1;
	}

	@Override
	public int depth() {
		return 1;
	}

	@Override
	public boolean containsHandle() {
		return false;
	}

	@Override
	public boolean containsPointer() {
		return this == STRING;
	}

	/**
	 * The type in WIT.
	 * @return such as {@code u32}
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
