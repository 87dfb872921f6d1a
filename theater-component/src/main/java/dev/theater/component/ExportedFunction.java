package dev.theater.component;

import dev.theater.component.type.FunctionType;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/** A function that an instance exports. For one thread at a time, like its instance. */
public final class ExportedFunction {

	private final ComponentInstance instance;

	private final FunctionType type;

	private final Target target;

	ExportedFunction(ComponentInstance instance, FunctionType type, Target target) {
		this.instance = instance;
		this.type = type;
		this.target = target;
	}

	/** What is called in the end. */
	@FunctionalInterface
	interface Target {

		@Nullable Object call(Object[] arguments);

	}

	/**
	 * The function's type.
	 * @return with the parameters' names
	 */
	public FunctionType type() {
		return this.type;
	}

	/**
	 * Calls the function.
	 * @param arguments one per parameter, as the table of
	 * {@link dev.theater.component.type} says
	 * @return the result as the table of {@link dev.theater.component.type} says, null
	 * where the type has none
	 * @throws IllegalArgumentException if an argument does not have the parameter's type;
	 * the guest has not been entered
	 * @throws TrapException if the guest is stopped; its instance refuses every further
	 * call
	 */
	public @Nullable Object call(Object... arguments) {
		Object result = this.instance.call(this.target, arguments);
		if (this.instance.hasTrapped()) {
			// a host function called back, the callee trapped, and nobody passed it on
			throw new TrapException(new WasmTrap(WasmTrap.Reason.REENTRY,
					"component instance has trapped during this call, in a function that a host function called"));
		}
		return result;
	}

	/**
	 * The function's type in WIT.
	 * @return such as {@code func(msg: string) -> result<_, string>}
	 */
	@Override
	public String toString() {
		return this.type.toString();
	}

}
