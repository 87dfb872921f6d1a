package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guest chooses how deep in its stack it calls the host. If the stack ended within the
 * host's code, the lane of its children could be left as one that is about to run, and
 * nobody could ever spawn or stop anything there.
 */
@Timeout(120)
class DeepGuestTests extends OnStage {

	private static final Logger logger = LoggerFactory.getLogger(DeepGuestTests.class);

	private static final int STEPS = 250;

	private final List<ActorId> running = new ArrayList<>();

	private int failures;

	@BeforeEach
	void manifests() {
		this.stage.manifest("deep", "deep", Stage.ALL).puppet("worker", "");
	}

	/** Spawns the guest that spawns a worker so deep; whether both have started. */
	private boolean startsAt(int depth) {
		CompletableFuture<ActorId> spawn = this.stage.runtime()
			.supervisor()
			.spawnAsync(ActorSpec.manifest("deep.toml").init(String.valueOf(depth).getBytes(StandardCharsets.UTF_8)))
			.orTimeout(15, TimeUnit.SECONDS);
		try {
			ActorId deep = finish(spawn);
			assertThat(state(deep)).as("depth %d", depth).startsWith("ok ");
			this.running.add(deep);
			return true;
		}
		catch (SupervisorException ex) {
			assertThat(ex).as("depth %d", depth).hasMessageContaining("init failed (trap)");
			this.failures++;
			return false;
		}
	}

	@Test
	void whereverItsStackEndsNobodysLaneHangs() {
		long seed = System.nanoTime();
		SplittableRandom random = new SplittableRandom(seed);
		int depth = 64;
		while (startsAt(depth)) {
			depth *= 2;
		}
		// up and down around the end, which moves while code is compiled
		for (int step = 0; step < STEPS; step++) {
			int part = depth / random.nextInt(20, 200);
			depth += startsAt(depth) ? part : -part;
		}
		logger.info("Seed {}: about {} calls fit; {} started, {} overflowed", seed, depth, this.running.size(),
				this.failures);
		assertThat(this.running).hasSizeGreaterThan(STEPS / 10);
		assertThat(this.failures).isGreaterThan(STEPS / 10);
		for (ActorId deep : this.running) {
			CompletableFuture.runAsync(() -> supervisor().stopChild(deep)).orTimeout(15, TimeUnit.SECONDS).join();
		}
		assertNobodyIsLeft();
		ok(this.stage.spawn("worker"), "spawn worker.toml");
	}

}
