package dev.theater.host;

import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import org.jspecify.annotations.Nullable;

/** Takes the declarations of a {@link HostHandler}'s functions. */
public interface HostFunctions {

	/**
	 * Declares a named type of an interface, such as {@code chain} of
	 * {@code theater:simple/types}.
	 */
	HostFunctions type(String interfaceName, String name, ValueType type);

	/**
	 * Declares a function.
	 * @param interfaceName such as {@code theater:simple/runtime}
	 * @param name such as {@code log}
	 * @param type its WIT type
	 * @param function what it does
	 */
	HostFunctions function(String interfaceName, String name, FunctionType type, Function function);

	/**
	 * A function of the host. Its arguments and result are Java values of their WIT
	 * types.
	 */
	@FunctionalInterface
	interface Function {

		/**
		 * @throws RuntimeException becomes the function's {@code err} where its type is a
		 * result with a string error, otherwise the actor's failure with cause
		 * {@code host}
		 */
		@Nullable Object call(HostCall call, Object[] arguments);

		/**
		 * What the caller's chain tells of a call instead of its arguments, in this
		 * order: texts, bytes, truth values, {@code Long} or lists of texts. Asked before
		 * the call, whatever the arguments are.
		 * @return null if it tells the arguments
		 */
		default @Nullable Map<String, ?> noted(Object[] arguments) {
			return null;
		}

		/**
		 * Likewise of the result, or of the {@code ok} of one that may be an error;
		 * errors are told as they are.
		 * @return null if it tells the result
		 */
		default @Nullable Map<String, ?> notedResult(Object result) {
			return null;
		}

	}

}
