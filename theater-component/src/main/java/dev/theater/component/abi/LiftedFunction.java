package dev.theater.component.abi;

import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.FunctionType;
import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.WasmFunction;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/**
 * A core function of a guest as a component-level function ({@code canon lift}). Any trap
 * on the way, {@code post-return} included, ends the component instance.
 */
public final class LiftedFunction {

	private final FunctionCodec codec;

	private final WasmFunction core;

	private final CallContext context;

	private final InstanceState instance;

	/**
	 * Lifts a function.
	 * @param type its component-level type
	 * @param codecs the codecs of its component
	 * @param core the core function, of the type {@link #signature(FunctionType)}
	 * @param options memory, allocator, post-return and encoding
	 * @param instance the component instance it belongs to
	 * @throws IllegalArgumentException if the core function has another type
	 */
	public LiftedFunction(FunctionType type, Codecs codecs, WasmFunction core, CanonOptions options,
			InstanceState instance) {
		this.codec = codecs.of(type);
		if (!core.type().equals(this.codec.lifted())) {
			throw new IllegalArgumentException(
					"a core function of type " + core.type() + " for " + type + "; expected " + this.codec.lifted());
		}
		this.core = core;
		this.context = new CallContext(options, instance);
		this.instance = instance;
	}

	/**
	 * The core type of a function to be lifted.
	 * @param type the component-level type
	 * @return the core type
	 */
	public static FunctionSignature signature(FunctionType type) {
		return FunctionCodec.signature(FlatSignature.lifted(type));
	}

	/**
	 * Its component-level type.
	 * @return the type
	 */
	public FunctionType type() {
		return this.codec.type();
	}

	/**
	 * Calls it.
	 * @param arguments one value per parameter
	 * @return the result, null if the type has none
	 * @throws IllegalArgumentException if the arguments are not of the type; nothing has
	 * happened then
	 * @throws WasmTrap if anything goes wrong later
	 */
	public @Nullable Object call(Object... arguments) {
		this.codec.checkArguments(arguments);
		if (this.instance.budget().isInUse()) {
			// a host function calls back: no part of a component may be entered while
			// another is busy
			this.instance.trap();
			throw new WasmTrap(WasmTrap.Reason.REENTRY, "cannot enter component instance: a call of it is under way");
		}
		return callChecked(arguments);
	}

	/** Calls it with values that a codec of the same types has made. */
	@Nullable Object callChecked(Object[] arguments) {
		this.instance.enter();
		TransferBudget budget = this.instance.budget();
		budget.begin();
		try {
			return enter(arguments);
		}
		catch (WasmTrap trap) {
			this.instance.trap();
			throw trap;
		}
		catch (OutOfMemoryError failure) {
			this.instance.trap();
			throw new WasmTrap(WasmTrap.Reason.LIMIT, "out of host memory", failure);
		}
		catch (RuntimeException | Error failure) {
			this.instance.trap();
			throw failure;
		}
		finally {
			budget.end();
			this.instance.exit();
		}
	}

	private @Nullable Object enter(Object[] arguments) {
		this.instance.forbidLeaving();
		long[] flat = this.codec.lowerArguments(this.context, arguments);
		this.instance.allowLeaving();
		long[] results = this.core.call(flat);
		Object result = this.codec.liftResult(this.context, results);
		WasmFunction postReturn = this.context.options().postReturn();
		if (postReturn != null) {
			this.instance.forbidLeaving();
			postReturn.call(results);
			this.instance.allowLeaving();
		}
		return result;
	}

}
