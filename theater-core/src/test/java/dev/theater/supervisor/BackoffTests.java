package dev.theater.supervisor;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class BackoffTests {

	private static final Duration RESET = Duration.ofSeconds(10);

	private static final Backoff GROWING = backoff(100, 1_000, 2.0, 0.2);

	private static Backoff backoff(long initial, long max, double factor, double jitter) {
		return new Backoff(Duration.ofMillis(initial), Duration.ofMillis(max), factor, jitter, RESET);
	}

	@Test
	void waitsNotAtAllByDefault() {
		assertThat(Backoff.NONE.delay(0, 0.9)).isZero();
		assertThat(Backoff.NONE.delay(1_000, 0.9)).isZero();
	}

	@Test
	void growsByTheFactorUpToTheLongestDelay() {
		Backoff backoff = backoff(100, 1_000, 2.0, 0);
		assertThat(backoff.delay(0, 0.7)).isEqualTo(Duration.ofMillis(100));
		assertThat(backoff.delay(1, 0.7)).isEqualTo(Duration.ofMillis(200));
		assertThat(backoff.delay(3, 0.7)).isEqualTo(Duration.ofMillis(800));
		assertThat(backoff.delay(4, 0.7)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void staysAtTheLongestDelayHoweverOften() {
		assertThat(backoff(1, 1_000, 1e300, 0).delay(Integer.MAX_VALUE, 0.5)).isEqualTo(Duration.ofSeconds(1));
	}

	@Test
	void spreadsByTheJitterEitherWay() {
		assertThat(GROWING.delay(0, 0.0)).isEqualTo(Duration.ofMillis(80));
		assertThat(GROWING.delay(0, 0.5)).isEqualTo(Duration.ofMillis(100));
		assertThat(GROWING.delay(0, 0.999)).isBetween(Duration.ofMillis(119), Duration.ofMillis(120));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.0, 0.25, 0.5, 0.999999 })
	void isNeverLongerThanTheLongestDelayNorNegative(double random) {
		Backoff wild = backoff(100, 1_000, 3.0, 1.0);
		for (int i = 0; i < 50; i++) {
			assertThat(wild.delay(i, random)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
		}
	}

	@Test
	void refusesDelaysOutOfOrder() {
		assertThatIllegalArgumentException().isThrownBy(() -> backoff(-1, 10, 2, 0))
			.withMessageStartingWith("backoff goes from PT-0.001S to PT0.01S");
		assertThatIllegalArgumentException().isThrownBy(() -> backoff(11, 10, 2, 0))
			.withMessageContaining("max at least initial");
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0.99, 0, -1, Double.NaN, Double.POSITIVE_INFINITY })
	void refusesAFactorThatDoesNotGrow(double factor) {
		assertThatIllegalArgumentException().isThrownBy(() -> backoff(1, 10, factor, 0))
			.withMessage("backoff factor is " + factor + "; it must be 1 or more");
	}

	@ParameterizedTest
	@ValueSource(doubles = { -0.1, 1.1, Double.NaN })
	void refusesAJitterThatIsNoShare(double jitter) {
		assertThatIllegalArgumentException().isThrownBy(() -> backoff(1, 10, 2, jitter))
			.withMessage("backoff jitter is " + jitter + "; it must be from 0 to 1");
	}

	@Test
	void refusesANegativeTimeOfHealth() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new Backoff(Duration.ZERO, Duration.ZERO, 1, 0, Duration.ofSeconds(-1)))
			.withMessageContaining("reset-after is PT-1S");
	}

}
