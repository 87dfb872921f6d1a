package dev.theater.benchmarks;

import java.util.concurrent.TimeUnit;

import com.dylibso.chicory.runtime.ExportFunction;
import dev.theater.component.ExportedFunction;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The guest hands the host a string of 100 bytes, many times in one call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HostCallBenchmark {

	private static final int TIMES = 1000;

	/** Ours. */
	@State(Scope.Benchmark)
	public static class Ours {

		final HostLog log = new HostLog();

		final ExportedFunction write = Guest.function("write", this.log);

	}

	/** The engine alone. */
	@State(Scope.Benchmark)
	public static class Raw {

		final HostLog log = new HostLog();

		final ExportFunction write = RawGuest.onArrays(this.log).instantiate().export(Guest.CALLS + "#write");

	}

	@Benchmark
	@OperationsPerInvocation(TIMES)
	public String hostCall(Ours ours) {
		ours.write.call((long) TIMES);
		return ours.log.last();
	}

	@Benchmark
	@OperationsPerInvocation(TIMES)
	public String hostCallFloor(Raw raw) {
		raw.write.apply(TIMES);
		return raw.log.last();
	}

}
