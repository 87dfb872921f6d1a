package dev.theater.benchmarks;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.theater.component.ExportedFunction;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.VariantValue;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Structured values there and back, beside the engine copying as many bytes: the floor
 * gives bytes, not values.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ValuesBenchmark {

	private static final int READINGS = 20;

	private static final int READING_BYTES = 32;

	private static final int SHAPE_BYTES = 16;

	private static final String NAME = "boiler room, north wall";

	private static final byte[] NAME_BYTES = NAME.getBytes(StandardCharsets.UTF_8);

	private static final RecordValue READING = RecordValue.of("id", 4711L, "at", BigInteger.valueOf(1_777_777_777_777L),
			"value", 21.5, "name", NAME);

	private static final List<RecordValue> LIST = Collections.nCopies(READINGS, READING);

	/** As many bytes as the list and its names take in the guest's memory. */
	private static final byte[] LIST_BYTES = new byte[READINGS * (READING_BYTES + NAME_BYTES.length)];

	private static final VariantValue SHAPE = new VariantValue("text", NAME);

	/** Ours. */
	@State(Scope.Benchmark)
	public static class Ours {

		final ExportedFunction echoRecord = Guest.function("echo-record", new HostLog());

		final ExportedFunction echoVariant = Guest.function("echo-variant", new HostLog());

		final ExportedFunction echoList = Guest.function("echo-list", new HostLog());

	}

	/** The engine alone. */
	@State(Scope.Benchmark)
	public static class Raw {

		private final RawGuest guest = RawGuest.onArrays(new HostLog());

		final RawGuest.Call echoRecord = new RawGuest.Call(this.guest.instantiate(), "echo-record");

		final RawGuest.Call echoVariant = new RawGuest.Call(this.guest.instantiate(), "echo-variant");

		final RawGuest.Call echoList = new RawGuest.Call(this.guest.instantiate(), "echo-list");

	}

	@Benchmark
	public @Nullable Object echoRecord(Ours ours) {
		return ours.echoRecord.call(READING);
	}

	@Benchmark
	public byte[] echoRecordFloor(Raw raw) {
		RawGuest.Call echo = raw.echoRecord;
		int name = echo.copyIn(NAME_BYTES, 1);
		int result = echo.call(4711, 1_777_777_777_777L, Double.doubleToRawLongBits(21.5), name, NAME_BYTES.length);
		byte[] copied = echo.memory.readBytes(echo.memory.readInt(result + 24), echo.memory.readInt(result + 28));
		return (copied.length > 0) ? echo.copyOut(result, result, READING_BYTES) : copied;
	}

	@Benchmark
	public @Nullable Object echoVariant(Ours ours) {
		return ours.echoVariant.call(SHAPE);
	}

	@Benchmark
	public byte[] echoVariantFloor(Raw raw) {
		RawGuest.Call echo = raw.echoVariant;
		int text = echo.copyIn(NAME_BYTES, 1);
		int result = echo.call(2, text, NAME_BYTES.length);
		byte[] copied = echo.memory.readBytes(echo.memory.readInt(result + 8), echo.memory.readInt(result + 12));
		return (copied.length > 0) ? echo.copyOut(result, result, SHAPE_BYTES) : copied;
	}

	@Benchmark
	public @Nullable Object echoList(Ours ours) {
		return ours.echoList.call(LIST);
	}

	@Benchmark
	public byte[] echoListFloor(Raw raw) {
		RawGuest.Call echo = raw.echoList;
		int list = echo.copyIn(LIST_BYTES, 8);
		int result = echo.call(list, READINGS);
		return echo.copyOut(result, echo.memory.readInt(result), LIST_BYTES.length);
	}

}
