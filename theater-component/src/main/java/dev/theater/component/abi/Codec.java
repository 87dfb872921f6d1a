package dev.theater.component.abi;

import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * Moves values of one type between Java and a guest. Has no state: all codecs of a
 * component form a graph that its instances share. Addresses given to {@link #load} and
 * {@link #store} are aligned and inside the memory with the type's whole size; values
 * given to {@link #store} and {@link #lower} have passed {@link #check}.
 */
abstract sealed class Codec
		permits PrimitiveCodec, StringCodec, BytesCodec, ListCodec, FieldsCodec, CasesCodec, FlagsCodec {

	/** What an object takes on the heap beside its content, generously. */
	static final int OBJECT_BYTES = 24;

	private final ValueType type;

	private final int size;

	private final int alignment;

	private final int flatCount;

	Codec(ValueType type) {
		this.type = type;
		this.size = type.layout().size();
		this.alignment = type.layout().alignment();
		this.flatCount = type.layout().flat().size();
	}

	final ValueType type() {
		return this.type;
	}

	final int size() {
		return this.size;
	}

	final int alignment() {
		return this.alignment;
	}

	/** The number of core values; 17 stands for any number above 16. */
	final int flatCount() {
		return this.flatCount;
	}

	/** Whether a Java value is one of this type; the message says where it is not. */
	abstract void check(@Nullable Object value);

	/** Reads a value from linear memory. */
	abstract Object load(CallContext context, long address);

	/** Writes a value into linear memory. */
	abstract void store(CallContext context, Object value, long address);

	/** Reads a value from core values. */
	abstract Object lift(CallContext context, FlatValues from);

	/** Writes a value as core values. */
	abstract void lower(CallContext context, Object value, FlatValues to);

	/** The complaint about a Java value that is not one of this type. */
	final IllegalArgumentException notOf(@Nullable Object value, String expected) {
		String given = (value != null) ? "a " + value.getClass().getName() : "null";
		return new IllegalArgumentException(given + " for a value of type " + this.type + "; expected " + expected);
	}

	/** Says where inside a composite a value is wrong. */
	static IllegalArgumentException inside(String where, IllegalArgumentException cause) {
		return new IllegalArgumentException(where + ": " + cause.getMessage(), cause);
	}

}
