package dev.theater.supervisor;

import java.util.stream.Stream;

import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What whoever waits for a start is told when it came to an end instead. */
class RefusalTests {

	static Stream<Arguments> ends() {
		return Stream.of(
				arguments(new ExitReason.Stopped(ExitReason.StoppedBy.OPERATOR), Reason.STOPPING,
						"Handler error: the child was stopped while it started"),
				arguments(new ExitReason.Failed(FailureCause.TIMEOUT, "init", "too long"), Reason.TIMEOUT,
						"Actor error: init failed (timeout): too long"),
				arguments(new ExitReason.Failed(FailureCause.TRAP, "init", "a trap"), Reason.INIT_FAILED,
						"Actor error: init failed (trap): a trap"));
	}

	@ParameterizedTest
	@MethodSource("ends")
	void saysHowTheStartEnded(ExitReason end, Reason reason, String message) {
		SupervisorException refusal = ChildStarts.refusal(end);
		assertThat(refusal.reason()).isEqualTo(reason);
		assertThat(refusal).hasMessage(message);
	}

}
