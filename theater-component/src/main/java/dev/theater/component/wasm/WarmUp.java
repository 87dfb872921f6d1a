package dev.theater.component.wasm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Runs a small guest through everything that guest code can reach in the fence, in the
 * engine and in the JDK, before the first real guest. A guest chooses how deep it is when
 * it reaches a class for the first time; if the stack ends while that class is being
 * initialised, the class is unusable for every thread from then on.
 */
final class WarmUp {

	private static final Set<WasmEngine.Mode> DONE = EnumSet.noneOf(WasmEngine.Mode.class);

	/** Calls of each operation: some things are linked at the second. */
	private static final int ROUNDS = 2;

	private WarmUp() {
	}

	/**
	 * Does it once per mode and JVM.
	 * @param engine without a cache
	 * @throws IllegalStateException if an operation does something that it never does
	 */
	static synchronized void run(WasmEngine engine) {
		if (DONE.contains(engine.mode())) {
			return;
		}
		WasmModule module = WasmModule.load(engine, binary("warm-up.wasm"));
		WasmModule shared = WasmModule.load(engine, binary("warm-up-shared.wasm"));
		int operations = (int) function(instance(module, shared), "operations").call()[0];
		for (int i = 0; i < ROUNDS * operations; i++) {
			operation(instance(module, shared), i % operations);
		}
		DONE.add(engine.mode());
	}

	private static void operation(WasmInstance instance, int operation) {
		WasmFunction run = function(instance, "run");
		try {
			run.call(operation, 1);
		}
		catch (WasmTrap trap) {
			if (trap.reason() == WasmTrap.Reason.OTHER || String.valueOf(trap.getMessage()).isEmpty()) {
				throw new IllegalStateException("the engine failed in operation " + operation + " of its warm-up",
						trap);
			}
		}
	}

	/** An instance whose table holds a function of another instance. */
	private static WasmInstance instance(WasmModule module, WasmModule shared) {
		WasmStore store = new WasmStore(WasmLimits.DEFAULTS, GuestWatch.NONE);
		WasmFunction host = WasmFunction.host(new FunctionSignature(List.of(CoreType.I32), List.of(CoreType.I32)),
				(args) -> new long[] { 2 * args[0] });
		WasmInstance other = WasmInstance.instantiate(store, shared, ImportResolver.NONE);
		return WasmInstance.instantiate(store, module,
				(wanted) -> wanted.name().equals("host") ? host : other.export(wanted.name()));
	}

	private static WasmFunction function(WasmInstance instance, String name) {
		return (WasmFunction) Objects.requireNonNull(instance.export(name), name);
	}

	private static byte[] binary(String name) {
		try (InputStream in = WarmUp.class.getResourceAsStream(name)) {
			return Objects.requireNonNull(in, () -> name + " is missing beside " + WarmUp.class.getName())
				.readAllBytes();
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

}
