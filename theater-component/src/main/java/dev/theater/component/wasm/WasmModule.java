package dev.theater.component.wasm;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.InvalidException;
import com.dylibso.chicory.wasm.MalformedException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.types.CustomSection;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.NameCustomSection;
import dev.theater.component.wasm.WasmLoadException.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A core module: parsed, validated and made runnable once, shared by all its instances.
 * Immutable and thread-safe.
 */
public final class WasmModule {

	/**
	 * The engine believes counts of a name section, and expects one of its own class
	 * where a module has one: it gets an empty one.
	 */
	private static final Map<String, Function<byte[], CustomSection>> NO_NAMES = Map.of("name",
			(bytes) -> NameCustomSection.parse(new byte[0]));

	private final com.dylibso.chicory.wasm.WasmModule parsed;

	private final ModuleIndex index;

	private final BiFunction<Instance, WasmStore, Machine> machines;

	private volatile @Nullable MemoryImage image;

	private WasmModule(com.dylibso.chicory.wasm.WasmModule parsed, ModuleIndex index,
			BiFunction<Instance, WasmStore, Machine> machines) {
		this.parsed = parsed;
		this.index = index;
		this.machines = machines;
	}

	/**
	 * Parses, validates and, depending on the engine, compiles a module that stands for
	 * itself.
	 * @param engine how it is to run
	 * @param binary the module in the binary format
	 * @return the module
	 * @throws WasmLoadException if it is refused; the message names what is wrong
	 * @throws UncheckedIOException if the engine's cache of compiled code cannot be used
	 */
	public static WasmModule load(WasmEngine engine, byte[] binary) {
		return load(engine, binary, new ModuleTotals());
	}

	/**
	 * Parses, validates and, depending on the engine, compiles one module of several.
	 * @param engine how it is to run
	 * @param binary the module in the binary format
	 * @param totals what the modules before it have, to which it is added
	 * @return the module
	 * @throws WasmLoadException if it is refused, or is too much together with the
	 * others; the message names what is wrong
	 * @throws UncheckedIOException if the engine's cache of compiled code cannot be used
	 */
	public static WasmModule load(WasmEngine engine, byte[] binary, ModuleTotals totals) {
		NamelessImports scanned = BinaryScan.check(binary, totals);
		com.dylibso.chicory.wasm.WasmModule parsed = parse(scanned.binary());
		new FeatureCheck(parsed, engine.allowsGc()).check();
		ModuleIndex index;
		try {
			parsed = Substitutions.in(parsed, engine.mode() == WasmEngine.Mode.INTERPRETER);
			index = new ModuleIndex(parsed, scanned.standIn());
		}
		catch (RuntimeException failure) {
			throw new WasmLoadException(Reason.INVALID, "invalid module: an index is out of range", failure);
		}
		return new WasmModule(parsed, index, machines(engine, parsed, binary));
	}

	private static com.dylibso.chicory.wasm.WasmModule parse(byte[] binary) {
		try {
			return Parser.builder().withCustomParsers(NO_NAMES).build().parse(() -> new ByteArrayInputStream(binary));
		}
		catch (MalformedException failure) {
			throw new WasmLoadException(Reason.MALFORMED, "malformed module: " + failure.getMessage(), failure);
		}
		catch (InvalidException failure) {
			throw new WasmLoadException(Reason.INVALID, "invalid module: " + failure.getMessage(), failure);
		}
		catch (RuntimeException | AssertionError failure) {
			// the parser runs off the end of its buffer, or trips over an index or one of
			// its assertions
			throw new WasmLoadException(Reason.MALFORMED, "malformed module: " + failure, failure);
		}
		catch (StackOverflowError | OutOfMemoryError failure) {
			throw new WasmLoadException(Reason.LIMIT, "module too large: " + failure, failure);
		}
	}

	private static BiFunction<Instance, WasmStore, Machine> machines(WasmEngine engine,
			com.dylibso.chicory.wasm.WasmModule parsed, byte[] binary) {
		if (engine.mode() == WasmEngine.Mode.INTERPRETER) {
			FrameSizes sizes = new FrameSizes(parsed);
			return (instance, store) -> new FencedInterpreter(instance, store, sizes);
		}
		try {
			var compiler = MachineFactoryCompiler.builder(parsed).withInterpreterFallback(InterpreterFallback.FAIL);
			CompiledCodeCache cache = engine.cache();
			if (cache != null) {
				compiler.withCache(cache);
			}
			Function<Instance, Machine> compiled = compiler.compile();
			return (instance, store) -> compiled.apply(instance);
		}
		catch (RuntimeException | AssertionError | LinkageError failure) {
			if (failure.getCause() instanceof IOException unusable) {
				// that is not the module's fault, and may be over next time
				throw new UncheckedIOException("the cache of compiled code cannot be used: " + unusable, unusable);
			}
			throw CompilerRefusal.of(failure, parsed, binary);
		}
		catch (StackOverflowError | OutOfMemoryError failure) {
			throw new WasmLoadException(Reason.LIMIT, "module too large to compile: " + failure, failure);
		}
	}

	/**
	 * What an instance needs.
	 * @return the imports, in order
	 */
	public List<WasmImport> imports() {
		return List.copyOf(this.index.imports());
	}

	/**
	 * What an instance offers.
	 * @return the exports, in order
	 */
	public List<WasmExport> exports() {
		return List.copyOf(this.index.exports());
	}

	/**
	 * Whether making an instance runs guest code.
	 * @return true if it has a start section
	 */
	public boolean hasStart() {
		return this.parsed.startSection().isPresent();
	}

	/**
	 * What an instance takes on the heap beside its memories and tables, estimated from
	 * what the engine keeps per instance: some bytes for everything that the module
	 * declares, of which hostile modules declare very many.
	 * @return bytes
	 */
	public long instanceBytes() {
		return 96L * this.index.imports().size()
				+ 56L * (this.index.exports().size() + (long) this.index.globals() + this.index.tags())
				+ 8L * (this.parsed.functionSection().functionCount() + this.parsed.elementSection().elementCount()
						+ (long) this.parsed.dataSection().dataSegmentCount()
						+ this.parsed.typeSection().subTypeCount());
	}

	com.dylibso.chicory.wasm.WasmModule parsed() {
		return this.parsed;
	}

	ModuleIndex index() {
		return this.index;
	}

	Machine machine(Instance instance, WasmStore store) {
		return this.machines.apply(instance, store);
	}

	/** Made when first needed, after a budget has allowed the declared size. */
	MemoryImage image(MemoryLimits limits) {
		MemoryImage made = this.image;
		if (made == null) {
			made = MemoryImage.of(limits, this.parsed.dataSection().dataSegments());
			this.image = made;
		}
		return made;
	}

}
