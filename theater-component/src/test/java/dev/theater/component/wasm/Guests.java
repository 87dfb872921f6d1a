package dev.theater.component.wasm;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.component.wasm.WasmEngine.Mode;

/**
 * The modules under {@code fence/}: each {@code .wasm} is made from the {@code .wat} of
 * the same name by {@code wasm-tools parse}.
 */
final class Guests {

	private static final Map<String, WasmModule> LOADED = new ConcurrentHashMap<>();

	private Guests() {
	}

	static byte[] bytes(String name) {
		try (InputStream in = Guests.class.getResourceAsStream("/fence/" + name + ".wasm")) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	static WasmModule module(Mode mode, String name) {
		return LOADED.computeIfAbsent(mode + name, (key) -> WasmModule.load(WasmEngine.of(mode), bytes(name)));
	}

	static WasmStore store() {
		return new WasmStore(WasmLimits.DEFAULTS, GuestWatch.NONE);
	}

	static WasmInstance instance(Mode mode, String name) {
		return WasmInstance.instantiate(store(), module(mode, name), ImportResolver.NONE);
	}

	static WasmFunction function(WasmInstance instance, String name) {
		return (WasmFunction) Objects.requireNonNull(instance.export(name), name);
	}

	static GuestMemory memory(WasmInstance instance) {
		return (GuestMemory) Objects.requireNonNull(instance.export("memory"));
	}

	static long[] call(WasmInstance instance, String name, long... args) {
		return function(instance, name).call(args);
	}

	static int callInt(WasmInstance instance, String name, long... args) {
		return (int) call(instance, name, args)[0];
	}

}
