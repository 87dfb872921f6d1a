package dev.theater.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import dev.theater.component.Component;
import dev.theater.component.ComponentInstance;
import dev.theater.component.ExportedFunction;
import dev.theater.component.HostInterface;
import dev.theater.component.InstanceOptions;
import dev.theater.component.LinkedComponent;
import dev.theater.component.Linker;
import dev.theater.component.binary.ComponentDecoder;
import dev.theater.component.binary.Definition;
import dev.theater.component.type.FunctionType;
import dev.theater.component.type.PrimitiveType;
import dev.theater.component.wasm.WasmEngine;

/**
 * The component that is measured, as {@code theater-component} runs it: 17 pages of
 * memory, and the three core modules that the standard tools make of one.
 */
final class Guest {

	static final String CALLS = "bench:guest/calls";

	static final byte[] BYTES = read();

	private Guest() {
	}

	private static byte[] read() {
		try (InputStream in = Objects.requireNonNull(Guest.class.getResourceAsStream("/guests/bench.wasm"))) {
			return in.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Main, shim and fixup. */
	static List<byte[]> coreModules() {
		return ComponentDecoder.decode(BYTES)
			.definitions()
			.stream()
			.filter(Definition.CoreModule.class::isInstance)
			.map((definition) -> ((Definition.CoreModule) definition).module().toByteArray())
			.toList();
	}

	/** Decodes, validates and links. */
	static LinkedComponent load(WasmEngine.Mode mode, HostLog log) {
		HostInterface host = HostInterface.builder("bench:guest/log")
			.function("write", FunctionType.of(null, FunctionType.param("line", PrimitiveType.STRING)),
					(context, arguments) -> {
						log.write((String) arguments[0]);
						return null;
					})
			.build();
		return new Linker().with(host).link(Component.load(WasmEngine.of(mode), BYTES));
	}

	static ExportedFunction function(String name, HostLog log) {
		ComponentInstance instance = load(WasmEngine.Mode.COMPILER, log).instantiate(InstanceOptions.DEFAULTS);
		return instance.function(CALLS, name).orElseThrow();
	}

	static byte[] hundredBytes(int first) {
		byte[] bytes = new byte[100];
		Arrays.fill(bytes, (byte) first);
		return bytes;
	}

}
