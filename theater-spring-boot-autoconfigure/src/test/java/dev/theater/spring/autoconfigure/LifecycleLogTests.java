package dev.theater.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.spring.Theaters;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisorEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class LifecycleLogTests {

	private static final SupervisorEvent.Subject DESK = new SupervisorEvent.Subject(ActorId.random(), "desk", "desk",
			"desk", "", 2);

	private final AtomicLong now = new AtomicLong(-5);

	private final LifecycleLog log = new LifecycleLog(this.now::get);

	@Test
	void tellsOfAFailureAndARestart(CapturedOutput output) {
		this.log.onEvent(failed("no more"));
		this.log.onEvent(new SupervisorEvent.Restarted(DESK, Theaters.THEN, RestartStrategy.ONE_FOR_ONE));
		assertThat(output).containsPattern("WARN.*\\[desk] handle-send failed \\(trap\\): no more")
			.containsPattern("INFO.*\\[desk] is back, as incarnation 2");
	}

	@Test
	void tellsOnceOfGivingUpAndWhatToDoWhenItIsParked(CapturedOutput output) {
		ExitReason reason = new ExitReason.GaveUp("desk/flaky had more than 3 restarts");
		this.log.onEvent(new SupervisorEvent.GaveUp(DESK, Theaters.THEN, reason));
		this.log.onEvent(new SupervisorEvent.Failed(DESK, Theaters.THEN, reason));
		assertThat(output.toString()).containsOnlyOnce("gave up: desk/flaky had more than 3 restarts");
		this.log.onEvent(new SupervisorEvent.Parked(DESK, Theaters.THEN, reason));
		assertThat(output).containsPattern("ERROR.*\\[desk] is parked")
			.contains("/actuator/theater/" + DESK.id() + ": gave up:");
	}

	@Test
	void tellsWhatIsReloadedAndWhatIsNot(CapturedOutput output) {
		this.log.onEvent(new SupervisorEvent.Reloaded(DESK, Theaters.THEN, "desk.toml", List.of("component", "limits"),
				"sha256:0123456789abcdef", "sha256:fedcba9876543210"));
		this.log.onEvent(new SupervisorEvent.ReloadFailed(DESK, Theaters.THEN, "desk.toml:\n  no such key"));
		assertThat(output)
			.containsPattern("INFO.*\\[desk] is reloaded from desk.toml as incarnation 2: component 01234567 -> "
					+ "fedcba98, limits")
			.containsPattern("WARN.*\\[desk] is not reloaded and stays as it is: desk.toml:\\R    +no such key");
	}

	@Test
	void relatesItsLinesToTheActor() {
		Logger logger = (Logger) LoggerFactory.getLogger(LifecycleLog.LOGGER);
		ListAppender<ILoggingEvent> lines = new ListAppender<>();
		lines.start();
		logger.addAppender(lines);
		try {
			this.log.onEvent(failed("no more"));
		}
		finally {
			logger.detachAppender(lines);
		}
		assertThat(lines.list).singleElement()
			.extracting(ILoggingEvent::getMDCPropertyMap)
			.isEqualTo(Map.of("theater.actor.id", DESK.id().toString(), "theater.actor.name", "desk",
					"theater.actor.path", "desk"));
		assertThat(MDC.get("theater.actor.id")).isNull();
	}

	@Test
	void keepsAGuestsWordsToOneLine(CapturedOutput output) {
		this.log.onEvent(failed("a\nERROR forged\u2028\u001b[31m" + "x".repeat(10_000)));
		assertThat(output.toString().strip().lines()).hasSize(1)
			.first()
			.asString()
			.contains("a ERROR forged ?[31mx")
			.hasSizeLessThan(800);
	}

	@Test
	void leavesTheLinesOfAStormOutAndCountsThem(CapturedOutput output) {
		for (int i = 0; i < LifecycleLog.LINES + 7; i++) {
			this.log.onEvent(failed("again"));
		}
		this.log.onEvent(new SupervisorEvent.Parked(DESK, Theaters.THEN, new ExitReason.GaveUp("enough")));
		assertThat(output.toString().lines().filter((line) -> line.contains("again"))).hasSize(LifecycleLog.LINES);
		assertThat(output).contains("[desk] is parked");
		this.now.addAndGet(LifecycleLog.WINDOW.toNanos());
		this.log.onEvent(failed("later"));
		this.log.onEvent(failed("later still"));
		assertThat(output.toString()).containsOnlyOnce("7 more failures and restarts").contains("later still");
	}

	@Test
	void keepsStartsAndEndsToItself(CapturedOutput output) {
		this.log.onEvent(new SupervisorEvent.Spawned(DESK, Theaters.THEN));
		this.log.onEvent(new SupervisorEvent.Stopped(DESK, Theaters.THEN, new ExitReason.Unknown()));
		assertThat(output.toString().lines().filter((line) -> !line.contains("DEBUG"))).isEmpty();
	}

	private static SupervisorEvent failed(String message) {
		return new SupervisorEvent.Failed(DESK, Theaters.THEN,
				new ExitReason.Failed(FailureCause.TRAP, "handle-send", message));
	}

}
