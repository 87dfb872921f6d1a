package dev.theater.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Machine;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import dev.theater.component.LinkedComponent;
import dev.theater.component.wasm.WasmEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * From the file to a component that can be instantiated, beside the engine's parser and
 * compiler on the same core modules.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoadBenchmark {

	private final HostLog log = new HostLog();

	private final List<byte[]> modules = Guest.coreModules();

	@Benchmark
	public LinkedComponent load() {
		return Guest.load(WasmEngine.Mode.INTERPRETER, this.log);
	}

	@Benchmark
	public List<WasmModule> loadFloor() {
		return this.modules.stream().map(Parser::parse).toList();
	}

	@Benchmark
	public LinkedComponent loadCompiled() {
		return Guest.load(WasmEngine.Mode.COMPILER, this.log);
	}

	@Benchmark
	public List<Function<Instance, Machine>> loadCompiledFloor() {
		return this.modules.stream().map(Parser::parse).map(RawGuest::compile).toList();
	}

}
