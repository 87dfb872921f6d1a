package dev.theater.runtime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whose load comes next, and how many of guests there are at a time. */
class LoadThreadsTests {

	private final Deque<Runnable> turns = new ArrayDeque<>();

	private final List<String> done = new ArrayList<>();

	private boolean closed;

	private final LoadThreads loads = loads(2);

	private LoadThreads loads(int threads) {
		return new LoadThreads((turn) -> {
			if (this.closed) {
				throw new RejectedExecutionException("closed");
			}
			this.turns.add(turn);
		}, threads);
	}

	private void ofApplication(String name) {
		this.loads.execute(() -> this.done.add(name), false);
	}

	private void ofGuest(String name) {
		this.loads.execute(() -> this.done.add(name), true);
	}

	/** A load of a guest during which another thread has a turn. */
	private void ofGuestDuring(String name, Runnable meanwhile) {
		this.loads.execute(() -> {
			this.done.add(name + " begins");
			meanwhile.run();
			this.done.add(name + " ends");
		}, true);
	}

	private void runAll() {
		while (!this.turns.isEmpty()) {
			this.turns.remove().run();
		}
	}

	@Test
	void runsTheOldestFirst() {
		ofGuest("a");
		ofGuest("b");
		ofGuest("c");
		runAll();
		assertThat(this.done).containsExactly("a", "b", "c");
	}

	@Test
	void runsWhatTheApplicationAsksForBeforeWhatGuestsAskFor() {
		ofGuest("guest 1");
		ofGuest("guest 2");
		ofApplication("application 1");
		ofGuest("guest 3");
		ofApplication("application 2");
		runAll();
		assertThat(this.done).containsExactly("application 1", "application 2", "guest 1", "guest 2", "guest 3");
	}

	@Test
	void leavesAThreadToTheApplication() {
		ofGuestDuring("guest 1", () -> {
			this.turns.remove().run();
			ofApplication("application");
			this.turns.remove().run();
		});
		ofGuest("guest 2");
		runAll();
		assertThat(this.done).containsExactly("guest 1 begins", "application", "guest 1 ends", "guest 2");
	}

	@Test
	void letsGuestsHaveTheOnlyThread() {
		LoadThreads one = loads(1);
		one.execute(() -> this.done.add("guest"), true);
		runAll();
		assertThat(this.done).containsExactly("guest");
	}

	@Test
	void letsAsManyGuestsLoadAsThereAreThreadsButOne() {
		LoadThreads three = loads(3);
		Runnable another = () -> this.turns.remove().run();
		three.execute(() -> {
			another.run();
			this.done.add("guest 1");
		}, true);
		three.execute(() -> {
			another.run();
			this.done.add("guest 2");
		}, true);
		three.execute(() -> this.done.add("guest 3"), true);
		runAll();
		assertThat(this.done).containsExactly("guest 2", "guest 1", "guest 3");
	}

	@Test
	void goesOnAfterALoadThatThrows() {
		this.loads.execute(() -> {
			this.turns.remove().run();
			throw new IllegalStateException("on purpose");
		}, true);
		ofGuest("next");
		assertThatThrownBy(() -> this.turns.remove().run()).hasMessage("on purpose");
		runAll();
		assertThat(this.done).containsExactly("next");
	}

	@Test
	void skipsWhatWasCancelledAndKeepsNothingOfIt() {
		Runnable guests = () -> this.done.add("guest");
		Runnable applications = () -> this.done.add("application");
		this.loads.execute(guests, true);
		this.loads.execute(applications, false);
		ofGuest("next");
		this.loads.cancel(guests);
		this.loads.cancel(applications);
		assertThat(this.loads.waiting()).isOne();
		runAll();
		assertThat(this.done).containsExactly("next");
		this.loads.cancel(guests);
		assertThat(this.loads.waiting()).isZero();
	}

	@Test
	void refusesLoadsAndForgetsThoseThatWaitWhenItsThreadsHaveEnded() {
		ofGuestDuring("guest 1", () -> {
			this.turns.remove().run();
			this.closed = true;
		});
		ofGuest("guest 2");
		runAll();
		assertThat(this.done).containsExactly("guest 1 begins", "guest 1 ends");
		assertThatThrownBy(() -> ofGuest("late")).isInstanceOf(RejectedExecutionException.class);
		assertThat(this.loads.waiting()).isZero();
	}

}
