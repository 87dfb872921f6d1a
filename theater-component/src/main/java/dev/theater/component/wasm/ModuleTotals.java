package dev.theater.component.wasm;

import java.util.HashMap;
import java.util.Map;

/**
 * What the modules of one component declare together. The limits of a single module would
 * let a component have as many times as much as it has modules, and the engine keeps an
 * object of nearly everything. Belongs to one load and its thread.
 */
public final class ModuleTotals {

	/**
	 * The parser makes an object of each instruction, some fifty to a hundred bytes, and
	 * keeps them; also of each label of a branch, two of each function in an element
	 * segment.
	 */
	static final int MAX_INSTRUCTIONS = 4_000_000;

	/** The parser keeps a list of each function's locals. */
	static final int MAX_LOCALS = 1_000_000;

	/**
	 * Parameters, results and fields of types: an object each, and each that refers to
	 * another type has that one hashed.
	 */
	static final int MAX_TYPE_PARTS = 200_000;

	/** Of whatever else is counted, all modules may have so many in any case. */
	private static final int ENOUGH = 10_000;

	private long instructions;

	private long locals;

	private long typeParts;

	private final Map<String, Integer> counts = new HashMap<>();

	/** Of a component that has no module yet. */
	public ModuleTotals() {
	}

	/** How many there may be over all modules of what one module may have so many of. */
	static int mostOf(int ofOneModule) {
		return Math.max(2 * ofOneModule, ENOUGH);
	}

	/**
	 * Counts what a module has.
	 * @param what for the error
	 * @param ofOneModule how many one module may have
	 */
	void add(String what, int count, int ofOneModule) {
		int all = this.counts.merge(what, count, Integer::sum);
		int most = mostOf(ofOneModule);
		if (all > most) {
			throw tooMany(all + " " + what, most);
		}
	}

	void instructions(int more) {
		this.instructions += more;
		if (this.instructions > MAX_INSTRUCTIONS) {
			throw tooMany(this.instructions + " instructions or more", MAX_INSTRUCTIONS);
		}
	}

	void locals(long more) {
		this.locals += more;
		if (this.locals > MAX_LOCALS) {
			throw tooMany("more than " + MAX_LOCALS + " locals", MAX_LOCALS);
		}
	}

	void typeParts(int more) {
		this.typeParts += more;
		if (this.typeParts > MAX_TYPE_PARTS) {
			throw tooMany(this.typeParts + " parameters, results and fields of types or more", MAX_TYPE_PARTS);
		}
	}

	private static WasmLoadException tooMany(String what, int most) {
		return BinaryCursor.limit(what + ", at most " + most + " are supported in all modules of a component");
	}

}
