package dev.theater.component.abi;

import dev.theater.component.type.FunctionType;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/**
 * Java code that a component imports and exports again: no guest is on the way, but the
 * values are checked as if one were.
 */
public final class PassedFunction {

	private final FunctionCodec codec;

	private final LoweredFunction.Target target;

	/**
	 * Passes Java code on.
	 * @param type the component-level type
	 * @param codecs the codecs of the component
	 * @param target what it does
	 */
	public PassedFunction(FunctionType type, Codecs codecs, LoweredFunction.Target target) {
		this.codec = new FunctionCodec(type, codecs);
		this.target = target;
	}

	/**
	 * Calls it.
	 * @param arguments one value per parameter
	 * @return the result, null if the type has none
	 * @throws IllegalArgumentException if the arguments are not of the type; nothing has
	 * happened then
	 * @throws WasmTrap of reason {@link WasmTrap.Reason#HOST} if the code fails or its
	 * result is not of the type
	 */
	public @Nullable Object call(Object... arguments) {
		this.codec.checkArguments(arguments);
		try {
			Object result = this.target.call(arguments);
			this.codec.checkResult(result);
			return result;
		}
		catch (WasmTrap trap) {
			throw trap;
		}
		catch (RuntimeException | Error failure) {
			throw new WasmTrap(WasmTrap.Reason.HOST, "host function failed", failure);
		}
	}

}
