package dev.theater.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.EventBounds;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.actor.LogBounds;
import dev.theater.actor.ManualClock;
import dev.theater.supervisor.HandlerErrorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What an actor may write to the log and to its chain, as its manifest says. */
class OutputLimitTests extends OnStage {

	private final Logger guests = (Logger) LoggerFactory.getLogger("theater.guest");

	private final Lines lines = new Lines();

	/** What guests log. */
	private static final class Lines extends AppenderBase<ILoggingEvent> {

		private final List<String> said = new ArrayList<>();

		@Override
		protected void append(ILoggingEvent event) {
			this.said.add(event.getFormattedMessage());
		}

	}

	@BeforeEach
	void listen() {
		this.lines.start();
		this.guests.addAppender(this.lines);
		this.guests.setAdditive(false);
		this.guests.setLevel(Level.INFO);
	}

	@AfterEach
	void asBefore() {
		this.guests.setLevel(Level.WARN);
		this.guests.setAdditive(true);
		this.guests.detachAppender(this.lines);
	}

	private long droppedLines(String actor) {
		return this.stage.counter("theater.log.lines.dropped", "actor", actor);
	}

	// ---- lines

	@Test
	void cutsALineAtWhatTheManifestAllows() {
		this.stage.puppet("short", "[limits]\nmax_log_line = \"10B\"\n");
		ok(this.stage.spawn("short", "1"), "log 12345678901");
		assertThat(this.lines.said).containsExactly("[short] 1234567890… (11 characters)");
	}

	@Test
	void aCallWhoseLinesAreDroppedSucceeds() {
		this.stage.puppet("quiet", "[limits]\nlog_rate = 0\nlog_burst = 2\n");
		ActorId quiet = this.stage.spawn("quiet", "1");
		for (int i = 0; i < 5; i++) {
			ok(quiet, "log " + i);
		}
		assertThat(this.lines.said).containsExactly("[quiet] 0", "[quiet] 1");
		assertThat(droppedLines("quiet")).isEqualTo(3);
		assertThat(names(quiet, "theater:simple/runtime/log")).as("the chain has all of them").hasSize(10);
	}

	@Test
	void aRestartDoesNotFillTheBucket() {
		this.stage.puppet("crashing", "[limits]\nlog_rate = 0\nlog_burst = 2\n");
		ActorId crashing = this.stage.spawn("crashing", "1");
		for (int i = 0; i < 3; i++) {
			ok(crashing, "log " + i);
			crashAndAwait(crashing);
		}
		assertThat(this.lines.said).containsExactly("[crashing] 0", "[crashing] 1");
	}

	@Test
	void theRuntimesClockFillsIt() {
		ManualClock clock = new ManualClock();
		reopen((builder) -> builder.clock(clock));
		this.stage.puppet("slow", "[limits]\nlog_rate = 2\nlog_burst = 2\n");
		ActorId slow = this.stage.spawn("slow", "1");
		for (int i = 0; i < 4; i++) {
			ok(slow, "log " + i);
		}
		clock.advance(Duration.ofSeconds(1));
		ok(slow, "log 4");
		assertThat(this.lines.said).containsExactly("[slow] 0", "[slow] 1",
				"[slow] 2 lines were dropped: more than log_rate = 2 a second (theater.limits.log-rate)", "[slow] 4");
	}

	@Test
	void childrenOfAGuestUseItsLines() {
		this.stage.puppet("parent", "[limits]\nlog_rate = 0\nlog_burst = 3\n").puppet("worker", "");
		ActorId parent = this.stage.spawn("parent", "1");
		for (int i = 0; i < 5; i++) {
			ActorId worker = spawn(parent, "worker", "");
			ok(worker, "log " + i);
			ok(parent, "stop " + worker);
		}
		assertThat(this.lines.said).containsExactly("[parent/worker] 0", "[parent/worker] 1", "[parent/worker] 2");
		assertThat(droppedLines("worker")).isEqualTo(2);
		ActorId own = this.stage.spawn("worker", "1");
		ok(own, "log mine");
		assertThat(this.lines.said).last().isEqualTo("[worker] mine");
	}

	// ---- events

	@Test
	void aHostCallBeyondTheEventsOfACallIsNotMade() {
		this.stage.puppet("chatty", "[limits]\nmax_events = 10\n").puppet("worker", "");
		ActorId worker = this.stage.spawn("worker", "0");
		ActorId chatty = this.stage.spawn("chatty", "1");
		this.stage.send(chatty, "flood " + worker + " 100");
		awaitIncarnation(chatty, 2);
		await().untilAsserted(() -> assertThat(state(worker)).isEqualTo("5"));
		assertThat(names(chatty, "theater:simple/message-server-host/send")).hasSize(10).endsWith("SendResult");
		ExitReason.Failed failed = (ExitReason.Failed) node(chatty).lastFailure().orElseThrow().reason();
		assertThat(failed.cause()).isEqualTo(FailureCause.LIMIT);
		assertThat(failed.message()).contains("max_events = 10 (theater.limits.max-events)");
		assertThat(this.stage.events(chatty)).doesNotContain("theater:runtime/events-lost");
		assertThat(this.stage.request(chatty, "flood " + worker + " 4")).as("each call has its own")
			.isEqualTo("4 ok sent");
		assertVerifies(chatty);
	}

	@Test
	void theBytesOfTheEventsOfACallAreBoundedToo() {
		this.stage.puppet("wordy", "[limits]\nmax_events_size = \"1KB\"\n");
		ActorId wordy = this.stage.spawn("wordy", "1");
		ok(wordy, "log " + "x".repeat(900));
		this.stage.send(wordy, "log " + "x".repeat(1_100));
		awaitIncarnation(wordy, 2);
		assertThat(node(wordy).lastFailure().orElseThrow().reason().describe()).contains("(limit)")
			.contains("max_events_size = 1024 bytes (theater.limits.max-events-size)");
		assertThat(this.lines.said).hasSize(1);
	}

	@Test
	void withoutEventsAnActorWorksButMayCallNothing() {
		this.stage.puppet("mute", "[limits]\nmax_events = 0\n");
		ActorId mute = this.stage.spawn("mute", "1");
		assertThat(this.stage.request(mute, "get")).isEqualTo("1");
		this.stage.send(mute, "log x");
		awaitIncarnation(mute, 2);
		assertThat(this.lines.said).isEmpty();
		assertThat(node(mute).status()).isEqualTo(ActorStatus.RUNNING);
	}

	@Test
	void noCallIsHiddenBehindANoiseOfEvents() {
		this.stage.puppet("noisy", "");
		ActorId noisy = this.stage.spawn("noisy", "1");
		this.stage.send(noisy, "hostloop");
		awaitIncarnation(noisy, 2);
		assertThat(node(noisy).lastFailure().orElseThrow().reason().describe()).contains("(limit)")
			.contains("max_events = 10000");
		assertThat(node(noisy).chainLength()).isGreaterThan(10_000);
		assertThat(this.stage.events(noisy)).doesNotContain("theater:runtime/events-lost");
	}

	// ---- ceilings

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					max_events = 10001 | [limits] max_events = 10001 is above the ceiling theater.limits.max-events = 10000
					max_events_size = "5MB" | [limits] max_events_size = "5MB" is above the ceiling theater.limits.max-events-size = "4MB"
					max_log_line = "8193B" | [limits] max_log_line = "8193B" is above the ceiling theater.limits.max-log-line = "8KB"
					log_rate = 101 | [limits] log_rate = 101 is above the ceiling theater.limits.log-rate = 100
					log_burst = 1001 | [limits] log_burst = 1001 is above the ceiling theater.limits.log-burst = 1000
					""")
	void refusesAManifestAboveTheCeiling(String limit, String message) {
		this.stage.puppet("greedy", "[limits]\n" + limit + "\n").puppet("parent", "");
		assertThatExceptionOfType(HandlerErrorException.class).isThrownBy(() -> this.stage.spawn("greedy"))
			.withMessageContaining(message);
		ActorId parent = this.stage.spawn("parent", "1");
		assertThat(err(parent, "spawn greedy.toml")).contains(message);
	}

	@Test
	void aChildOfAGuestHasNoMoreThanItsParent() {
		this.stage.puppet("parent", """
				[limits]
				max_events = 100
				max_events_size = "1MB"
				max_log_line = "1KB"
				log_rate = 10
				log_burst = 20
				""").puppet("child", "[limits]\nmax_events = 200\nmax_log_line = \"100B\"\nlog_rate = 5\n");
		ActorId child = spawn(this.stage.spawn("parent", "1"), "child", "");
		assertThat(node(child).limits().events()).isEqualTo(new EventBounds(100, 1 << 20));
		assertThat(node(child).limits().log()).isEqualTo(new LogBounds(100, 5, 20));
		ActorId own = this.stage.spawn("child", "1");
		assertThat(node(own).limits().events().count()).as("the application's own").isEqualTo(200);
	}

}
