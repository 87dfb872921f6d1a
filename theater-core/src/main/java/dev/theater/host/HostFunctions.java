package dev.theater.host;

import java.util.Map;

import dev.theater.component.type.FunctionType;
import dev.theater.component.type.ValueType;
import dev.theater.component.wit.Wit;
import org.jspecify.annotations.Nullable;

/** Takes the declarations of a {@link HostHandler}'s functions. */
public interface HostFunctions {

	/**
	 * Declares an interface of a WIT text, each function of which is a method: the
	 * function {@code place-order} is {@code placeOrder}, with the parameters in the same
	 * order. A first parameter of type {@link HostCall} is the call itself. Of a function
	 * that gives {@code result<T, string>} the method returns the {@code T}, and what it
	 * throws becomes the error; a method that returns a {@code CompletionStage} is waited
	 * for as {@link HostCall#await} does.
	 *
	 * <p>
	 * Types are those of {@code dev.theater.component.type}; beside these, records and
	 * enums of Java stand for those of WIT by their names, {@code List} and
	 * {@code Optional} for lists and options of all that, {@code int} for integers up to
	 * 32 bits, and {@code long} for all integers.
	 * @param wit the text
	 * @param interfaceName the interface's full name, such as {@code acme:shop/orders}
	 * @param type a Java interface with a method for each function and no others, or a
	 * class with such public methods
	 * @param target whose methods are called, by many threads at a time
	 * @throws IllegalArgumentException if methods and functions do not fit; it names all
	 * that do not, and the types that would
	 * @throws dev.theater.component.wit.WitException if the text has no such interface,
	 * or if the interface uses what is not supported
	 */
	default <T> HostFunctions wit(Wit wit, String interfaceName, Class<T> type, T target) {
		WitMethods.declare(this, wit, interfaceName, type, target);
		return this;
	}

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
