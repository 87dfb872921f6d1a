package dev.theater.component.wasm;

import com.dylibso.chicory.runtime.GlobalInstance;

/**
 * A global of an instance.
 */
public final class WasmGlobal implements WasmExtern {

	private final GlobalInstance global;

	private final GlobalType type;

	WasmGlobal(GlobalInstance global, GlobalType type) {
		this.global = global;
		this.type = type;
	}

	GlobalInstance engineGlobal() {
		return this.global;
	}

	@Override
	public GlobalType type() {
		return this.type;
	}

	/**
	 * The current value; of a vector, its low half.
	 * @return the value, floats as their bits
	 */
	public long value() {
		return this.global.getValueLow();
	}

}
