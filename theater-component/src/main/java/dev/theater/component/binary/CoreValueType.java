package dev.theater.component.binary;

import java.util.Locale;

/** A value type of core WebAssembly. */
public enum CoreValueType {

	/** 32-bit integer. */
	I32,
	/** 64-bit integer. */
	I64,
	/** 32-bit float. */
	F32,
	/** 64-bit float. */
	F64,
	/** 128-bit vector. */
	V128,
	/** Nullable reference to a function. */
	FUNCREF,
	/** Nullable reference to a host object. */
	EXTERNREF,
	/** Nullable reference to an exception. */
	EXNREF,
	/** Any other reference. */
	OTHER_REF;

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
