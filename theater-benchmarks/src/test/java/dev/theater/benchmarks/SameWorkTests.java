package dev.theater.benchmarks;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import com.dylibso.chicory.runtime.Instance;
import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
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
	void actorsGiveTheMessageBackOnBothSides() {
		ActorBenchmark benchmark = new ActorBenchmark();
		byte[] message = Guest.hundredBytes('m');
		ActorBenchmark.Ours ours = new ActorBenchmark.Ours();
		ActorBenchmark.Pekko pekko = new ActorBenchmark.Pekko();
		assertThat(List.of(benchmark.life(ours), benchmark.request(ours), benchmark.failure(ours)))
			.allMatch((answer) -> Arrays.equals(answer, message));
		assertThat(List.of(benchmark.lifePekko(pekko), benchmark.requestPekko(pekko), benchmark.failurePekko(pekko)))
			.allMatch((answer) -> Arrays.equals(answer, message));
		assertThat(ours.actors.supervisor.listChildren()).containsExactly(ours.actor);
		ours.close();
		pekko.close();
	}

	@Test
	void observedActorsDoTheSameAndOneHandlerIsTold() {
		ObservedBenchmark benchmark = new ObservedBenchmark();
		ObservedBenchmark.ByNobody nobody = new ObservedBenchmark.ByNobody();
		ObservedBenchmark.ByOne one = new ObservedBenchmark.ByOne();
		assertThat(List.of(benchmark.requestByNobody(nobody), benchmark.requestByOne(one)))
			.allMatch((answer) -> Arrays.equals(answer, Guest.hundredBytes('m')));
		nobody.close();
		one.close();
	}

	@Test
	void ourActorFailsComesBackAndKeepsTheLastMessageOnAChainThatHolds() {
		ActorBenchmark.Ours ours = new ActorBenchmark.Ours();
		new ActorBenchmark().failure(ours);
		List<String> types = ours.actors.supervisor.getChildEvents(ours.actor)
			.stream()
			.map(ChainEvent::eventType)
			.toList();
		assertThat(types).contains("theater:runtime/failed", "theater:runtime/restarting");
		assertThat(ours.actors.supervisor.getChildState(ours.actor)).hasValue(Guest.hundredBytes('m'));
		ours.close();
	}

	@Test
	void everySendIsHandledWhenTheBenchmarkComesBack() {
		SendBenchmark.Ours ours = new SendBenchmark.Ours();
		new SendBenchmark().sendToOne(ours);
		ActorId actor = ours.all.getFirst();
		List<ChainEvent> events = ours.actors.supervisor.getChildEvents(actor);
		// spawned; init's call and result; two for each send and for the request
		assertThat(events.getLast().sequence() + 1).isEqualTo(1 + 2 + 2 * 999 + 2);
		ours.close();
	}

	@Test
	void aChainedActorOfPekkoHashesWhatItTakes() {
		PlainChain chain = new PlainChain();
		byte[] first = chain.append("call", Guest.hundredBytes('m'));
		assertThat(chain.append("call", Guest.hundredBytes('m'))).hasSize(32).isNotEqualTo(first);
		assertThat(new SendBenchmark().twoEvents(new SendBenchmark.Chain()).sequence()).isEqualTo(1);
	}

	@Test
	void everyBenchmarkHasALineInTheTable() {
		Stream<String> methods = Stream
			.of(ActorBenchmark.class, CallBenchmark.class, HostCallBenchmark.class, InstantiateBenchmark.class,
					LoadBenchmark.class, ObservedBenchmark.class, SendBenchmark.class, SpawnBenchmark.class,
					ValuesBenchmark.class)
			.flatMap((benchmark) -> Stream.of(benchmark.getDeclaredMethods()))
			.filter((method) -> method.isAnnotationPresent(Benchmark.class))
			.map(Method::getName);
		assertThat(methods).containsExactlyInAnyOrderElementsOf(Ratios.benchmarks());
	}

}
