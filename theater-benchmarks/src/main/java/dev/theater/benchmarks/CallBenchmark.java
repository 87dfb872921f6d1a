package dev.theater.benchmarks;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

import dev.theater.component.ExportedFunction;
import dev.theater.component.type.TupleValue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * An actor's handler: state and message of 100 bytes each go in, the new state of 100
 * bytes comes out.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallBenchmark {

	private static final byte[] STATE = Guest.hundredBytes('s');

	private static final byte[] MESSAGE = Guest.hundredBytes('m');

	/** Ours. */
	@State(Scope.Benchmark)
	public static class Ours {

		final ExportedFunction handle = Guest.function("handle", new HostLog());

	}

	/** The engine alone. */
	@State(Scope.Benchmark)
	public static class Raw {

		final RawGuest.Call handle = new RawGuest.Call(RawGuest.onArrays(new HostLog()).instantiate(), "handle");

	}

	@Benchmark
	public @Nullable Object call(Ours ours) {
		return ours.handle.call(Optional.of(STATE), TupleValue.of(MESSAGE));
	}

	@Benchmark
	public byte[] callFloor(Raw raw) {
		int state = raw.handle.copyIn(STATE, 1);
		int message = raw.handle.copyIn(MESSAGE, 1);
		int result = raw.handle.call(1, state, STATE.length, message, MESSAGE.length);
		return raw.handle.copyOut(result, raw.handle.memory.readInt(result + 8),
				raw.handle.memory.readInt(result + 12));
	}

}
