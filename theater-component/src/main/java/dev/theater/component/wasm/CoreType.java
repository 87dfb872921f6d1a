package dev.theater.component.wasm;

import java.util.Locale;

/**
 * A value type of core WebAssembly, as far as the fence tells them apart.
 */
public enum CoreType {

	/** 32-bit integer. */
	I32,
	/** 64-bit integer. */
	I64,
	/** 32-bit float, carried as its bits. */
	F32,
	/** 64-bit float, carried as its bits. */
	F64,
	/** 128-bit vector, two slots wide. */
	V128,
	/** Nullable reference to any function. */
	FUNCREF,
	/** Nullable reference to a host object. */
	EXTERNREF,
	/** Nullable reference to a guest exception. */
	EXNREF,
	/**
	 * Any other reference: typed function references and the types of the GC proposal.
	 */
	OTHER_REF;

	/**
	 * Number of {@code long}s one value takes in an argument array.
	 * @return 2 for a vector, else 1
	 */
	public int slots() {
		return this == V128 ? 2 : 1;
	}

	/**
	 * Whether values of this type are references, which have a meaning only inside one
	 * instance.
	 * @return true for the reference types
	 */
	public boolean isReference() {
		return compareTo(FUNCREF) >= 0;
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
