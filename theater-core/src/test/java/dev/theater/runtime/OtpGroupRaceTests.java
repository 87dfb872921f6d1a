package dev.theater.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.MessagingException;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Groups that move while others stop, restart, spawn and crash their members, in an order
 * that a seed decides: everybody is answered, every group comes to rest, nothing is left.
 */
@Timeout(120)
class OtpGroupRaceTests extends OnStage {

	private static final int THREADS = 3;

	private static final int EACH = Integer.getInteger("theater.test-operations", 80);

	private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

	private void manifests(String strategy) {
		String quick = "[lifecycle]\nshutdown = \"50ms\"\ncall_timeout = \"200ms\"\ninit_timeout = \"200ms\"\n";
		String group = "[supervision]\nmax_restarts = 6\nwithin = \"1s\"\nstrategy = \"" + strategy + "\"\n";
		this.stage.puppet("worker", quick)
			.puppet("temporary", quick + "restart = \"temporary\"\n")
			.puppet("permanent", quick + "restart = \"permanent\"\n")
			.puppet("inner", quick + group + child("worker", "x", "") + child("worker", "y", ""))
			.puppet("outer",
					quick + group + "backoff = { initial = \"2ms\", max = \"20ms\" }\nmax_consecutive = 100\n"
							+ child("worker", "a", "1") + child("permanent", "b", "2") + child("inner", "i", "")
							+ child("temporary", "t", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void everyGroupComesToRest(String strategy) throws Exception {
		long seed = Long.getLong("theater.test-seed", System.nanoTime());
		System.out.println("OtpGroupRaceTests " + strategy + " seed " + seed + " (-Dtheater.test-seed)");
		manifests(strategy);
		this.stage.spawn("outer");
		this.stage.spawn("outer");
		playAtOnce(seed);
		assertThat(this.unexpected).as("seed %d", seed).isEmpty();
		await().during(Duration.ofMillis(300))
			.untilAsserted(() -> assertThat(directory().tree().all().filter((node) -> !isAtRest(node)).toList())
				.as("seed %d: %s", seed, describe())
				.isEmpty());
		for (ActorNode root : directory().tree().roots()) {
			// a child's last state may be one that its init refuses; the next try has the
			// initial one
			await().ignoreExceptionsInstanceOf(SupervisorException.class).until(() -> {
				supervisor().restartChild(root.id());
				return true;
			});
			spawn(root.id(), "worker", "");
			directory().node(root.id()).orElseThrow().all().forEach((node) -> assertVerifies(node.id()));
			supervisor().stopChild(root.id());
		}
		assertNobodyIsLeft();
	}

	private String describe() {
		return directory().tree()
			.all()
			.map((node) -> "\n" + node.path() + " " + node.status() + " #" + node.incarnation() + " "
					+ steps(node.id()))
			.collect(Collectors.joining());
	}

	private static boolean isAtRest(ActorNode node) {
		return node.mailbox() == 0 && (node.status() == ActorStatus.RUNNING || node.status() == ActorStatus.STOPPED
				|| (node.status() == ActorStatus.FAILED && node.parked()));
	}

	private void playAtOnce(long seed) throws Exception {
		List<Future<?>> players = new ArrayList<>();
		ExecutorService pool = Executors.newFixedThreadPool(THREADS);
		try {
			for (int i = 0; i < THREADS; i++) {
				Random random = new Random(seed + i);
				players.add(pool.submit(() -> {
					for (int n = 0; n < EACH; n++) {
						act(random);
					}
				}));
			}
			for (Future<?> player : players) {
				player.get(90, TimeUnit.SECONDS);
			}
		}
		catch (TimeoutException ex) {
			throw new AssertionError("seed " + seed + ": somebody was not answered: " + describe(), ex);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private void act(Random random) {
		List<ActorNode> all = directory().tree().all().filter((node) -> node.path().contains("/")).toList();
		if (all.isEmpty()) {
			return;
		}
		ActorId id = all.get(random.nextInt(all.size())).id();
		try {
			act(random.nextInt(100), id, random);
		}
		catch (SupervisorException | MessagingException ex) {
			// a refusal is an answer
		}
		catch (RuntimeException ex) {
			this.unexpected.add(ex.toString());
		}
	}

	private void act(int choice, ActorId id, Random random) {
		Duration timeout = Duration.ofSeconds(5);
		if (choice < 40) {
			this.stage.send(id, random.nextBoolean() ? "trap" : "err no");
		}
		else if (choice < 46) {
			this.stage.request(id, "set init=err not from here", timeout);
			this.stage.send(id, "trap");
		}
		else if (choice < 50) {
			this.stage.send(id, "loop");
		}
		else if (choice < 56) {
			this.stage.send(id, "shutdown bye");
		}
		else if (choice < 66) {
			directory().stop(id);
		}
		else if (choice < 82) {
			directory().restart(id);
		}
		else {
			ActorNode root = directory().tree().roots().get(random.nextInt(2));
			String manifest = List.of("worker", "temporary", "permanent").get(random.nextInt(3));
			this.stage.request(root.id(), "spawn " + manifest + ".toml", timeout);
		}
	}

}
