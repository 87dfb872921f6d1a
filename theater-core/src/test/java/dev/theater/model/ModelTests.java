package dev.theater.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operators, applications and guests do what they like at the same time, in an order that
 * a seed decides; whenever all is quiet, everything that can be seen is compared with a
 * model that reads the chains.
 *
 * <p>
 * Replay with {@code -Dtheater.model.seed=N}; {@code -Dtheater.model.seeds} and
 * {@code -Dtheater.model.operations} say how much is played ({@code -Pmodel}: 100 seeds
 * of 10,000 operations).
 */
class ModelTests {

	private static final int THREADS = 12;

	private static final int ROUND = 2_000;

	private static final int OPERATIONS = Integer.getInteger("theater.model.operations", 2_000);

	@TempDir
	Path directory;

	private Playground ground;

	private Referee referee;

	static LongStream seeds() {
		long first = Long.getLong("theater.model.seed", System.nanoTime() % 1_000_000_000);
		return LongStream.range(first, first + Integer.getInteger("theater.model.seeds", 1));
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void whatHappensIsWhatTheModelAllows(long seed) throws Exception {
		play(seed, false);
	}

	@ParameterizedTest
	@MethodSource("seeds")
	void andAlsoWhereOneGuestInTenHangsForEver(long seed) throws Exception {
		play(seed, true);
	}

	private void play(long seed, boolean hanging) throws Exception {
		long start = System.nanoTime();
		try (Playground open = new Playground(this.directory, seed % 3 == 2, seed % 2 == 1, hanging)) {
			this.ground = open;
			this.referee = new Referee(open);
			Random seeds = new Random(seed);
			while (open.answers.size() < OPERATIONS) {
				round(seeds);
				assertThat(awaitQuiet()).isEmpty();
			}
			endAll();
			assertThat(awaitQuiet()).isEmpty();
			assertThat(this.referee.leftovers()).isEmpty();
			assertThat(patience(() -> 0).await(() -> open.clock.timers() == 0))
				.as("%d timers are left", open.clock.timers())
				.isTrue();
		}
		catch (Throwable ex) {
			throw new AssertionError("seed " + seed + " (-Dtheater.model.seed): " + ex.getMessage(), ex);
		}
		assertThat(patience(() -> 0).await(() -> Remains.threads("theater-") == 0))
			.as("threads are left: %s", Remains.stacks("theater-"))
			.isTrue();
		System.out.printf(
				"ModelTests seed %d %s: %d operations, %d actors, %d commits (%d failed), %d channel ends, %d gave up, %d parked, %d ms%n",
				seed, hanging ? "(one in ten hangs)" : "", this.ground.answers.size(), this.ground.heard.size(),
				this.ground.store.position(), this.ground.store.failures(), this.referee.channelEnds(),
				this.referee.heard("GaveUp"), this.referee.heard("Parked"), (System.nanoTime() - start) / 1_000_000);
	}

	private static Patience patience(LongSupplier progress) {
		return new Patience(progress, 20);
	}

	private void round(Random seeds) throws Exception {
		List<Future<?>> players = new ArrayList<>();
		ExecutorService pool = Executors.newFixedThreadPool(THREADS,
				Thread.ofPlatform().name("player-", 0).daemon(true).factory());
		try {
			for (int i = 0; i < THREADS; i++) {
				Player player = new Player(this.ground, "p" + seeds.nextInt(Integer.MAX_VALUE),
						new Random(seeds.nextLong()));
				players.add(pool.submit(() -> {
					for (int n = 0; n < ROUND / THREADS; n++) {
						player.act();
					}
				}));
			}
			if (!patience(this.ground.answers::size).await(() -> players.stream().allMatch(Future::isDone))) {
				this.referee.readOn();
				throw new AssertionError("somebody was not answered: " + this.ground.asked + this.referee.busy()
						+ Remains.stacks("theater-") + Remains.stacks("player-"));
			}
			for (Future<?> player : players) {
				player.get();
			}
		}
		finally {
			pool.shutdownNow();
		}
	}

	/**
	 * Waits until nothing has happened for a while, and says what is wrong then. What can
	 * happen by itself comes to an end; nothing is asked for any more.
	 */
	private List<String> awaitQuiet() throws Exception {
		List<String> problems = new ArrayList<>();
		int[] looks = new int[2];
		long[] before = { -1 };
		boolean quiet = patience(this.ground.store::position).await(() -> {
			long now = this.ground.store.position();
			boolean still = now == before[0] && this.referee.quiet();
			before[0] = now;
			if (still) {
				problems.clear();
				problems.addAll(this.referee.problems());
				looks[0]++;
			}
			// listeners are told in their own time
			return (still && (problems.isEmpty() || looks[0] > 50)) || ++looks[1] > 5_000;
		});
		if (!quiet || looks[1] > 5_000) {
			problems.addFirst("it does not come to rest: " + this.referee.busy() + Remains.stacks("theater-"));
		}
		return problems;
	}

	private void endAll() {
		for (ActorNode node : this.ground.runtime.directory().tree().roots()) {
			this.ground.runtime.supervisor().stopChild(node.id());
			try {
				this.ground.runtime.supervisor().deleteChild(node.id());
			}
			catch (SupervisorException ex) {
				// only those whose place is kept are left to be forgotten
			}
		}
	}

}
