package dev.theater.fuzz;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.MessagingException;
import dev.theater.manifest.ManifestLocation;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the example actors and the puppet are sent: each message is answered or ends
 * in a documented error, a neighbour does not notice, chains verify, and nobody is left.
 * {@code -Dtheater.fuzz.seconds} says for how long, {@code -Dtheater.fuzz.seed} replays.
 */
class MessageFuzzTests {

	private static final Duration TIME = Duration.ofSeconds(Long.getLong("theater.fuzz.seconds", 1));

	private static final Path EXAMPLES = Path.of("../theater-example-actors/src/main/resources/actors");

	private static final List<String> WORDS = List.of("get", "set ", "add ", "clear", "bigstate 70000",
			"bigreply 70000", "grow 3", "trap", "err ", "recurse", "badutf8", "badlog", "shutdown ", "log ", "chain",
			"send ", "request ", "self-request", "outstanding", "respond ", "cancel ", "channel ", "channel-send ",
			"channel-close ", "spawn puppet.toml ", "spawn ../x.toml", "spawn /etc/passwd", "resume puppet.toml ",
			"list", "restart ", "stop ", "state ", "events ", "none", "init=trap", "init=err x", " ", "\n", "\0",
			"\uffff", "9999999999", "00000000-0000-4000-8000-000000000000");

	private static RuntimeSettings settings() {
		RuntimeSettings all = RuntimeSettings.defaults();
		RuntimeSettings.Limits limits = all.limits();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				all.dispatcher(), Duration.ofSeconds(2),
				new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, new RestartIntensity(1_000_000, Duration.ofHours(1)),
						Backoff.NONE, 1_000_000),
				new RuntimeSettings.Limits(limits.actor(), limits.totalMemory(), Duration.ofSeconds(2),
						Duration.ofSeconds(2), Duration.ofSeconds(2), limits.maxTransfer(), 4, 200),
				all.chain(), Duration.ofSeconds(5), all.maxActorNames());
	}

	@Test
	@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
	void whateverIsSentIsAnsweredOrRefused() {
		long seed = Long.getLong("theater.fuzz.seed", System.nanoTime());
		Random random = new Random(seed);
		Mutations mutations = new Mutations(random, WORDS);
		try (Scenario scenario = Scenario
			.onThreads((builder) -> builder.settings(settings()).manifests(ManifestLocation.directory(EXAMPLES)))) {
			ScenarioActor neighbour = scenario.spawn(Puppet.MANIFEST, "neighbour");
			List<ScenarioActor> targets = new ArrayList<>();
			for (String manifest : List.of("counter.toml", "echo.toml", "flaky.toml", "desk.toml", Puppet.MANIFEST)) {
				targets.add(scenario.spawn(manifest));
			}
			long end = System.nanoTime() + TIME.toNanos();
			long answered = 0;
			long refused = 0;
			while (System.nanoTime() < end) {
				ScenarioActor target = target(scenario, targets, random);
				String ids = scenario.tree()
					.all()
					.filter((node) -> !node.id().equals(neighbour.id()))
					.limit(20)
					.map((node) -> node.id().toString())
					.toList()
					.get(random.nextInt(1 + Math.min(5, targets.size())));
				byte[] message = mutations
					.bytesOf(random.nextBoolean() ? "request " + ids + " get" : "spawn puppet.toml 1");
				if (ask(scenario.runtime(), target.id(), message, seed)) {
					answered++;
				}
				else {
					refused++;
				}
				assertThat(neighbour.request(Puppet.get())).as("seed %d", seed).isEqualTo("neighbour");
			}
			long actors = scenario.tree().all().count();
			System.out.printf(
					"MessageFuzzTests seed %d: %d messages answered, %d ended in an error; %d actors, %d restarts%n",
					seed, answered, refused, actors, scenario.tree().totals().restarts());
			assertThat(neighbour.node().incarnation()).as("seed %d", seed).isOne();
			for (ScenarioActor target : targets) {
				if (target.exists() && target.node().status() == ActorStatus.RUNNING) {
					target.chain().isValid();
				}
			}
			for (ActorNode root : scenario.tree().roots()) {
				scenario.supervisor().stopChild(root.id());
			}
			assertThat(scenario.runtime().actorCount()).as("seed %d", seed).isZero();
		}
	}

	/** One of the targets; one that has ended, as it was told, is started again. */
	private static ScenarioActor target(Scenario scenario, List<ScenarioActor> targets, Random random) {
		int at = random.nextInt(targets.size());
		if (!targets.get(at).exists()) {
			targets.set(at, scenario.spawn(Puppet.MANIFEST));
		}
		return targets.get(at);
	}

	private static boolean ask(TheaterRuntime runtime, ActorId to, byte[] message, long seed) {
		try {
			runtime.messaging().request(to, message).join();
			return true;
		}
		catch (CompletionException ex) {
			assertThat(ex.getCause()).as("seed %d", seed).isInstanceOf(MessagingException.class);
			return false;
		}
	}

}
