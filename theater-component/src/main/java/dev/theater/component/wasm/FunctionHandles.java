package dev.theater.component.wasm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.dylibso.chicory.runtime.Instance;

/**
 * Numbers for functions of other instances. The engine's function references are indices
 * of the instance that holds them; a reference read from a shared table may mean another
 * instance's function, and is given a number above all indices instead.
 */
final class FunctionHandles {

	/** Above the engine's limit of functions in a module, far from its null. */
	private static final int FIRST = 0x4000_0000;

	private final List<Target> targets = new ArrayList<>();

	private final Map<Target, Integer> numbers = new HashMap<>();

	/**
	 * A function, by its instance and index.
	 */
	record Target(Instance instance, int function) {

		@Override
		public boolean equals(Object other) {
			return other instanceof Target that && this.instance == that.instance && this.function == that.function;
		}

		@Override
		public int hashCode() {
			return System.identityHashCode(this.instance) * 31 + this.function;
		}

	}

	int number(Target target) {
		Integer known = this.numbers.get(target);
		if (known != null) {
			return known;
		}
		int number = FIRST + this.targets.size();
		this.targets.add(target);
		this.numbers.put(target, number);
		return number;
	}

	static boolean isHandle(int reference) {
		return reference >= FIRST;
	}

	Target target(int handle) {
		int position = handle - FIRST;
		if (position >= this.targets.size()) {
			throw new WasmTrap(WasmTrap.Reason.OTHER, "unknown function reference " + handle);
		}
		return this.targets.get(position);
	}

}
