package dev.theater.model;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.LongStream;

import dev.theater.runtime.ActorNode;
import dev.theater.supervisor.SupervisorException;
import org.awaitility.Awaitility;
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
		try (Playground open = new Playground(this.directory, seed % 3 == 2, hanging)) {
			this.ground = open;
			this.referee = new Referee(open);
			Random seeds = new Random(seed);
			for (int done = 0; done < OPERATIONS; done += ROUND) {
				round(seeds);
				assertThat(awaitQuiet()).isEmpty();
			}
			endAll();
			awaitQuiet();
			assertThat(this.referee.leftovers()).isEmpty();
			Awaitility.await()
				.atMost(Duration.ofSeconds(5))
				.untilAsserted(() -> assertThat(open.clock.timers()).isZero());
		}
		catch (Throwable ex) {
			throw new AssertionError("seed " + seed + " (-Dtheater.model.seed): " + ex.getMessage(), ex);
		}
		Awaitility.await().untilAsserted(() -> assertThat(Remains.threads("theater-")).isZero());
		System.out.printf("ModelTests seed %d %s: %d operations, %d actors, %d commits, %d ms%n", seed,
				hanging ? "(one in ten hangs)" : "", this.ground.answers.size(), this.ground.heard.size(),
				this.ground.store.position(), (System.nanoTime() - start) / 1_000_000);
	}

	private void round(Random seeds) throws Exception {
		List<Future<?>> players = new ArrayList<>();
		ExecutorService pool = Executors.newFixedThreadPool(THREADS);
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
			for (Future<?> player : players) {
				finish(player);
			}
		}
		catch (TimeoutException ex) {
			this.referee.readOn();
			throw new AssertionError("somebody was not answered: " + this.ground.asked + this.referee.busy(), ex);
		}
		finally {
			pool.shutdownNow();
		}
	}

	/** Waits for as long as anything happens at all: the machine may be slow. */
	private void finish(Future<?> player) throws Exception {
		for (int before = -1;;) {
			int now = this.ground.answers.size();
			try {
				player.get(60, TimeUnit.SECONDS);
				return;
			}
			catch (TimeoutException ex) {
				if (now == before) {
					throw ex;
				}
				before = now;
			}
		}
	}

	/** Waits until nothing has happened for a while, and says what is wrong then. */
	private List<String> awaitQuiet() throws InterruptedException {
		long deadline = System.nanoTime() + 20_000_000_000L;
		List<String> problems = List.of();
		int looks = 0;
		for (long before = -1; System.nanoTime() < deadline;) {
			long now = this.ground.store.position();
			if (now == before && this.referee.quiet()) {
				problems = this.referee.problems();
				// listeners are told in their own time
				if (problems.isEmpty() || ++looks > 50) {
					return problems;
				}
			}
			before = now;
			TimeUnit.MILLISECONDS.sleep(20);
		}
		List<String> all = new ArrayList<>(List.of("it does not come to rest: " + this.referee.busy()));
		all.addAll(problems);
		return all;
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
