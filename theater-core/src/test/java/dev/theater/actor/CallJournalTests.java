package dev.theater.actor;

import java.util.List;

import dev.theater.chain.ChainEvent;
import dev.theater.chain.EventPayload;
import dev.theater.component.wasm.WasmTrap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** How many events the host calls of one call may note. */
class CallJournalTests {

	private final Cast cast = new Cast();

	@AfterEach
	void close() {
		this.cast.close();
	}

	private ActorInstance instance(EventBounds events) {
		return Cast.start(this.cast.actors.cell("desk", events), 1);
	}

	private static EventPayload data(int length) {
		// {"E":{"t":"…"}}
		return EventPayload.named("E").with("t", "x".repeat(length - 14));
	}

	private static void call(CallJournal journal) {
		journal.hostCall("a/b", data(20));
		journal.hostResult("a/b", data(20));
	}

	private static List<String> noted(ActorInstance instance) {
		instance.cell().store().commit().join();
		return instance.cell().store().stored().orElseThrow().events().stream().map(ChainEvent::eventType).toList();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "1, 0", "2, 1", "3, 1", "10, 5" })
	void aHostCallNeedsRoomForItselfAndForWhatComesOfIt(int events, int calls) {
		ActorInstance instance = instance(new EventBounds(events, 10_000));
		CallJournal journal = instance.journal();
		journal.begin();
		for (int i = 0; i < calls; i++) {
			call(journal);
		}
		for (int i = 0; i < 3; i++) {
			assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> journal.hostCall("a/c", data(20)))
				.withMessage("the host calls of one call made more events than max_events = " + events
						+ " (theater.limits.max-events)")
				.satisfies((trap) -> assertThat(trap.reason()).isEqualTo(WasmTrap.Reason.LIMIT));
		}
		journal.call("end", EventPayload.named("End"));
		assertThat(noted(instance)).hasSize(2 * calls + 1).doesNotContain("a/c").endsWith("end");
	}

	@Test
	void boundsTheBytesOfAllEventsOfACall() {
		ActorInstance instance = instance(new EventBounds(100, 55));
		CallJournal journal = instance.journal();
		journal.hostCall("a/b", data(20));
		journal.hostResult("a/b", data(20));
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> journal.hostCall("a/b", data(20)))
			.withMessage("the host calls of one call made more events than max_events_size = 55 bytes "
					+ "(theater.limits.max-events-size)");
		journal.hostCall("a/last", data(15));
		assertThat(noted(instance)).containsExactly("a/b", "a/b", "a/last");
	}

	@Test
	void aResultIsNeverRefusedAndUsesUpTheRoom() {
		ActorInstance instance = instance(new EventBounds(100, 50));
		CallJournal journal = instance.journal();
		journal.hostCall("a/b", data(50));
		journal.hostResult("a/b", data(4_000));
		assertThatExceptionOfType(WasmTrap.class).isThrownBy(() -> journal.hostCall("a/b", data(16)))
			.withMessageContaining("max_events_size = 50 bytes");
		assertThat(noted(instance)).containsExactly("a/b", "a/b");
	}

	@Test
	void eachCallHasAllItsRoom() {
		ActorInstance instance = instance(new EventBounds(4, 100));
		for (int i = 0; i < 10; i++) {
			instance.journal().begin();
			call(instance.journal());
			call(instance.journal());
		}
		assertThat(noted(instance)).hasSize(40);
	}

	@Test
	void theRoomIsTheGuestsAloneSoEventsOfOthersTakeNothingOfIt() {
		ActorInstance instance = instance(new EventBounds(4, 100));
		for (int i = 0; i < 500; i++) {
			instance.cell().store().record("theater:runtime/child-stopped", EventPayload.named("E"));
		}
		call(instance.journal());
		call(instance.journal());
		assertThat(noted(instance)).hasSize(504);
	}

	@Test
	void whatIsOverNotesNothing() {
		ActorInstance instance = instance(EventBounds.DEFAULT);
		instance.close(new ExitReason.Stopped(ExitReason.StoppedBy.PARENT));
		call(instance.journal());
		instance.journal().call("end", EventPayload.named("End"));
		instance.cell().store().commit().join();
		assertThat(instance.cell().store().length()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "-1, 1, max_events is -1; it must be 0 or more", "1, 0, max_events_size is 0; it must be 1 or more",
			"1, -1, max_events_size is -1" })
	void refusesBoundsThatMakeNoSense(int events, long size, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> new EventBounds(events, size))
			.withMessageContaining(message);
	}

	@Test
	void theSmallerOfEachCounts() {
		assertThat(new EventBounds(1, 20).atMost(new EventBounds(10, 2))).isEqualTo(new EventBounds(1, 2));
		assertThat(new EventBounds(10, 2).atMost(new EventBounds(1, 20))).isEqualTo(new EventBounds(1, 2));
		assertThat(EventBounds.DEFAULT).isEqualTo(new EventBounds(10_000, 4 << 20));
	}

}
