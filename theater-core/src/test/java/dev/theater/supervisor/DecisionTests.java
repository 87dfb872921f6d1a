package dev.theater.supervisor;

import java.time.Duration;
import java.util.List;

import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class DecisionTests {

	private static final long NOW = Duration.ofHours(1).toNanos();

	private static final ExitReason FAILED = new ExitReason.Failed(FailureCause.TRAP, "handle-send", "unreachable");

	private static final SupervisionPolicy POLICY = SupervisionPolicy.DEFAULT;

	private static ExitReason reason(String name) {
		return switch (name) {
			case "failed" -> FAILED;
			case "gave-up" -> new ExitReason.GaveUp("desk/worker had more than 3 restarts");
			case "normal" -> new ExitReason.Normal(null, false);
			case "normal-in-init" -> new ExitReason.Normal(null, true);
			default -> throw new IllegalArgumentException(name);
		};
	}

	private static Decision.Situation situation(RestartType type, ExitReason reason, boolean guestDecides) {
		return new Decision.Situation(type, reason, RestartWindow.EMPTY, 0, guestDecides, NOW, 0.5);
	}

	@ParameterizedTest
	@CsvSource({ "PERMANENT, failed, Restart", "PERMANENT, gave-up, Restart", "PERMANENT, normal, Restart",
			"PERMANENT, normal-in-init, End", "TRANSIENT, failed, Restart", "TRANSIENT, gave-up, Restart",
			"TRANSIENT, normal, End", "TRANSIENT, normal-in-init, End", "TEMPORARY, failed, End",
			"TEMPORARY, gave-up, End", "TEMPORARY, normal, End", "TEMPORARY, normal-in-init, End" })
	void restartsByTypeAndReason(RestartType type, String reason, String expected) {
		Decision decision = Decision.of(POLICY, situation(type, reason(reason), false));
		assertThat(decision.getClass().getSimpleName()).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "PERMANENT, failed, Ask", "PERMANENT, gave-up, Ask", "PERMANENT, normal, Restart",
			"PERMANENT, normal-in-init, End", "TRANSIENT, failed, Ask", "TRANSIENT, gave-up, Ask",
			"TRANSIENT, normal, End", "TRANSIENT, normal-in-init, End", "TEMPORARY, failed, End",
			"TEMPORARY, gave-up, End", "TEMPORARY, normal, End", "TEMPORARY, normal-in-init, End" })
	void leavesFailuresOfWhatComesBackToAGuestThatDecides(RestartType type, String reason, String expected) {
		Decision decision = Decision.of(POLICY, situation(type, reason(reason), true));
		assertThat(decision.getClass().getSimpleName()).isEqualTo(expected);
	}

	@ParameterizedTest
	@EnumSource(ExitReason.StoppedBy.class)
	void doesNotRestartATransientChildThatWasStopped(ExitReason.StoppedBy by) {
		assertThat(Decision.of(POLICY, situation(RestartType.TRANSIENT, new ExitReason.Stopped(by), false)))
			.isInstanceOf(Decision.End.class);
	}

	@Test
	void allowsAsManyRestartsAsTheIntensityAndRefusesTheNext() {
		SupervisionPolicy policy = policy(2, Backoff.NONE, 10);
		RestartWindow window = RestartWindow.EMPTY;
		for (int i = 0; i < 2; i++) {
			Decision decision = Decision.of(policy, counted(window, 0, NOW + i));
			assertThat(decision).isInstanceOf(Decision.Restart.class);
			window = ((Decision.Restart) decision).window();
		}
		assertThat(window.restarts()).containsExactly(NOW, NOW + 1);
		assertThat(Decision.of(policy, counted(window, 0, NOW + 2))).isEqualTo(new Decision.GiveUp(
				"more than 2 restarts within 5000 ms; the last: handle-send failed (trap): unreachable"));
	}

	@Test
	void givesUpAtOnceWithAnIntensityOfZero() {
		assertThat(Decision.of(policy(0, Backoff.NONE, 10), counted(RestartWindow.EMPTY, 0, NOW)))
			.isInstanceOf(Decision.GiveUp.class);
	}

	@Test
	void countsARestartThatIsExactlyAsOldAsTheWindow() {
		SupervisionPolicy policy = policy(1, Backoff.NONE, 10);
		long within = policy.intensity().within().toNanos();
		RestartWindow window = new RestartWindow(List.of(NOW));
		assertThat(Decision.of(policy, counted(window, 0, NOW + within))).isInstanceOf(Decision.GiveUp.class);
		assertThat(Decision.of(policy, counted(window, 0, NOW + within + 1))).isInstanceOf(Decision.Restart.class);
	}

	@Test
	void givesUpAfterTooManyRestartsInARowThoughTheWindowNeverFills() {
		SupervisionPolicy policy = policy(3, Backoff.NONE, 4);
		assertThat(Decision.of(policy, counted(RestartWindow.EMPTY, 3, NOW))).isInstanceOf(Decision.Restart.class);
		assertThat(Decision.of(policy, counted(RestartWindow.EMPTY, 4, NOW))).isEqualTo(new Decision.GiveUp(
				"4 restarts in a row, as many as max_consecutive allows; the last: handle-send failed (trap): unreachable"));
	}

	@Test
	void waitsLongerBeforeEachRestartInARow() {
		Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), 2.0, 0.0, Duration.ofSeconds(10));
		SupervisionPolicy policy = policy(3, backoff, 10);
		assertThat(delay(policy, 0)).isEqualTo(Duration.ofMillis(100));
		assertThat(delay(policy, 1)).isEqualTo(Duration.ofMillis(200));
		assertThat(delay(policy, 5)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void doesNotAskAboutARestartThatSomebodyWants() {
		Decision.Situation situation = new Decision.Situation(RestartType.TEMPORARY, FAILED, RestartWindow.EMPTY, 0,
				true, NOW, 0.5);
		assertThat(Decision.restart(POLICY, situation)).isInstanceOf(Decision.Restart.class);
	}

	private static Duration delay(SupervisionPolicy policy, int consecutive) {
		return ((Decision.Restart) Decision.of(policy, counted(RestartWindow.EMPTY, consecutive, NOW))).delay();
	}

	private static SupervisionPolicy policy(int restarts, Backoff backoff, int consecutive) {
		return new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, new RestartIntensity(restarts, Duration.ofSeconds(5)),
				backoff, consecutive);
	}

	private static Decision.Situation counted(RestartWindow window, int consecutive, long now) {
		return new Decision.Situation(RestartType.TRANSIENT, FAILED, window, consecutive, false, now, 0.5);
	}

}
