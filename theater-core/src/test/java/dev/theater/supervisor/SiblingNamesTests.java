package dev.theater.supervisor;

import java.util.ArrayList;
import java.util.List;

import dev.theater.supervisor.SiblingNames.Taken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

class SiblingNamesTests {

	private final SiblingNames names = new SiblingNames();

	private String take(String wanted) {
		return this.names.takeOrNumber(wanted).name();
	}

	@Test
	void numbersThoseWhoseNameIsTaken() {
		assertThat(List.of(take("a"), take("a"), take("b"), take("a"), take("b"))).containsExactly("a", "a-2", "b",
				"a-3", "b-2");
	}

	@Test
	void givesTheLowestFreeNumberAgain() {
		take("a");
		Taken second = this.names.takeOrNumber("a");
		Taken third = this.names.takeOrNumber("a");
		take("a");
		this.names.free(third);
		this.names.free(second);
		assertThat(List.of(take("a"), take("a"), take("a"))).containsExactly("a-2", "a-3", "a-5");
	}

	@Test
	void givesTheNameItselfAgain() {
		Taken first = this.names.takeOrNumber("a");
		take("a");
		this.names.free(first);
		assertThat(List.of(take("a"), take("a"))).containsExactly("a", "a-3");
	}

	@Test
	void passesOverNamesThatWereGiven() {
		assertThat(this.names.take("a-2")).isTrue();
		assertThat(this.names.take("a-2")).isFalse();
		assertThat(List.of(take("a"), take("a"))).containsExactly("a", "a-3");
	}

	@Test
	void remembersNothingOfThoseWhoAreGone() {
		for (int i = 0; i < 100; i++) {
			List<Taken> all = new ArrayList<>();
			for (int n = 0; n < 3; n++) {
				all.add(this.names.takeOrNumber("name" + i));
			}
			assertThat(this.names.numbered()).isEqualTo(1);
			all.forEach(this.names::free);
		}
		assertThat(this.names.numbered()).isZero();
	}

	/** It took a minute when each tried all numbers before its own. */
	@Test
	@Timeout(10)
	void costsNoMoreWhereThereAreMany() {
		for (int i = 0; i < 50_000; i++) {
			take("a");
		}
		assertThat(take("a")).isEqualTo("a-50001");
	}

}
