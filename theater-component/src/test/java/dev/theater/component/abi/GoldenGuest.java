package dev.theater.component.abi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

import dev.theater.component.wasm.MemoryBudget;
import dev.theater.component.wasm.CoreType;
import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.GuestMemory;
import dev.theater.component.wasm.GuestWatch;
import dev.theater.component.wasm.ImportResolver;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmFunction;
import dev.theater.component.wasm.WasmInstance;
import dev.theater.component.wasm.WasmLimits;
import dev.theater.component.wasm.WasmModule;
import dev.theater.component.wasm.WasmStore;
import dev.theater.component.wasm.WasmTrap;
import tools.jackson.databind.JsonNode;

/**
 * A guest of 64 KiB whose allocator is the one of the golden vectors.
 */
final class GoldenGuest {

	static final FunctionSignature REALLOC = new FunctionSignature(
			List.of(CoreType.I32, CoreType.I32, CoreType.I32, CoreType.I32), List.of(CoreType.I32));

	private static final WasmModule MODULE = load();

	final GuestMemory memory;

	final CallContext context;

	final List<List<Long>> reallocs = new ArrayList<>();

	private long next;

	GoldenGuest(StringEncoding encoding, long heapBase) {
		this.next = heapBase;
		this.memory = newMemory();
		this.context = context(encoding, WasmFunction.host(REALLOC, this::realloc));
	}

	/** A guest whose allocator always gives the same address. */
	GoldenGuest(StringEncoding encoding, int reallocResult) {
		this.memory = newMemory();
		this.context = context(encoding, WasmFunction.host(REALLOC, (args) -> new long[] { reallocResult }));
	}

	private CallContext context(StringEncoding encoding, WasmFunction realloc) {
		return new CallContext(new CanonOptions(this.memory, realloc, null, encoding),
				new InstanceState(new TransferBudget(1 << 30, MemoryBudget.UNLIMITED)));
	}

	private static WasmModule load() {
		try (InputStream in = GoldenGuest.class.getResourceAsStream("/fence/memory.wasm")) {
			return WasmModule.load(WasmEngine.of(WasmEngine.Mode.INTERPRETER),
					Objects.requireNonNull(in).readAllBytes());
		}
		catch (IOException failure) {
			throw new UncheckedIOException(failure);
		}
	}

	private static GuestMemory newMemory() {
		WasmStore store = new WasmStore(WasmLimits.DEFAULTS, GuestWatch.NONE);
		WasmInstance instance = WasmInstance.instantiate(store, MODULE, ImportResolver.NONE);
		GuestMemory memory = (GuestMemory) Objects.requireNonNull(instance.export("memory"));
		memory.writeBytes(4094, new byte[5]);
		return memory;
	}

	private long[] realloc(long[] args) {
		long old = args[0];
		long oldSize = args[1];
		long align = args[2];
		long size = args[3];
		long result = old;
		if (old == 0 || size > oldSize) {
			result = (this.next + align - 1) / align * align;
			this.next = result + size;
			if (this.next > this.memory.byteSize()) {
				throw new WasmTrap(WasmTrap.Reason.UNREACHABLE, "out of guest memory");
			}
		}
		this.reallocs.add(List.of(old, oldSize, align, size, result));
		return new long[] { result };
	}

	void fill(JsonNode blocks) {
		if (blocks != null) {
			blocks.forEach((block) -> this.memory.writeBytes(block.get(0).asLong(),
					HexFormat.of().parseHex(block.get(1).asString())));
		}
	}

	/**
	 * Where the memory differs from a dump outside what is unspecified, or "" if nowhere.
	 */
	String difference(long at, long from, String hex, JsonNode unspecified) {
		byte[] expected = HexFormat.of().parseHex(hex);
		byte[] actual = this.memory.readBytes(at, expected.length);
		unspecified.forEach((range) -> {
			for (long i = 0; i < range.get(1).asLong(); i++) {
				int index = (int) (range.get(0).asLong() + i - at);
				expected[index] = actual[index];
			}
		});
		for (int i = (int) Math.max(0, from - at); i < expected.length; i++) {
			if (expected[i] != actual[i]) {
				return "at " + (at + i) + " expected " + expected[i] + " but found " + actual[i];
			}
		}
		return "";
	}

	static List<List<Long>> reallocs(JsonNode json) {
		List<List<Long>> calls = new ArrayList<>();
		json.forEach((call) -> {
			List<Long> numbers = new ArrayList<>();
			call.forEach((number) -> numbers.add(number.asLong()));
			calls.add(numbers);
		});
		return calls;
	}

}
