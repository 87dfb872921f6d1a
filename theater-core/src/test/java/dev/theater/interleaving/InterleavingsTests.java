package dev.theater.interleaving;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is broken on purpose is found, and what is not is left alone. */
@Timeout(300)
class InterleavingsTests {

	private static final int MANY = 5_000_000;

	/** What would be done between looking and acting. */
	private static void compute() {
		for (int i = 0; i < 20; i++) {
			Thread.onSpinWait();
		}
	}

	/** Reads and writes at different times. */
	private static final class BrokenCounter {

		volatile int count;

		int increment() {
			int next = this.count + 1;
			compute();
			this.count = next;
			return next;
		}

	}

	/** Looks and acts at different times, each on its own correct. */
	private static final class BrokenMailbox {

		private final Deque<Integer> queue = new ArrayDeque<>();

		private boolean open = true;

		synchronized boolean isOpen() {
			return this.open;
		}

		synchronized int size() {
			return this.queue.size();
		}

		synchronized void add(int message) {
			this.queue.add(message);
		}

		String offer(int message) {
			if (!isOpen()) {
				return "closed";
			}
			compute();
			if (size() >= 1) {
				return "full";
			}
			compute();
			add(message);
			return "accepted";
		}

		synchronized List<Integer> close() {
			this.open = false;
			List<Integer> rest = List.copyOf(this.queue);
			this.queue.clear();
			return rest;
		}

	}

	/** Each sees its own write and, where fields are plain, perhaps not the other's. */
	private static final class PlainFields {

		int one;

		int two;

	}

	private static final class VolatileFields {

		volatile int one;

		volatile int two;

	}

	@Test
	void findsAnUpdateThatIsLost() {
		Report report = Interleavings.of("broken counter", BrokenCounter::new)
			.actor("one", BrokenCounter::increment, BrokenCounter::increment)
			.actor("two", BrokenCounter::increment)
			.end((counter) -> counter.count)
			.upTo(MANY)
			.hunt();
		assertThat(report.impossible()).isNotEmpty();
		assertThat(report.possible()).hasSize(3).allSatisfy((outcome) -> assertThat(outcome.end()).isEqualTo(3));
	}

	@Test
	void findsAMailboxThatLooksBeforeItActs() {
		Report report = Interleavings.of("broken mailbox", BrokenMailbox::new)
			.actor("one", (mailbox) -> mailbox.offer(1))
			.actor("two", (mailbox) -> mailbox.offer(2))
			.end(BrokenMailbox::close)
			.upTo(MANY)
			.hunt();
		assertThat(report.impossible()).allSatisfy((outcome) -> assertThat(outcome.end().toString()).contains("1", "2"))
			.isNotEmpty();
	}

	@Test
	void findsAMailboxThatTakesAMessageWhichNobodyGets() {
		Report report = Interleavings.of("mailbox that loses", BrokenMailbox::new)
			.actor("sender", (mailbox) -> mailbox.offer(1))
			.actor("receiver", BrokenMailbox::close)
			.upTo(MANY)
			.hunt();
		assertThat(report.impossible()).extracting(Object::toString).containsExactly("[[accepted], [[]]] -> ");
	}

	@Test
	void findsAWriteThatTheOtherDoesNotSee() {
		Report report = Interleavings.of("plain fields", PlainFields::new).actor("one", (fields) -> {
			fields.one = 1;
			return fields.two;
		}).actor("two", (fields) -> {
			fields.two = 1;
			return fields.one;
		}).upTo(MANY).hunt();
		assertThat(report.impossible()).extracting(Object::toString).containsExactly("[[0], [0]] -> ");
	}

	@Test
	void leavesAloneWhatIsCorrect() {
		Report counter = Interleavings.of("correct counter", AtomicInteger::new)
			.actor("one", AtomicInteger::incrementAndGet, AtomicInteger::incrementAndGet)
			.actor("two", AtomicInteger::incrementAndGet)
			.end(AtomicInteger::get)
			.check();
		assertThat(counter.seen()).as("they do meet").hasSizeGreaterThan(1);
		Interleavings.of("volatile fields", VolatileFields::new)
			.actor("one", (fields) -> fields.one = 1, (fields) -> fields.two)
			.actor("two", (fields) -> fields.two = 1, (fields) -> fields.one)
			.check();
	}

	@Test
	void saysWhichOutcomeIsImpossible() {
		assertThatThrownBy(() -> Interleavings.of("broken", AtomicInteger::new)
			.actor("one", (number) -> Thread.currentThread().getName().startsWith("actor-") ? "late" : "early")
			.check()).isInstanceOf(AssertionError.class)
			.hasMessageContaining("broken: outcomes that no order of the operations has")
			.hasMessageContaining("[[late]] -> ");
	}

	@Test
	void takesAnExceptionForAResult() {
		Report report = Interleavings.of("refusing", AtomicInteger::new).actor("one", (number) -> {
			throw new IllegalStateException("no");
		}).actor("two", AtomicInteger::incrementAndGet).upTo(10).hunt();
		assertThat(report.impossible()).isEmpty();
		assertThat(report.toString()).contains("10 rounds", "100.00 % [[IllegalStateException], [1]]",
				"1 of 1 possible outcomes seen");
	}

	@Test
	void refusesScriptsWithTooManyOrders() {
		Interleavings<AtomicInteger> large = Interleavings.of("large", AtomicInteger::new);
		for (String actor : List.of("one", "two", "three", "four", "five")) {
			large.actor(actor, AtomicInteger::get, AtomicInteger::get, AtomicInteger::get);
		}
		assertThatThrownBy(large::check).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("shorter");
	}

}
