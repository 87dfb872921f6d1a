package dev.theater.supervisor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.theater.interleaving.Interleavings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Steps from several threads on a lane whose executor has two. */
@Timeout(600)
class LaneInterleavingTests {

	private static final ExecutorService POOL = Executors.newFixedThreadPool(2,
			Thread.ofPlatform().name("lane-", 1).daemon(true).factory());

	@AfterAll
	static void close() {
		POOL.shutdownNow();
	}

	/** A lane that is about to give its executor back, and what its steps have done. */
	private static final class Steps {

		private static final int BEFORE = 30;

		private volatile boolean rejects;

		final Lane lane = new Lane(this::execute);

		/** Written by steps, without any lock but the lane's. */
		final List<String> done = new ArrayList<>();

		final AtomicInteger inside = new AtomicInteger();

		final CountDownLatch left;

		Steps(int steps) {
			this.left = new CountDownLatch(BEFORE + steps);
			for (int i = 0; i < BEFORE; i++) {
				this.lane.execute(this.left::countDown);
			}
		}

		private void execute(Runnable task) {
			if (this.rejects) {
				throw new RejectedExecutionException("shut down");
			}
			POOL.execute(task);
		}

		String step(String name) {
			this.lane.execute(() -> run(name));
			return "handed in";
		}

		private void run(String name) {
			if (this.inside.incrementAndGet() != 1) {
				this.done.add("AT THE SAME TIME");
			}
			this.done.add(name);
			this.inside.decrementAndGet();
			this.left.countDown();
		}

		/** A step that has another one run after it. */
		String stepTwice(String name) {
			this.lane.execute(() -> {
				step(name + "'");
				run(name);
			});
			return "handed in";
		}

		String shutDown() {
			this.rejects = true;
			return "handed in";
		}

		String end() {
			try {
				return this.left.await(20, TimeUnit.SECONDS) ? this.done.toString() : "LOST a step";
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Test
	void runsEachStepOnceInTheOrderOfItsThreadAndOneAtATime() {
		Interleavings.of("lane, three threads", () -> new Steps(6))
			.actor("one", (steps) -> steps.step("a"), (steps) -> steps.step("b"))
			.actor("two", (steps) -> steps.step("x"), (steps) -> steps.step("y"))
			.actor("three", (steps) -> steps.step("1"), (steps) -> steps.step("2"))
			.end(Steps::end)
			.oneIn(2)
			.check();
	}

	@Test
	void losesNoStepWhenItsExecutorIsShutDown() {
		Interleavings.of("lane, shut down", () -> new Steps(4))
			.actor("one", (steps) -> steps.step("a"), (steps) -> steps.step("b"))
			.actor("two", (steps) -> steps.step("x"), (steps) -> steps.step("y"))
			.actor("runtime", Steps::shutDown)
			.end(Steps::end)
			.oneIn(2)
			.check();
	}

	/** The second step comes between those of others, but after its first. */
	@Test
	void runsWhatAStepAddsAfterItHoweverItIsShutDown() {
		Interleavings.of("lane, steps of steps", () -> new Steps(4))
			.actor("one", (steps) -> steps.stepTwice("a"))
			.actor("two", (steps) -> steps.stepTwice("x"))
			.actor("runtime", Steps::shutDown)
			.end(Steps::end)
			.oneIn(2)
			.possibleIf((outcome) -> {
				String end = outcome.end().toString();
				return end.length() == "[a, a', x, x']".length() && end.indexOf("a") < end.indexOf("a'")
						&& end.indexOf("x") < end.indexOf("x'");
			})
			.check();
	}

}
