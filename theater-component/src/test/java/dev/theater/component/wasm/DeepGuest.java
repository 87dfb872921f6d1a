package dev.theater.component.wasm;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.theater.component.wasm.WasmEngine.Mode;
import dev.theater.component.wasm.WasmTrap.Reason;

/**
 * The main class of {@link DeepRecursionTests}' JVM, which must be a fresh one: a guest
 * recurses to near the end of the stack and does one thing there, at every depth.
 */
final class DeepGuest {

	/** Printed when the engine has been made and no guest has run yet. */
	static final String READY = "deep guest: ready";

	/** Printed when each operation has run once, near the top of the stack. */
	static final String SHALLOW = "deep guest: shallow calls done";

	/** Printed when all is as it should be. */
	static final String FINE = "deep guest: fine";

	/** What a call of an operation comes to, by operation, where there is stack. */
	private final Map<Integer, String> usual = new TreeMap<>();

	private final WasmModule module;

	private final WasmModule shared;

	private int begun;

	private int ended;

	private DeepGuest(Mode mode) throws IOException {
		WasmEngine engine = WasmEngine.of(mode);
		this.module = WasmModule.load(engine, binary("warm-up.wasm"));
		this.shared = WasmModule.load(engine, binary("warm-up-shared.wasm"));
	}

	public static void main(String[] args) throws Exception {
		DeepGuest guest = new DeepGuest(Mode.valueOf(args[0]));
		int depths = Integer.parseInt(args[1]);
		Thread thread = new Thread(null, () -> guest.run(depths), "deep", 700_000);
		thread.setUncaughtExceptionHandler((failed, thrown) -> {
			thrown.printStackTrace();
			System.exit(1);
		});
		thread.start();
		thread.join();
	}

	private static byte[] binary(String name) throws IOException {
		try (InputStream in = WasmEngine.class.getResourceAsStream(name)) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
	}

	private void run(int depths) {
		int operations = (int) Guests.call(instance(), "operations")[0];
		call(0, 0);
		System.out.println(READY);
		for (int i = 0; i < operations; i++) {
			this.usual.put(i, call(i, 0));
		}
		System.out.println(SHALLOW);
		int end = 64;
		for (int i = 0; i < operations; i++) {
			end = overflow(i, end / 2);
			// the host call most of all
			int window = i == 0 ? depths : depths / 6;
			for (int depth = Math.max(0, end - window); depth < end + window / 10; depth++) {
				String outcome = call(i, depth);
				if (!outcome.equals(this.usual.get(i)) && !outcome.equals(String.valueOf(Reason.STACK_EXHAUSTED))) {
					throw new AssertionError("operation " + i + " at depth " + depth + ": " + outcome + ", usually "
							+ this.usual.get(i));
				}
			}
		}
		this.usual.forEach((operation, outcome) -> {
			if (!call(operation, 0).equals(outcome)) {
				throw new AssertionError("operation " + operation + " is broken for ever");
			}
		});
		System.out.println(this.begun + " host calls, " + this.usual);
		System.out.println(FINE);
	}

	/** A depth at which the stack overflows, now. */
	private int overflow(int operation, int from) {
		int depth = from;
		while (!call(operation, depth).equals(String.valueOf(Reason.STACK_EXHAUSTED))) {
			depth += Math.max(16, depth / 12);
		}
		return depth;
	}

	private String call(int operation, int depth) {
		int begunBefore = this.begun;
		int endedBefore = this.ended;
		WasmInstance instance = instance();
		String outcome;
		try {
			outcome = "returned " + Guests.callInt(instance, "run", operation, depth);
		}
		catch (WasmTrap trap) {
			outcome = String.valueOf(trap.reason());
		}
		if (this.begun - begunBefore != this.ended - endedBefore) {
			throw new AssertionError("a host function was begun and not ended at depth " + depth);
		}
		return outcome;
	}

	private WasmInstance instance() {
		WasmStore store = Guests.store();
		WasmInstance other = WasmInstance.instantiate(store, this.shared, ImportResolver.NONE);
		WasmFunction host = WasmFunction.host(new FunctionSignature(List.of(CoreType.I32), List.of(CoreType.I32)),
				this::effect);
		return WasmInstance.instantiate(store, this.module,
				(wanted) -> wanted.name().equals("host") ? host : other.export(wanted.name()));
	}

	/** Needs some stack itself, and says so if it is cut off in the middle. */
	private long[] effect(long[] args) {
		this.begun++;
		long[] result = { 2 * args[0] + new Sum(40).of(40) };
		this.ended++;
		return result;
	}

	/** Frames of a host function. */
	private record Sum(int from) {

		long of(int left) {
			return left == 0 ? this.from * 0L : of(left - 1) + Math.min(0, String.valueOf(left).length());
		}

	}

}
