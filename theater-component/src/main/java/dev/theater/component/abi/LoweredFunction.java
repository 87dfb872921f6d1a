package dev.theater.component.abi;

import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.FunctionType;
import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.WasmFunction;
import org.jspecify.annotations.Nullable;

/**
 * A component-level function as a core function that a guest imports
 * ({@code canon lower}).
 */
public final class LoweredFunction {

	private final FunctionCodec codec;

	private final CallContext context;

	private final Target target;

	/**
	 * What a lowered function calls.
	 */
	@FunctionalInterface
	public interface Target {

		/**
		 * Called on the guest's thread, outside the guest. Whatever it throws traps the
		 * caller.
		 * @param arguments checked values, one per parameter
		 * @return the result, null if the type has none; a value of another type traps
		 * the caller as a failure of the host
		 */
		@Nullable Object call(Object[] arguments);

	}

	private LoweredFunction(FunctionCodec codec, CallContext context, Target target) {
		this.codec = codec;
		this.context = context;
		this.target = target;
	}

	/**
	 * Lowers Java code.
	 * @param type the component-level type
	 * @param codecs the codecs of the component
	 * @param options the caller's memory, allocator and encoding
	 * @param caller the component instance that imports it
	 * @param target what it does
	 * @return the core function, of the type {@link #signature(FunctionType)}
	 */
	public static WasmFunction of(FunctionType type, Codecs codecs, CanonOptions options, InstanceState caller,
			Target target) {
		FunctionCodec codec = codecs.of(type);
		return of(codec, options, caller, (arguments) -> {
			Object result = target.call(arguments);
			codec.checkResult(result);
			return result;
		});
	}

	/**
	 * Lowers another component instance's function.
	 * @param type the component-level type, equal to the callee's
	 * @param codecs the codecs of the component
	 * @param options the caller's memory, allocator and encoding
	 * @param caller the component instance that imports it
	 * @param callee what it calls
	 * @return the core function, of the type {@link #signature(FunctionType)}
	 * @throws IllegalArgumentException if the types differ
	 */
	public static WasmFunction of(FunctionType type, Codecs codecs, CanonOptions options, InstanceState caller,
			LiftedFunction callee) {
		if (!type.equals(callee.type())) {
			throw new IllegalArgumentException("a function of type " + callee.type() + " for " + type);
		}
		return of(codecs.of(type), options, caller, callee::callChecked);
	}

	private static WasmFunction of(FunctionCodec codec, CanonOptions options, InstanceState caller, Target target) {
		LoweredFunction lowered = new LoweredFunction(codec, new CallContext(options, caller), target);
		return WasmFunction.host(codec.lowered(), lowered::call);
	}

	/**
	 * The core type of a lowered function.
	 * @param type the component-level type
	 * @return the core type
	 */
	public static FunctionSignature signature(FunctionType type) {
		return FunctionCodec.signature(FlatSignature.lowered(type));
	}

	private long[] call(long[] flat) {
		InstanceState caller = this.context.instance();
		caller.leave();
		// a start function's imports have no call from outside around them
		caller.budget().begin();
		try {
			Object[] arguments = this.codec.liftArguments(this.context, flat);
			Object result = this.target.call(arguments);
			caller.resume();
			caller.forbidLeaving();
			long[] results = this.codec.lowerResult(this.context, result, flat);
			caller.allowLeaving();
			return results;
		}
		finally {
			caller.budget().end();
		}
	}

}
