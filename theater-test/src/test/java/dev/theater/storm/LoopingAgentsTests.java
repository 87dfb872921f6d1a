package dev.theater.storm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

import dev.theater.actor.ActorId;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.test.ChainAssert;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Agents that loop for ever, again and again, since the next message waits already, on
 * two places, beside others that work as fast as they are asked.
 *
 * <p>
 * {@code -Dtheater.loops.agents}, {@code .timeout} (their {@code call_timeout} in
 * milliseconds) and {@code .seconds} (of each measurement) say how much of it
 * ({@code -Pstorm}: 200 agents, 3 seconds, 20 seconds).
 */
class LoopingAgentsTests {

	private static final int AGENTS = Integer.getInteger("theater.loops.agents", 20);

	private static final Duration TIMEOUT = Duration.ofMillis(Integer.getInteger("theater.loops.timeout", 300));

	private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("theater.loops.seconds", 1));

	/** From then on all that loop have overrun once; at length, ten seconds. */
	private static final Duration FIRST = TIMEOUT.multipliedBy(10).dividedBy(3);

	private static final boolean AT_LENGTH = AGENTS >= 200;

	/** What is left to the others; a sample in a build shares the machine. */
	private static final double SHARE = AT_LENGTH ? 0.8 : 0.3;

	/**
	 * The first turns of more, all at once, take minutes, since nobody has been seen to
	 * compute before.
	 */
	private static final int COMPUTING = AT_LENGTH ? 40 : 4;

	private static final int OTHERS = 20;

	private static final int CLIENTS = 4;

	private final Scenario scenario = Scenario.onThreads((builder) -> builder.settings(settings()))
		.puppet("looper", "[lifecycle]\ncall_timeout = \"%dms\"\n".formatted(TIMEOUT.toMillis()))
		.puppet("worker", "");

	private final List<ActorId> others = new ArrayList<>();

	@AfterEach
	void close() {
		this.scenario.close();
	}

	private static RuntimeSettings settings() {
		RuntimeSettings all = RuntimeSettings.defaults();
		return new RuntimeSettings(
				new RuntimeSettings.Engine(all.engine().mode(), Path.of("target", "compiled-guests"), false),
				new RuntimeSettings.Dispatcher(2, 256, all.dispatcher().slice(), all.dispatcher().stackSize()),
				all.requestTimeout(),
				new SupervisionPolicy(RestartStrategy.ONE_FOR_ONE, new RestartIntensity(1_000_000, Duration.ofHours(1)),
						Backoff.NONE, 1_000_000),
				limits(all.limits()), all.chain(), all.shutdownTimeout(), all.maxActorNames());
	}

	/** First turns of many that compute at once take long. */
	private static RuntimeSettings.Limits limits(RuntimeSettings.Limits all) {
		return new RuntimeSettings.Limits(all.actor(), all.totalMemory(), Duration.ofMinutes(10), all.initTimeout(),
				all.hostCallTimeout(), all.maxTransfer(), all.maxDepth(), all.maxActors());
	}

	@Test
	void leaveMostOfTheMachineToTheOthers() throws InterruptedException {
		for (int i = 0; i < OTHERS; i++) {
			this.others.add(this.scenario.spawn("worker.toml", "1").id());
		}
		answered(Duration.ofSeconds(2));
		double before = answered(TIME);
		List<ScenarioActor> loopers = new ArrayList<>();
		for (int i = 0; i < AGENTS; i++) {
			ScenarioActor looper = this.scenario.spawn("looper.toml", "1");
			for (int n = 0; n < 100; n++) {
				looper.send(Puppet.loop());
			}
			loopers.add(looper);
		}
		double first = answered(FIRST);
		double during;
		Neighbour.Times times;
		try (Neighbour neighbour = new Neighbour(this.scenario.runtime(), this.others.getFirst()).begin()) {
			during = answered(TIME);
			times = neighbour.end();
		}
		List<Duration> overruns = loopers.stream().flatMap((looper) -> overruns(looper).stream()).sorted().toList();
		System.out.printf(
				"LoopingAgentsTests: %d loop with call_timeout %d ms, each %.1f times; %d others answer %.0f/s, while all "
						+ "begin to loop %.0f/s, from %d ms on %.0f/s (%.0f %%); one of them: %s; loops ended after %d to %d ms%n",
				AGENTS, TIMEOUT.toMillis(), overruns.size() / (double) AGENTS, OTHERS, before, first, FIRST.toMillis(),
				during, 100 * during / before, times, overruns.getFirst().toMillis(), overruns.getLast().toMillis());
		assertThat(loopers).as("each has failed").allMatch((looper) -> looper.node().lastFailure().isPresent());
		assertThat(overruns.getLast()).isLessThan(TIMEOUT.plusSeconds(1));
		assertThat(during / before).isGreaterThanOrEqualTo(SHARE);
	}

	/**
	 * Never so long that they overrun: many at once would leave nobody anything, so after
	 * their first turns they go on two at a time.
	 */
	@Test
	void thatComputeWithoutEndShareTheMachineWithTheOthers() throws InterruptedException {
		for (int i = 0; i < OTHERS; i++) {
			this.others.add(this.scenario.spawn("worker.toml", "1").id());
		}
		answered(Duration.ofSeconds(2));
		// what is compiled for one instance is compiled again for the next ones
		for (int i = 0; i < 6; i++) {
			ScenarioActor warm = this.scenario.spawn("worker.toml", "1");
			for (int n = 0; n < 20; n++) {
				warm.request("spin 1000");
			}
		}
		double before = answered(TIME);
		List<ScenarioActor> agents = new ArrayList<>();
		for (int i = 0; i < COMPUTING; i++) {
			ScenarioActor agent = this.scenario.spawn("worker.toml", "1");
			agents.add(agent);
			for (int n = 0; n < 100; n++) {
				agent.send("spin 5000");
			}
		}
		Awaitility.await("each has had its first turns")
			.atMost(Duration.ofMinutes(4))
			.until(() -> agents.stream().allMatch((agent) -> agent.node().mailbox() < 98));
		double during;
		Neighbour.Times times;
		try (Neighbour neighbour = new Neighbour(this.scenario.runtime(), this.others.getFirst()).begin()) {
			during = answered(TIME);
			times = neighbour.end();
		}
		System.out.printf("LoopingAgentsTests: %d compute without end; %d others answer %.0f/s of %.0f/s (%.0f %%); "
				+ "one of them: %s%n", COMPUTING, OTHERS, during, before, 100 * during / before, times);
		assertThat(during / before).isGreaterThanOrEqualTo(AT_LENGTH ? 0.3 : 0.1);
	}

	/** Answers per second that the others give to clients who ask one after the other. */
	private double answered(Duration time) throws InterruptedException {
		byte[] get = Puppet.get().getBytes(StandardCharsets.UTF_8);
		LongAdder answers = new LongAdder();
		long begun = System.nanoTime();
		ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
		for (int client = 0; client < CLIENTS; client++) {
			int from = client;
			clients.execute(() -> {
				for (int i = from; System.nanoTime() - begun < time.toNanos(); i++) {
					this.scenario.runtime().messaging().request(this.others.get(i % OTHERS), get).join();
					answers.increment();
				}
			});
		}
		clients.shutdown();
		Awaitility.await()
			.atMost(time.plusSeconds(60))
			.pollInterval(Duration.ofMillis(20))
			.until(() -> clients.isTerminated());
		return answers.sum() * 1e9 / (System.nanoTime() - begun);
	}

	/** How long each loop of an agent lasted, of those that its chain still holds. */
	private List<Duration> overruns(ScenarioActor looper) {
		List<Duration> found = new ArrayList<>();
		Instant begun = null;
		for (ChainEvent event : this.scenario.directory().events(looper.id(), Integer.MAX_VALUE).reversed()) {
			switch (ChainAssert.nameOf(event)) {
				case "HandleSendCall" -> begun = event.timestamp();
				case "HandleSendError" -> {
					assertThat(begun).isNotNull();
					found.add(Duration.between(begun, event.timestamp()));
				}
				default -> {
					// of its restarts
				}
			}
		}
		return found;
	}

}
