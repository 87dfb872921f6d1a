package dev.theater.supervisor;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RestartWindowTests {

	private static final RestartIntensity TWO_IN_TEN = new RestartIntensity(2, Duration.ofNanos(10));

	@Test
	void countsRestartsOfTheRecentPast() {
		RestartWindow window = RestartWindow.EMPTY.with(TWO_IN_TEN, 100).with(TWO_IN_TEN, 105);
		assertThat(window.allows(TWO_IN_TEN, 110)).isFalse();
		assertThat(window.allows(TWO_IN_TEN, 111)).isTrue();
	}

	@Test
	void forgetsWhatIsOlderThanTheWindow() {
		RestartWindow window = RestartWindow.EMPTY.with(TWO_IN_TEN, 100);
		assertThat(window.with(TWO_IN_TEN, 110).restarts()).containsExactly(100L, 110L);
		assertThat(window.with(TWO_IN_TEN, 111).restarts()).containsExactly(111L);
	}

	@Test
	void worksWhereTheMonotonicClockOverflows() {
		RestartWindow window = RestartWindow.EMPTY.with(TWO_IN_TEN, Long.MAX_VALUE - 1)
			.with(TWO_IN_TEN, Long.MAX_VALUE);
		assertThat(window.allows(TWO_IN_TEN, Long.MIN_VALUE + 3)).isFalse();
		assertThat(window.allows(TWO_IN_TEN, Long.MIN_VALUE + 10)).isTrue();
	}

	@Test
	void whatWasMadeOfItIsNoneOfItsBusiness() {
		RestartIntensity many = new RestartIntensity(100, Duration.ofNanos(10));
		RestartWindow first = RestartWindow.EMPTY.with(many, 100);
		RestartWindow second = first.with(many, 101);
		RestartWindow rival = first.with(many, 102);
		assertThat(first.restarts()).containsExactly(100L);
		assertThat(second.restarts()).containsExactly(100L, 101L);
		assertThat(rival.restarts()).containsExactly(100L, 102L);
		assertThat(second.with(many, 111).restarts()).containsExactly(101L, 111L);
		assertThat(second).isEqualTo(new RestartWindow(List.of(100L, 101L)))
			.hasSameHashCodeAs(new RestartWindow(List.of(100L, 101L)))
			.isNotEqualTo(rival);
	}

	/** A hundred thousand restarts in a window. */
	@Test
	@Timeout(10)
	void costsNoMoreWhereItHoldsMany() {
		RestartIntensity generous = new RestartIntensity(1_000_000, Duration.ofNanos(100_000));
		RestartWindow window = RestartWindow.EMPTY;
		for (long now = 0; now < 400_000; now++) {
			assertThat(window.allows(generous, now)).isTrue();
			window = window.with(generous, now);
		}
		assertThat(window.restarts()).hasSize(100_001).startsWith(299_999L).endsWith(399_999L);
	}

	@Test
	void isAValue() {
		List<Long> times = new java.util.ArrayList<>(List.of(1L));
		RestartWindow window = new RestartWindow(times);
		times.add(2L);
		assertThat(window.restarts()).containsExactly(1L);
		assertThat(RestartWindow.EMPTY.restarts()).isEmpty();
	}

	@Test
	void refusesIntensitiesThatMeanNothing() {
		assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(-1, Duration.ofSeconds(1)))
			.withMessage("max restarts is -1; it must be 0 or more");
		assertThatIllegalArgumentException().isThrownBy(() -> new RestartIntensity(1, Duration.ZERO))
			.withMessage("restart window is PT0S; it must be longer than zero");
	}

}
