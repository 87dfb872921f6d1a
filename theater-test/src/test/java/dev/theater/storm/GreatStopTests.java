package dev.theater.storm;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorNode;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The stop of a whole tree while messages come in and some of its guests hang: in the
 * promised order, no later than those that hang may hold it up, and nothing is left.
 *
 * <p>
 * {@code -Dtheater.storm.tree} has how many children each actor of a level has, and
 * {@code -Dtheater.storm.hung} how many guests hang ({@code -Pstorm}: 10,000 actors, 20
 * of them hung); {@code -Dtheater.storm.seed} says which.
 */
class GreatStopTests {

	private static final int[] TREE = Arrays.stream(System.getProperty("theater.storm.tree", "3,4,4,5").split(","))
		.mapToInt(Integer::parseInt)
		.toArray();

	private static final int HUNG = Integer.getInteger("theater.storm.hung", 3);

	private static final long SEED = Long.getLong("theater.storm.seed", System.nanoTime() % 1_000_000);

	private static final Duration SHUTDOWN = Duration.ofMillis(250);

	/** What a call gets to come back after its time is over. */
	private static final Duration GRACE = Duration.ofSeconds(1);

	/** What may be spent on one actor, on a machine that has other things to do. */
	private static final Duration EACH = Duration.ofMillis(5);

	private final Chronicle chronicle = new Chronicle();

	private final Scenario scenario = Scenario
		.onThreads((builder) -> builder.settings(Stormy.settings()).eventStore(this.chronicle));

	private final Random random = new Random(SEED);

	private Footprint before;

	@AfterEach
	void close() {
		this.scenario.close();
	}

	private static int actors() {
		int level = 1;
		int all = 1;
		for (int children : TREE) {
			level *= children;
			all += level;
		}
		return all;
	}

	// ---- the tree

	/**
	 * Manifests for the levels from this one down, static where the levels' rule says so.
	 */
	private void manifests(String levels) {
		for (int depth = 0; depth <= TREE.length; depth++) {
			StringBuilder all = new StringBuilder("[lifecycle]\nshutdown = \"%dms\"\n".formatted(SHUTDOWN.toMillis()));
			for (int i = 0; depth < TREE.length && i < TREE[depth] && isStatic(levels, depth, i); i++) {
				all.append("[[child]]\nmanifest = \"level-%d.toml\"\nname = \"static-%d\"\ninit = \"0\"\n"
					.formatted(depth + 1, i));
			}
			this.scenario.puppet("level-" + depth, all.toString());
		}
	}

	private static boolean isStatic(String levels, int depth, int child) {
		return switch (levels) {
			case "static" -> true;
			case "dynamic" -> false;
			// the elder half of each family
			case "mixed" -> child < TREE[depth] / 2;
			default -> throw new IllegalArgumentException(levels);
		};
	}

	private void grow(ScenarioActor parent, String levels, int depth) {
		if (depth == TREE.length) {
			return;
		}
		for (int i = 0; i < TREE[depth]; i++) {
			if (!isStatic(levels, depth, i)) {
				parent.spawn("level-" + (depth + 1) + ".toml", "0");
			}
		}
		if (!levels.equals("static")) {
			parent.children().forEach((child) -> grow(child, levels, depth + 1));
		}
	}

	/** Lets guests hang on several levels. */
	private List<ActorNode> hang(List<ActorNode> all) {
		List<ActorNode> some = new ArrayList<>(all.subList(1, all.size()));
		Collections.shuffle(some, this.random);
		// one of each level, then whoever comes
		List<ActorNode> hung = new ArrayList<>();
		for (int depth = 1; depth <= TREE.length && hung.size() < HUNG; depth++) {
			int level = depth;
			hung.add(some.stream().filter((node) -> depth(node) == level).findFirst().orElseThrow());
		}
		some.stream().filter((node) -> !hung.contains(node)).limit(HUNG - hung.size()).forEach(hung::add);
		hung.forEach((node) -> this.scenario.actor(node.id()).send(Puppet.loop()));
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.until(() -> hung.stream().allMatch((node) -> this.scenario.actor(node.id()).node().mailbox() == 0));
		return hung;
	}

	private static int depth(ActorNode node) {
		return (int) node.path().chars().filter((c) -> c == '/').count();
	}

	/** How many of the hung are to be waited for one after the other. */
	private static int inTurn(ActorNode node, List<ActorNode> hung) {
		int statics = 0;
		int dynamics = 0;
		for (ActorNode child : node.children()) {
			int below = inTurn(child, hung);
			statics += Family.isStatic(child) ? below : 0;
			dynamics = Math.max(dynamics, Family.isStatic(child) ? 0 : below);
		}
		return statics + dynamics + (hung.contains(node) ? 1 : 0);
	}

	// ---- its stop

	/**
	 * What was seen from the first spawn to the stop.
	 *
	 * @param inTurn how many of the hung were to be waited for one after the other
	 * @param checked comparisons of the order
	 * @param late calls that began after the stop
	 */
	private record Run(int actors, Duration grown, Footprint full, Stop stop, int inTurn, int checked,
			List<String> violations, long late) {
	}

	@ParameterizedTest
	@ValueSource(strings = { "static", "dynamic", "mixed" })
	void stopsInThePromisedOrder(String levels) {
		manifests(levels);
		this.scenario.spawn("level-" + TREE.length + ".toml", "0").request(Puppet.get());
		this.before = Footprint.of(this.scenario.runtime());
		Run run = growAndStop(levels);
		Stop stop = run.stop();
		this.chronicle.clear();
		this.scenario.forgetStory();
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> Footprint.guests() <= Stormy.PLACES);
		Footprint after = Footprint.of(this.scenario.runtime());
		System.out.printf(
				"GreatStopTests, %s, seed %d: %d actors grown in %d ms; stopped in %d ms (%d ms of processor time) with "
						+ "%d hung, of whom "
						+ "%d in turn; %d messages taken, %d refused; order: %d comparisons, %d violations; %d calls begun after "
						+ "the stop; queries meanwhile: %d, at most %d ms%n  before: %s%n  full:   %s%n  after:  %s%n",
				levels, SEED, run.actors(), run.grown().toMillis(), stop.took().toMillis(), stop.processor(), HUNG,
				run.inTurn(), stop.accepted(), stop.refused(), run.checked(), run.violations().size(), run.late(),
				stop.queries(), stop.slowest().toMillis(), this.before, run.full(), after);
		assertThat(run.violations()).isEmpty();
		assertThat(run.late()).isZero();
		assertThat(stop.took()).isLessThan(
				SHUTDOWN.plus(GRACE).multipliedBy(run.inTurn()).plus(EACH.multipliedBy(run.actors())).plusSeconds(1));
		assertThat(after.actors()).isEqualTo(this.before.actors());
		assertThat(after.rows()).isEqualTo(this.before.rows());
		assertThat(after.messages()).isZero();
		assertThat(after.moreThan(this.before, Stormy.PLACES + HUNG)).isEmpty();
		assertThat(after.heap()).as("heap").isLessThan(this.before.heap() + Stormy.MORE_HEAP);
		// one that was there before, and the root
		assertThat(this.chronicle.kept()).isEqualTo(2);
	}

	/** Keeps nothing of the tree but what it says. */
	private Run growAndStop(String levels) {
		long start = System.nanoTime();
		ScenarioActor top = this.scenario.spawn("level-0.toml", "0");
		grow(top, levels, 0);
		Duration grown = Duration.ofNanos(System.nanoTime() - start);
		ActorNode tree = top.node();
		List<ActorNode> all = tree.all().toList();
		assertThat(all).hasSize(actors());
		Footprint full = Footprint.of(this.scenario.runtime());
		List<ActorNode> hung = hang(all);
		Stop stop = stop(top, all);
		Family family = new Family(this.chronicle);
		List<String> violations = family.violations(tree);
		long late = callsAfter(all, stop.seen());
		assertThat(all)
			.allSatisfy((node) -> assertThat(this.chronicle.verify(node.id().uuid()).valid()).as(node.path()).isTrue());
		return new Run(all.size(), grown, full, stop, inTurn(tree, hung), family.checked(), violations, late);
	}

	/**
	 * What was seen of a stop.
	 *
	 * @param processor milliseconds of processor time, the hung guests' included
	 * @param seen when the top was seen to be stopping
	 * @param slowest of the queries meanwhile
	 */
	private record Stop(Duration took, long processor, Instant seen, long accepted, long refused, int queries,
			Duration slowest) {
	}

	private Stop stop(ScenarioActor top, List<ActorNode> all) {
		List<ActorId> targets = all.stream().map(ActorNode::id).collect(Collectors.toList());
		Collections.shuffle(targets, this.random);
		try (Senders senders = new Senders(this.scenario.runtime(), targets.subList(0, targets.size() / 10),
				Puppet.add())) {
			senders.begin();
			Awaitility.await().until(() -> senders.accepted() > targets.size() / 5);
			long processor = Footprint.processorMillis();
			long start = System.nanoTime();
			CompletableFuture<Long> stop = CompletableFuture.supplyAsync(() -> {
				this.scenario.supervisor().stopChild(top.id());
				return System.nanoTime();
			});
			top.awaitStatus(ActorStatus.STOPPING);
			Instant seen = Instant.now();
			int queries = 0;
			long slowest = 0;
			while (!stop.isDone()) {
				long asked = System.nanoTime();
				this.scenario.tree();
				slowest = Math.max(slowest, System.nanoTime() - asked);
				queries++;
				LockSupport.parkNanos(250_000_000);
			}
			return new Stop(Duration.ofNanos(stop.join() - start), Footprint.processorMillis() - processor, seen,
					senders.accepted(), senders.refused(), queries, Duration.ofNanos(slowest));
		}
	}

	/** Calls that began after a time, by the chains. */
	private long callsAfter(List<ActorNode> all, Instant time) {
		return all.stream()
			.flatMap((node) -> this.chronicle.chains().get(node.id().uuid()).stream())
			.filter((entry) -> entry.event().timestamp().isAfter(time))
			.filter((entry) -> entry.event().eventType().startsWith("theater:simple/message-server-client/")
					&& Family.nameOf(entry).endsWith("Call"))
			.count();
	}

}
