package dev.theater.component.abi;

import java.util.List;
import java.util.Optional;

import dev.theater.component.type.EnumValue;
import dev.theater.component.type.FlagsValue;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.ValueType;
import dev.theater.component.type.VariantValue;
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

	private static final int MAX_SHOWN = 60;

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
		return new IllegalArgumentException(
				describe(value) + " for a value of type " + this.type + "; expected " + expected);
	}

	/** A Java value in a message: short, whatever it is. */
	static String describe(@Nullable Object value) {
		return switch (value) {
			case null -> "null";
			case byte[] bytes -> "a byte[] of " + bytes.length + " bytes";
			case String text -> "\"" + cut(text) + "\" (String)";
			case List<?> list -> "a List of " + list.size() + " elements";
			case Optional<?> option -> option.isPresent() ? "an Optional" : "an empty Optional";
			case Number number -> shown(number);
			case Boolean bool -> shown(bool);
			case Character character -> shown(character);
			case RecordValue fields -> shown(fields);
			case TupleValue items -> shown(items);
			case VariantValue variant -> shown(variant);
			case EnumValue label -> shown(label);
			case FlagsValue flags -> shown(flags);
			case ResultValue result -> shown(result);
			default -> "a " + value.getClass().getName();
		};
	}

	private static String shown(Object value) {
		return cut(value.toString()) + " (" + value.getClass().getSimpleName() + ")";
	}

	private static String cut(String text) {
		return (text.length() <= MAX_SHOWN) ? text : text.substring(0, MAX_SHOWN) + "\u2026";
	}

	/** Says where inside a composite a value is wrong. */
	static IllegalArgumentException inside(String where, IllegalArgumentException cause) {
		return new IllegalArgumentException(where + ": " + cause.getMessage(), cause);
	}

}
