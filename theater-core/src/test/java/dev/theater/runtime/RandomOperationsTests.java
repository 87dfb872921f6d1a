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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.MessagingException;
import dev.theater.chain.EventStore;
import dev.theater.chain.InMemoryEventStore;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Operators, applications and guests do what they like at the same time, in an order that
 * a seed decides: everybody is answered, and nothing is left at the end.
 */
class RandomOperationsTests extends OnStage {

	private static final int THREADS = 4;

	private static final int EACH = 120;

	private final Queue<String> unexpected = new ConcurrentLinkedQueue<>();

	/** Who waits for an answer. */
	private final Queue<String> asked = new ConcurrentLinkedQueue<>();

	private void manifests() {
		String quick = "[lifecycle]\nshutdown = \"50ms\"\ncall_timeout = \"200ms\"\ninit_timeout = \"200ms\"\n";
		this.stage.puppet("worker", quick)
			.puppet("temporary", quick + "restart = \"temporary\"\n")
			.puppet("permanent", quick + "restart = \"permanent\"\n")
			.puppet("decides", quick + child("worker", "s", "on-error=restart"))
			.puppet("family",
					quick + "[supervision]\nmax_restarts = 3\n" + child("worker", "a", "1")
							+ child("permanent", "b", "2"))
			.puppet("lead", quick + "[supervision]\nmax_restarts = 5\n" + child("family", "f", ""))
			.puppet("broken", quick + child("worker", "a", "") + child("worker", "b", "init=err no"));
	}

	@Test
	void everybodyIsAnsweredAndNothingIsLeft() throws Exception {
		long seed = Long.getLong("theater.test-seed", System.nanoTime());
		System.out.println("RandomOperationsTests seed " + seed + " (-Dtheater.test-seed)");
		manifests();
		EventStore store = new InMemoryEventStore(256, 64L << 20);
		reopen((builder) -> builder.eventStore(store)
			.settings(Stage.settings(Duration.ofSeconds(2)))
			.rootActors(List.of(new RuntimeSettings.RootActor("desk", ActorSpec.manifest("lead.toml"), false))));
		for (int i = 0; i < 2; i++) {
			this.stage.spawn("lead");
			this.stage.spawn("decides");
		}
		playAtOnce(seed);
		assertThat(this.unexpected).as("seed %d", seed).isEmpty();
		awaitRest(seed);
		assertEveryChainVerifies(seed);
		assertAllAgree(seed);
		endAll();
		assertThat(this.stage.cells()).as("seed %d", seed).isZero();
		assertThat(everybody()).as("seed %d", seed).allMatch((id) -> store.read(id.uuid()).isEmpty());
		this.stage.close();
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).as("seed %d", seed)
			.extracting(Thread::getName)
			.noneMatch((name) -> name.startsWith("theater-guest-") || name.startsWith("theater-lane-")));
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
				player.get(30, TimeUnit.SECONDS);
			}
		}
		catch (TimeoutException ex) {
			throw new AssertionError("seed " + seed + ": somebody was not answered: " + describe(), ex);
		}
		finally {
			pool.shutdownNow();
		}
	}

	private String describe() {
		return this.asked + directory().tree()
			.all()
			.map((node) -> "\n" + node.path() + " " + node.id() + " " + node.status() + " #" + node.incarnation() + " "
					+ node.chainLength() + " " + steps(node.id()))
			.collect(Collectors.joining());
	}

	private void act(Random random) {
		List<ActorNode> all = directory().tree().all().toList();
		ActorId id = all.isEmpty() ? ActorId.random() : all.get(random.nextInt(all.size())).id();
		int choice = random.nextInt(100);
		String asked = choice + " " + id;
		this.asked.add(asked);
		try {
			act(choice, id, random);
		}
		catch (SupervisorException | MessagingException ex) {
			// a refusal is an answer
		}
		catch (RuntimeException ex) {
			this.unexpected.add(ex.toString());
		}
		finally {
			this.asked.remove(asked);
		}
	}

	private void act(int choice, ActorId id, Random random) {
		String manifest = List.of("worker", "temporary", "permanent", "decides", "family", "lead", "broken")
			.get(random.nextInt(7));
		if (choice < 12) {
			this.stage.spawn(manifest);
		}
		else if (choice < 24) {
			this.stage.request(id, "spawn " + manifest + ".toml", Duration.ofSeconds(5));
		}
		else if (choice < 34) {
			directory().stop(id);
		}
		else if (choice < 46) {
			directory().restart(id);
		}
		else if (choice < 66) {
			this.stage.send(id, random.nextBoolean() ? "trap" : "err no");
		}
		else if (choice < 72) {
			this.stage.send(id, "shutdown bye");
		}
		else if (choice < 76) {
			this.stage.send(id, "loop");
		}
		else if (choice < 80) {
			supervisor().stopChild(id);
		}
		else if (choice < 84) {
			supervisor().deleteChild(id);
		}
		else if (choice < 92) {
			this.stage.request(id, "restart " + someChild(id, random), Duration.ofSeconds(5));
		}
		else {
			this.stage.request(id, "stop " + someChild(id, random), Duration.ofSeconds(5));
		}
	}

	private ActorId someChild(ActorId id, Random random) {
		List<ActorId> children = directory().node(id)
			.map((node) -> node.children().stream().map(ActorNode::id).toList())
			.orElse(List.of());
		return children.isEmpty() ? ActorId.random() : children.get(random.nextInt(children.size()));
	}

	private static boolean isAtRest(ActorNode node) {
		return node.mailbox() == 0 && (node.status() == ActorStatus.RUNNING || node.status() == ActorStatus.STOPPED
				|| (node.status() == ActorStatus.FAILED && node.parked()));
	}

	/** No operation is pending, for a while. */
	private void awaitRest(long seed) {
		AtomicReference<String> before = new AtomicReference<>("");
		await().during(Duration.ofMillis(400)).untilAsserted(() -> {
			String now = describe();
			assertThat(before.getAndSet(now)).as("seed %d", seed).isEqualTo(now);
			assertThat(directory().tree().all().allMatch(RandomOperationsTests::isAtRest)).as("seed %d: %s", seed, now)
				.isTrue();
		});
	}

	private void assertEveryChainVerifies(long seed) {
		for (ActorNode node : directory().tree().all().toList()) {
			assertThat(directory().verify(node.id()).orElseThrow().valid()).as("seed %d: %s", seed, node.path())
				.isTrue();
			assertThat(events(node.id()).getLast().hash()).isEqualTo(node(node.id()).chainHead());
		}
	}

	/** Tree, registry and index tell one story. */
	private void assertAllAgree(long seed) {
		List<ActorNode> all = directory().tree().all().toList();
		assertThat(this.stage.cells()).as("seed %d", seed).isEqualTo(all.size());
		for (ActorNode node : all) {
			assertThat(directory().node(node.id())).isPresent();
			assertThat(node.incarnation()).isPositive();
			assertThat(node.status() == ActorStatus.RUNNING || node.children().isEmpty())
				.as("seed %d: children of %s: %s", seed, node.path(), describe())
				.isTrue();
		}
		assertThat(directory().tree().totals()).as("seed %d", seed)
			.isEqualTo(new SupervisionTree.Totals(heardOf("Spawned"), heardOf("Restarted"), heardOf("Failed"),
					heardOf("Stopped"), heardOf("GaveUp")));
	}

	private void endAll() {
		for (ActorNode node : directory().tree().roots()) {
			supervisor().stopChild(node.id());
			if (directory().node(node.id()).isPresent()) {
				supervisor().deleteChild(node.id());
			}
		}
		assertThat(directory().tree().roots()).isEmpty();
	}

}
