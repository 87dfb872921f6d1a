package dev.theater.component.wasm;

import java.util.List;

/**
 * The type of a core function.
 *
 * @param params the parameter types, in order
 * @param results the result types, in order
 */
public record FunctionSignature(List<CoreType> params, List<CoreType> results) implements ExternType {

	/**
	 * Copies both lists.
	 */
	public FunctionSignature {
		params = List.copyOf(params);
		results = List.copyOf(results);
	}

	/**
	 * Length of the argument array of a call.
	 * @return the number of {@code long}s
	 */
	public int paramSlots() {
		return slots(this.params);
	}

	/**
	 * Length of the result array of a call.
	 * @return the number of {@code long}s
	 */
	public int resultSlots() {
		return slots(this.results);
	}

	/**
	 * Whether a reference is among the parameters or results.
	 * @return true if values of this signature cannot leave the instance
	 */
	public boolean hasReferences() {
		return anyReference(this.params) || anyReference(this.results);
	}

	private static boolean anyReference(List<CoreType> types) {
		for (CoreType type : types) {
			if (type.isReference()) {
				return true;
			}
		}
		return false;
	}

	private static int slots(List<CoreType> types) {
		int slots = 0;
		for (CoreType type : types) {
			slots += type.slots();
		}
		return slots;
	}

	@Override
	public String toString() {
		return "func" + this.params + " -> " + this.results;
	}

}
