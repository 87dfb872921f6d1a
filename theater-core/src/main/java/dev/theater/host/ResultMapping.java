package dev.theater.host;

import java.lang.reflect.Type;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.theater.component.type.PrimitiveType;
import dev.theater.component.type.ResultType;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What a method returns as the result of a function. Of {@code result<T, string>} it
 * returns the {@code T} and throws the error.
 *
 * @param value how the value is mapped; null if there is none
 * @param isOk whether it is the {@code ok} of a result
 * @param isLater whether the method returns a stage of it
 */
record ResultMapping(@Nullable ValueMapping value, boolean isOk, boolean isLater) {

	private static final String PART = "result";

	static ResultMapping of(@Nullable ValueType type, Type java) {
		Type later = JavaTypes.argument(java, CompletableFuture.class);
		if (later == null) {
			later = JavaTypes.argument(java, CompletionStage.class);
		}
		Type returned = (later != null) ? later : java;
		if (type instanceof ResultType result && returned != ResultValue.class) {
			if (result.err() != PrimitiveType.STRING) {
				throw new MisfitException("result: " + type + " must be " + ResultValue.class.getName()
						+ " in Java, since an exception can only become an error of type string");
			}
			return new ResultMapping(value(result.ok(), returned), true, later != null);
		}
		return new ResultMapping(value(type, returned), false, later != null);
	}

	private static @Nullable ValueMapping value(@Nullable ValueType type, Type java) {
		if (type != null) {
			return ValueMappings.ofPart(PART, type, java);
		}
		if (java != void.class && java != Void.class) {
			throw new MisfitException(
					"result: the function gives no value, the method " + java.getTypeName() + "; it must be void");
		}
		return null;
	}

	@Nullable Object toWit(HostCall call, @Nullable Object returned) {
		Object given = this.isLater ? call.await((CompletionStage<?>) Objects.requireNonNull(returned)) : returned;
		Object result = (this.value != null) ? this.value.toWit(given) : null;
		return this.isOk ? ResultValue.ok(result) : result;
	}

}
