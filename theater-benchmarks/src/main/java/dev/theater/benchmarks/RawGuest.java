package dev.theater.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportTable;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionType;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import com.dylibso.chicory.wasm.types.ValType;
import dev.theater.component.wasm.CopyOnWriteMemories;

/**
 * The same core modules wired by hand on the engine alone, without any of the fence's
 * guards: what an application would write that knows just this guest.
 */
final class RawGuest {

	private static final FunctionType LOG = FunctionType.of(List.of(ValType.I32, ValType.I32), List.of());

	private final Part main;

	private final Part shim;

	private final Part fixup;

	private final Function<MemoryLimits, Memory> memories;

	private final HostLog log;

	private RawGuest(List<WasmModule> modules, Function<MemoryLimits, Memory> memories, HostLog log) {
		this.main = Part.of(modules.get(0));
		this.shim = Part.of(modules.get(1));
		this.fixup = Part.of(modules.get(2));
		this.memories = memories;
		this.log = log;
	}

	/** On the fastest memory class that the engine brings. */
	static RawGuest onArrays(HostLog log) {
		return new RawGuest(parse(), ByteArrayMemory::new, log);
	}

	/** On the copy-on-write memory of {@code theater-component}. */
	static RawGuest onPages(HostLog log) {
		List<WasmModule> modules = parse();
		return new RawGuest(modules, CopyOnWriteMemories.of(modules.get(0)), log);
	}

	static List<WasmModule> parse() {
		return Guest.coreModules().stream().map(Parser::parse).toList();
	}

	static Function<Instance, Machine> compile(WasmModule module) {
		return MachineFactoryCompiler.builder(module).withInterpreterFallback(InterpreterFallback.FAIL).compile();
	}

	/** A module that is ready to be instantiated. */
	private record Part(WasmModule module, Function<Instance, Machine> machines) {

		static Part of(WasmModule module) {
			return new Part(module, compile(module));
		}

		Instance.Builder builder() {
			return Instance.builder(this.module).withMachineFactory(this.machines).withStart(false);
		}

	}

	/** The main module's instance, with what its imports need around it. */
	Instance instantiate() {
		Instance stubs = this.shim.builder().build();
		Instance made = this.main.builder()
			.withMemoryFactory(this.memories)
			.withImportValues(ImportValues.builder()
				.addFunction(ImportFunction.exportAsImport("bench:guest/log", "write", stubs, "0"))
				.build())
			.build();
		Memory memory = made.memory();
		this.fixup.builder()
			.withImportValues(
					ImportValues.builder().addFunction(new ImportFunction("actual", "0", LOG, (instance, arguments) -> {
						byte[] line = memory.readBytes((int) arguments[0], (int) arguments[1]);
						this.log.write(new String(line, StandardCharsets.UTF_8));
						return null;
					})).addTable(new ImportTable("shim", "$imports", stubs.table(0))).build())
			.build();
		return made;
	}

	/** An exported function with what a caller needs around it. */
	static final class Call {

		final Memory memory;

		private final ExportFunction realloc;

		private final ExportFunction function;

		private final ExportFunction after;

		Call(Instance instance, String name) {
			this.memory = instance.memory();
			this.realloc = instance.export("cabi_realloc");
			this.function = instance.export(Guest.CALLS + "#" + name);
			this.after = instance.export("cabi_post_" + Guest.CALLS + "#" + name);
		}

		/** Lets the guest allocate, and copies bytes there. */
		int copyIn(byte[] bytes, int alignment) {
			int address = (int) this.realloc.apply(0, 0, alignment, bytes.length)[0];
			this.memory.write(address, bytes);
			return address;
		}

		int call(long... arguments) {
			return (int) this.function.apply(arguments)[0];
		}

		/** Copies bytes out, and lets the guest free. */
		byte[] copyOut(int result, int address, int length) {
			byte[] bytes = this.memory.readBytes(address, length);
			this.after.apply(result);
			return bytes;
		}

	}

}
