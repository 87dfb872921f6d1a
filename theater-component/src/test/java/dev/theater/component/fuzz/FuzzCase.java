package dev.theater.component.fuzz;

import java.util.Random;

import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.component.wasm.WasmTrap;
import org.jspecify.annotations.Nullable;

/**
 * One damaged binary on its way through the host. All of it follows from one seed.
 */
abstract class FuzzCase {

	static final WasmLimits LIMITS = new WasmLimits(64 * 65536, 2000);

	private static final WasmEngine INTERPRETER = WasmEngine.of(WasmEngine.Mode.INTERPRETER);

	private static final WasmEngine COMPILER = WasmEngine.of(WasmEngine.Mode.COMPILER);

	private static final int COMPILED_OF = 40;

	final Tally tally;

	final WasmEngine engine;

	final Corpus.Sample sample;

	final byte[] bytes;

	final Random random;

	final RandomValues values;

	/** Not null while guests may run; read by the thread that watches. */
	volatile @Nullable Deadline deadline;

	/** The host did as it was told to fail. */
	static final class HostRefusal extends RuntimeException {

		private static final long serialVersionUID = 1L;

		HostRefusal() {
			super("the host refuses", null, false, false);
		}

	}

	/** Makes cases of one kind. */
	@FunctionalInterface
	interface Kind {

		FuzzCase of(Corpus corpus, long seed, Tally tally);

	}

	FuzzCase(Random random, Tally tally, WasmEngine engine, Corpus.Sample sample, byte[] bytes) {
		this.random = random;
		this.tally = tally;
		this.engine = engine;
		this.sample = sample;
		this.bytes = bytes;
		this.values = new RandomValues(random);
	}

	static WasmEngine engine(boolean compiled) {
		return compiled ? COMPILER : INTERPRETER;
	}

	/** The compiler costs more and tells less. */
	static WasmEngine engine(Random random) {
		return engine(random.nextInt(COMPILED_OF) == 0);
	}

	final boolean compiled() {
		return this.engine == COMPILER;
	}

	/**
	 * Runs the case.
	 * @param millis how long its guests may run
	 * @throws RuntimeException or an error that no documentation promises: a finding
	 */
	final void run(long millis) {
		this.deadline = new Deadline(millis);
		this.tally.count(compiled() ? "cases compiled" : "cases interpreted");
		try {
			run();
		}
		finally {
			this.deadline = null;
		}
	}

	abstract void run();

	final void trapped(String what, WasmTrap.Reason reason, Throwable trap) {
		this.tally.count(what + reason);
		requireNoExhaustion(trap);
		Throwable root = trap;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		if (reason == WasmTrap.Reason.HOST && !(root instanceof HostRefusal)) {
			throw new AssertionError("a host function failed by itself", trap);
		}
		if (reason == WasmTrap.Reason.OTHER) {
			this.tally.count("engine failed with " + root + " at " + Tally.place(root));
		}
	}

	/** Heap must never run out, even if somebody catches it. */
	static void requireNoExhaustion(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				throw new AssertionError("out of memory", thrown);
			}
		}
	}

}
