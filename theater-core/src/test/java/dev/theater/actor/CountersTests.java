package dev.theater.actor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Counters are exact, and their number is bounded. */
class CountersTests {

	private final Counters counters = new Counters(2);

	@Test
	void countsPerNameAndTags() {
		this.counters.increment("a", "x", "1", "y", "2");
		this.counters.increment("a", "y", "2", "x", "1");
		this.counters.add(5, "a", "x", "2");
		this.counters.increment("b");
		assertThat(this.counters.value("a", "x", "1", "y", "2")).isEqualTo(2);
		assertThat(this.counters.value("a", "x", "2")).isEqualTo(5);
		assertThat(this.counters.total("a")).isEqualTo(7);
		assertThat(this.counters.value("b")).isOne();
		assertThat(this.counters.value("a")).isZero();
		assertThat(this.counters.total("c")).isZero();
	}

	@Test
	void keepsOnlySoManyActorsApart() {
		for (String actor : List.of("a", "b", "c", "d", "a", "c")) {
			this.counters.increment("n", "actor", actor);
		}
		assertThat(this.counters.value("n", "actor", "a")).isEqualTo(2);
		assertThat(this.counters.value("n", "actor", "b")).isOne();
		assertThat(this.counters.value("n", "actor", "other")).isEqualTo(3);
		assertThat(this.counters.total("n")).isEqualTo(6);
	}

	@Test
	void tellsOfEveryCounterOnceWheneverItCame() {
		this.counters.register("early");
		List<Counters.Key> told = new ArrayList<>();
		this.counters.onRegistered((key, value) -> told.add(key));
		this.counters.register("early");
		this.counters.increment("late", "b", "2", "a", "1");
		this.counters.increment("late", "a", "1", "b", "2");
		assertThat(told).extracting(Counters.Key::name).containsExactly("early", "late");
		assertThat(told.getLast().tagList()).containsExactly("a", "1", "b", "2");
		assertThat(told.getLast().tags()).isEqualTo(Map.of("a", "1", "b", "2"));
	}

	@Test
	void isExactAndTellsOnceUnderManyThreads() throws Exception {
		List<Counters.Key> told = new CopyOnWriteArrayList<>();
		this.counters.onRegistered((key, value) -> told.add(key));
		CountDownLatch done = new CountDownLatch(4);
		for (int i = 0; i < 4; i++) {
			Thread.ofPlatform().start(() -> {
				for (int j = 0; j < 10_000; j++) {
					this.counters.increment("n", "actor", "actor" + (j % 5));
				}
				done.countDown();
			});
		}
		done.await();
		assertThat(this.counters.total("n")).isEqualTo(40_000);
		assertThat(told).hasSize(3).doesNotHaveDuplicates();
	}

}
