package dev.theater.benchmarks;

import java.util.concurrent.TimeUnit;

import com.dylibso.chicory.runtime.Instance;
import dev.theater.component.ComponentInstance;
import dev.theater.component.InstanceOptions;
import dev.theater.component.LinkedComponent;
import dev.theater.component.wasm.WasmEngine;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An instance of a component of 17 pages, beside the same core instances on the engine
 * alone: with an array as memory, and with the same copy-on-write memory.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InstantiateBenchmark {

	/** Ours. */
	@State(Scope.Benchmark)
	public static class Ours {

		final LinkedComponent component = Guest.load(WasmEngine.Mode.COMPILER, new HostLog());

	}

	/** The engine with its own memory. */
	@State(Scope.Benchmark)
	public static class Arrays {

		final RawGuest guest = RawGuest.onArrays(new HostLog());

	}

	/** The engine with our memory. */
	@State(Scope.Benchmark)
	public static class Pages {

		final RawGuest guest = RawGuest.onPages(new HostLog());

	}

	@Benchmark
	public ComponentInstance instantiate(Ours ours) {
		return ours.component.instantiate(InstanceOptions.DEFAULTS);
	}

	@Benchmark
	public Instance instantiateFloor(Pages pages) {
		return pages.guest.instantiate();
	}

	@Benchmark
	public Instance instantiateArray(Arrays arrays) {
		return arrays.guest.instantiate();
	}

}
