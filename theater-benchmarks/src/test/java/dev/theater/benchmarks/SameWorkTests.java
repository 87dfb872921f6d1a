package dev.theater.benchmarks;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.dylibso.chicory.runtime.Instance;
import dev.theater.component.type.RecordValue;
import dev.theater.component.type.ResultValue;
import dev.theater.component.type.TupleValue;
import dev.theater.component.type.VariantValue;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;

import static org.assertj.core.api.Assertions.assertThat;

/** A ratio means something only if both sides do the same. */
class SameWorkTests {

	@Test
	void theCallGivesTheMessageBackOnBothSides() {
		CallBenchmark benchmark = new CallBenchmark();
		ResultValue ours = (ResultValue) benchmark.call(new CallBenchmark.Ours());
		assertThat(ours).isEqualTo(ResultValue.ok(TupleValue.of(Optional.of(Guest.hundredBytes('m')))));
		assertThat(benchmark.callFloor(new CallBenchmark.Raw())).isEqualTo(Guest.hundredBytes('m'));
	}

	@Test
	void valuesComeBackAsTheyWent() {
		ValuesBenchmark benchmark = new ValuesBenchmark();
		ValuesBenchmark.Ours ours = new ValuesBenchmark.Ours();
		RecordValue reading = (RecordValue) benchmark.echoRecord(ours);
		assertThat(reading).extracting((value) -> value.get("name")).isEqualTo("boiler room, north wall");
		assertThat(benchmark.echoVariant(ours)).isEqualTo(new VariantValue("text", "boiler room, north wall"));
		assertThat((List<?>) benchmark.echoList(ours)).hasSize(20).allMatch(reading::equals);
	}

	@Test
	void theFloorsCopyAsManyBytes() {
		ValuesBenchmark benchmark = new ValuesBenchmark();
		ValuesBenchmark.Raw raw = new ValuesBenchmark.Raw();
		assertThat(benchmark.echoRecordFloor(raw)).hasSize(32).startsWith(4711 & 0xff, 4711 >> 8);
		assertThat(benchmark.echoVariantFloor(raw)).hasSize(16).startsWith(2);
		assertThat(benchmark.echoListFloor(raw)).hasSize(20 * (32 + 23));
	}

	@Test
	void theHostGetsTheGuestsLineOnBothSides() {
		HostCallBenchmark benchmark = new HostCallBenchmark();
		String line = benchmark.hostCall(new HostCallBenchmark.Ours());
		assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSize(100);
		assertThat(benchmark.hostCallFloor(new HostCallBenchmark.Raw())).isEqualTo(line);
	}

	@Test
	void theInstancesHaveSeventeenPages() {
		InstantiateBenchmark benchmark = new InstantiateBenchmark();
		assertThat(benchmark.instantiate(new InstantiateBenchmark.Ours()).memoryBytes()).isEqualTo(17 * 65536);
		Instance pages = benchmark.instantiateFloor(new InstantiateBenchmark.Pages());
		Instance arrays = benchmark.instantiateArray(new InstantiateBenchmark.Arrays());
		assertThat(List.of(pages, arrays)).allMatch((instance) -> instance.memory().pages() == 17);
	}

	@Test
	void everyBenchmarkHasALineInTheTable() {
		Stream<String> methods = Stream
			.of(CallBenchmark.class, HostCallBenchmark.class, InstantiateBenchmark.class, LoadBenchmark.class,
					ValuesBenchmark.class)
			.flatMap((benchmark) -> Stream.of(benchmark.getDeclaredMethods()))
			.filter((method) -> method.isAnnotationPresent(Benchmark.class))
			.map(Method::getName);
		assertThat(methods).containsExactlyInAnyOrderElementsOf(Ratios.benchmarks());
	}

}
