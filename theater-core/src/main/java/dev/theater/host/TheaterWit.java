package dev.theater.host;

import dev.theater.component.type.EnumType;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ListType;
import dev.theater.component.type.OptionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.RecordType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.TupleType;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * The types of the WIT package {@code theater:simple}, as {@code actors/wit/theater.wit}
 * has them.
 */
final class TheaterWit {

	static final String TYPES = "theater:simple/types";

	static final ValueType STRING = PrimitiveType.STRING;

	static final ValueType BYTES = new ListType(PrimitiveType.U8);

	static final ValueType OPTIONAL_BYTES = new OptionType(BYTES);

	static final ValueType BOOL = PrimitiveType.BOOL;

	static final ValueType U32 = PrimitiveType.U32;

	static final ValueType U64 = PrimitiveType.U64;

	static final ValueType F64 = PrimitiveType.F64;

	static final ValueType CONTENT_REF = RecordType.of(RecordType.field("hash", STRING));

	/** {@code result<_, string>}. */
	static final ValueType DONE = result(null);

	static final ValueType EVENT = RecordType.of(RecordType.field("event-type", STRING),
			RecordType.field("parent", new OptionType(PrimitiveType.U64)), RecordType.field("data", BYTES));

	static final ValueType META_EVENT = RecordType.of(RecordType.field("hash", PrimitiveType.U64),
			RecordType.field("event", EVENT));

	static final ValueType CHAIN = RecordType.of(RecordType.field("events", new ListType(META_EVENT)));

	static final ValueType CHAIN_EVENT = RecordType.of(RecordType.field("hash", BYTES),
			RecordType.field("parent-hash", OPTIONAL_BYTES), RecordType.field("event-type", STRING),
			RecordType.field("data", BYTES), RecordType.field("timestamp", PrimitiveType.U64));

	static final ValueType CHANNEL_ACCEPT = RecordType.of(RecordType.field("accepted", PrimitiveType.BOOL),
			RecordType.field("message", OPTIONAL_BYTES));

	static final ValueType ERROR_TYPE = EnumType.of("operation-timeout", "channel-closed", "shutting-down",
			"function-not-found", "type-mismatch", "internal", "serialization-error", "update-component-error",
			"paused");

	static final ValueType ACTOR_ERROR = RecordType.of(RecordType.field("error-type", ERROR_TYPE),
			RecordType.field("data", OPTIONAL_BYTES));

	private TheaterWit() {
	}

	/** {@code result<ok, string>}. */
	static ValueType result(@Nullable ValueType ok) {
		return new ResultType(ok, STRING);
	}

	/**
	 * The type of an export: state and parameters in, state and perhaps a response out.
	 */
	static FunctionType handler(TupleType params, @Nullable ValueType response) {
		TupleType ok = (response != null) ? TupleType.of(OPTIONAL_BYTES, TupleType.of(response))
				: TupleType.of(OPTIONAL_BYTES);
		return FunctionType.of(result(ok), FunctionType.param("state", OPTIONAL_BYTES),
				FunctionType.param("params", params));
	}

}
