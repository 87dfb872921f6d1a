package dev.theater.component.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.component.wasm.FunctionSignature;
import dev.theater.component.wasm.ImportResolver;
import dev.theater.component.wasm.WasmEngine;
import dev.theater.component.wasm.WasmExport;
import dev.theater.component.wasm.WasmExtern;
import dev.theater.component.wasm.WasmFunction;
import dev.theater.component.wasm.WasmImport;
import dev.theater.component.wasm.WasmInstance;
import dev.theater.component.wasm.WasmLinkException;
import dev.theater.component.wasm.WasmLoadException;
import dev.theater.component.wasm.WasmModule;
import dev.theater.component.wasm.WasmStore;
import dev.theater.component.wasm.WasmTrap;

/**
 * A core module by way of the fence: no canonical ABI keeps guests from calling anything
 * with any number, and instances share memories and tables as they like.
 */
final class CoreCase extends FuzzCase {

	private static final int MOST_CALLS = 16;

	/** Give memories, tables and globals to those that import them. */
	private static final List<String> PROVIDERS = List.of("shim.wasm", "memory.wasm", "global.wasm", "table.wasm");

	private static final Map<String, WasmModule> LOADED = new ConcurrentHashMap<>();

	private final Corpus corpus;

	private final List<WasmInstance> others = new ArrayList<>();

	private CoreCase(Corpus corpus, Random random, Tally tally, WasmEngine engine, Corpus.Sample sample, byte[] bytes) {
		super(random, tally, engine, sample, bytes);
		this.corpus = corpus;
	}

	static CoreCase of(Corpus corpus, long seed, Tally tally) {
		Random random = new Random(seed);
		WasmEngine engine = engine(random);
		Corpus.Sample sample = corpus.modules().get(random.nextInt(corpus.modules().size()));
		byte[] bytes = new Mutator(corpus.modules(), random).mutate(sample.bytes());
		return new CoreCase(corpus, random, tally, engine, sample, bytes);
	}

	@Override
	void run() {
		try {
			load();
		}
		catch (WasmLoadException ex) {
			this.tally.count("refused " + ex.reason());
			requireNoExhaustion(ex);
		}
		catch (WasmLinkException ex) {
			this.tally.count("refused when linking");
			requireNoExhaustion(ex);
		}
		catch (WasmTrap ex) {
			trapped("trap at instantiation ", ex.reason(), ex);
		}
	}

	private void load() {
		WasmModule module = WasmModule.load(this.engine, this.bytes);
		this.tally.count("stage 2 validated");
		WasmStore store = store(module);
		WasmInstance first = instantiate(store, module);
		this.tally.count("stage 4 instantiated");
		WasmInstance instance = first;
		int calls = 0;
		for (WasmExport export : module.exports()) {
			if (export.type() instanceof FunctionSignature && calls++ < MOST_CALLS) {
				call(Objects.requireNonNull(instance.export(export.name())));
				if (store.isPoisoned()) {
					store = store(module);
					instance = instantiate(store, module);
				}
			}
		}
		if (calls > 0) {
			this.tally.count("stage 5 called");
		}
	}

	private WasmStore store(WasmModule module) {
		WasmStore store = new WasmStore(LIMITS, Objects.requireNonNull(this.deadline));
		this.others.clear();
		if (module.imports().stream().anyMatch((wanted) -> !(wanted.type() instanceof FunctionSignature))) {
			for (Corpus.Sample sample : this.corpus.modules()) {
				if (PROVIDERS.contains(sample.name())) {
					WasmModule provider = LOADED.computeIfAbsent(this.engine.mode() + sample.name(),
							(name) -> WasmModule.load(this.engine, sample.bytes()));
					this.others.add(WasmInstance.instantiate(store, provider, ImportResolver.NONE));
				}
			}
		}
		return store;
	}

	private WasmInstance instantiate(WasmStore store, WasmModule module) {
		return WasmInstance.instantiate(store, module, this::resolve);
	}

	private WasmExtern resolve(WasmImport wanted) {
		if (wanted.type() instanceof FunctionSignature type) {
			return WasmFunction.host(type, (args) -> {
				if (this.random.nextInt(50) == 0) {
					throw new HostRefusal();
				}
				return numbers(type.resultSlots());
			});
		}
		for (WasmInstance other : this.others) {
			for (String name : List.of("memory", "$imports", "table", "g", wanted.name())) {
				WasmExtern found = other.export(name);
				if (found != null && found.type().getClass() == wanted.type().getClass()) {
					return found;
				}
			}
		}
		return null;
	}

	private void call(WasmExtern export) {
		WasmFunction function = (WasmFunction) export;
		if (function.type().hasReferences()) {
			this.tally.count("calls skipped");
			return;
		}
		try {
			long[] results = function.call(numbers(function.type().paramSlots()));
			if (results.length != function.type().resultSlots()) {
				throw new AssertionError(results.length + " results of a function of type " + function.type());
			}
			this.tally.count("calls returned");
		}
		catch (WasmTrap trap) {
			trapped("calls trapped ", trap.reason(), trap);
		}
	}

	private long[] numbers(int count) {
		long[] numbers = new long[count];
		for (int i = 0; i < count; i++) {
			numbers[i] = RawMutations.number(this.random);
		}
		return numbers;
	}

}
