package dev.theater.component;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.component.wasm.WasmEngine;

/** The components of src/test/resources/component, each loaded once per engine mode. */
final class TestComponents {

	private static final Map<WasmEngine.Mode, Map<String, Component>> LOADED = new ConcurrentHashMap<>();

	private TestComponents() {
	}

	static Component load(WasmEngine.Mode mode, String name) {
		return LOADED.computeIfAbsent(mode, (each) -> new ConcurrentHashMap<>())
			.computeIfAbsent(name, (each) -> Component.load(WasmEngine.of(mode), bytes(name)));
	}

	static byte[] bytes(String name) {
		try (InputStream in = TestComponents.class.getResourceAsStream("/component/" + name + ".wasm")) {
			return Objects.requireNonNull(in, name).readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
