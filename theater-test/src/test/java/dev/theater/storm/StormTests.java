package dev.theater.storm;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.test.ChainAssert;
import dev.theater.test.Puppet;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Many children under one supervisor that fail on every message they get: what the
 * policies promise comes of it, those beside it notice little, and nothing is left.
 *
 * <p>
 * {@code -Dtheater.storm.children} and {@code -Dtheater.storm.millis} say how much of it
 * ({@code -Pstorm}: 1,000 children for a minute).
 */
class StormTests {

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	/** For a neighbour's p99, beside what the machine itself kept everybody waiting. */
	private static final Duration LIMIT = Duration.ofMillis(100);

	/** For the few pings of a sample, in a build that has the machine to share. */
	private static final Duration SAMPLES_LIMIT = Duration.ofSeconds(2);

	private static final String ERROR = "theater:simple/supervisor-handlers/handle-child-error";

	private final Loud loud = Loud.listen();

	private final Scenario scenario = Scenario.onThreads((builder) -> builder.settings(Stormy.settings()));

	private Footprint before;

	private SupervisionTree.Totals start;

	private int startThreads;

	private long startProcessor;

	private Senders senders;

	private Neighbour.Times times;

	@BeforeEach
	void manifests() {
		this.scenario.puppet("desk", "").puppet("worker", """
				[lifecycle]
				restart = "permanent"
				[limits]
				mailbox = 10
				""");
	}

	@AfterEach
	void close() {
		this.scenario.close();
		this.loud.close();
	}

	/** A supervisor of many workers. */
	private void supervisor(String name, String policy) {
		StringBuilder all = new StringBuilder("[supervision]\n" + policy);
		for (int i = 0; i < Stormy.CHILDREN; i++) {
			all.append("[[child]]\nmanifest = \"worker.toml\"\nname = \"w").append(i).append("\"\n");
		}
		this.scenario.puppet(name, all.toString());
	}

	private static String strict(RestartStrategy strategy) {
		return "strategy = \"%s\"\nmax_restarts = %d\nwithin = \"1h\"\n"
			.formatted(strategy.name().toLowerCase(Locale.ROOT).replace('_', '-'), Stormy.RESTARTS);
	}

	// ---- an intensity that is reached

	@ParameterizedTest
	@EnumSource
	void aStrictIntensityEndsItAndTheRootParksIt(RestartStrategy strategy) {
		supervisor("lead", strict(strategy));
		play(this.scenario.spawn("lead.toml"));
		ScenarioActor lead = begin(() -> this.scenario.spawn("lead.toml"));
		storm(lead);
		lead.awaitParked();
		SupervisionTree.Totals totals = totals();
		// a crash while the last of them start is a failed start, and counts as well
		assertThat(lead.node().incarnation()).isEqualTo(Stormy.RESTARTS + 1);
		assertThat(lead.node().children()).isEmpty();
		assertThat(totals.gaveUp() - this.start.gaveUp()).isEqualTo(Stormy.RESTARTS + 1);
		lead.chain().isValid().containsInOrder("GaveUp", "GaveUp", "GaveUp", "GaveUp", "Parked");
		this.scenario.supervisor().stopChild(lead.id());
		end("strict, " + strategy, "");
	}

	/** What the supervisor's parent, a guest, is told: each time that it gave up. */
	@Test
	void aGuestAboveAStrictIntensityIsToldEachTimeAndTheLast() {
		supervisor("lead", strict(RestartStrategy.ONE_FOR_ONE));
		ScenarioActor desk = this.scenario.spawn("desk.toml", Puppet.RESTARTS_CHILDREN);
		ScenarioActor other = this.scenario.spawn("desk.toml", Puppet.RESTARTS_CHILDREN);
		play(other, below(other));
		ScenarioActor lead = begin(() -> below(desk));
		storm(lead);
		lead.awaitGone();
		List<String> lines = desk.state().lines().skip(1).toList();
		assertThat(lines.stream().filter((line) -> line.startsWith("error " + lead.id() + " gave up")))
			.hasSize(Stormy.RESTARTS + 1);
		assertThat(lines.getLast()).startsWith("refused " + lead.id()).contains("the restart intensity is reached");
		assertThat(notices(desk)).hasSize(Stormy.RESTARTS + 1).containsOnly(lead.id().toString());
		assertThat(desk.listed()).isEmpty();
		desk.andVerify((node) -> assertThat(node.incarnation()).isEqualTo(1)).chain().isValid();
		end("strict, below a guest", ", %d notices".formatted(notices(desk).size()));
	}

	/** Has a guest spawn the supervisor, which takes as long as all its children take. */
	private ScenarioActor below(ScenarioActor desk) {
		byte[] spawn = Puppet.spawn("lead.toml").getBytes(StandardCharsets.UTF_8);
		byte[] answer = this.scenario.runtime()
			.messaging()
			.request(desk.id(), spawn, Duration.ofMinutes(2))
			.orTimeout(2, TimeUnit.MINUTES)
			.join();
		return this.scenario.actor(ActorId.of(new String(answer, StandardCharsets.UTF_8).substring(3)));
	}

	/** One notice per exit: each child's, and one more for each restart. */
	@Test
	void aGuestThatDecidesIsToldOfEachExitOnceAndOfTheLast() {
		ScenarioActor desk = this.scenario.spawn("desk.toml", Puppet.RESTARTS_CHILDREN);
		ScenarioActor other = this.scenario.spawn("desk.toml", Puppet.RESTARTS_CHILDREN);
		play(crowd(other));
		begin(() -> crowd(desk));
		List<ActorId> children = desk.children().stream().map(ScenarioActor::id).toList();
		assertThat(children).hasSize(Stormy.CHILDREN);
		storm(desk);
		desk.await("has no children left", (node) -> node.children().isEmpty());
		List<String> notices = notices(desk);
		assertThat(notices).hasSize(Stormy.CHILDREN + Stormy.RESTARTS);
		assertThat(new HashSet<>(notices)).isEqualTo(new HashSet<>(children.stream().map(ActorId::toString).toList()));
		assertThat(totals().restarts() - this.start.restarts()).isEqualTo(Stormy.RESTARTS);
		String last = desk.state().lines().toList().getLast();
		assertThat(last).startsWith("refused " + notices.getLast());
		desk.andVerify((node) -> assertThat(node.incarnation()).isEqualTo(1)).chain().isValid();
		end("a guest decides", ", %d notices".formatted(notices.size()));
	}

	private ScenarioActor crowd(ScenarioActor desk) {
		for (int i = 0; i < Stormy.CHILDREN; i++) {
			desk.spawn("worker.toml");
		}
		return desk;
	}

	/** The children that a guest was told of as failed, in its order. */
	private List<String> notices(ScenarioActor parent) {
		return this.scenario.directory()
			.events(parent.id(), Integer.MAX_VALUE)
			.reversed()
			.stream()
			.filter((event) -> event.eventType().equals(ERROR))
			.filter((event) -> ChainAssert.nameOf(event).equals("HandleChildErrorCall"))
			.map(StormTests::child)
			.toList();
	}

	private static String child(ChainEvent event) {
		String data = new String(event.data(), StandardCharsets.UTF_8);
		int at = data.indexOf("\"child\":\"") + 9;
		return data.substring(at, at + 36);
	}

	// ---- an intensity that is never reached

	@ParameterizedTest
	@ValueSource(strings = { "0ms", "20ms" })
	void aGenerousIntensityGoesOnForAsLongAsItTakes(String backoff) {
		supervisor("lead", """
				max_restarts = 1000000000
				within = "10s"
				max_consecutive = 1000000000
				backoff = { initial = "%s", max = "200ms" }
				""".formatted(backoff));
		play(this.scenario.spawn("lead.toml"));
		ScenarioActor lead = begin(() -> this.scenario.spawn("lead.toml"));
		storm(lead);
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.pollInterval(Duration.ofMillis(50))
			.until(() -> this.scenario.runtime().mailboxSize() == 0 && children(lead).allMatch(StormTests::runs));
		SupervisionTree.Totals totals = totals();
		assertThat(lead.node().incarnation()).isEqualTo(1);
		assertThat(lead.node().children()).hasSize(Stormy.CHILDREN);
		assertThat(totals.failures() - this.start.failures()).as("each message that was accepted")
			.isEqualTo(this.senders.accepted());
		assertThat(totals.restarts() - this.start.restarts()).isEqualTo(this.senders.accepted());
		assertThat(totals.gaveUp()).isEqualTo(this.start.gaveUp());
		lead.children().forEach((child) -> child.chain().isValid());
		lead.children().forEach((child) -> assertThat(child.request(Puppet.get())).isEqualTo("none"));
		this.scenario.supervisor().stopChild(lead.id());
		end("generous, backoff " + backoff, "");
	}

	private Stream<ActorNode> children(ScenarioActor lead) {
		return lead.node().children().stream();
	}

	private static boolean runs(ActorNode node) {
		return node.status() == ActorStatus.RUNNING && node.mailbox() == 0;
	}

	// ---- the storm itself

	private SupervisionTree.Totals totals() {
		return this.scenario.tree().totals();
	}

	/** A small storm, so that everything is there that stays, such as compiled code. */
	private void play(ScenarioActor lead) {
		play(lead, lead);
	}

	private void play(ScenarioActor top, ScenarioActor lead) {
		sendFor(lead, Stormy.TIME.dividedBy(10));
		this.scenario.supervisor().stopChild(top.id());
		quiet();
	}

	private void sendFor(ScenarioActor lead, Duration time) {
		List<ActorId> targets = lead.children().stream().map(ScenarioActor::id).toList();
		assertThat(targets).hasSize(Stormy.CHILDREN);
		long end = System.nanoTime() + time.toNanos();
		try (Senders crashes = new Senders(this.scenario.runtime(), targets, Puppet.crash()).begin()) {
			this.senders = crashes;
			Awaitility.await()
				.atMost(time.plusSeconds(30))
				.pollInterval(Duration.ofMillis(10))
				.until(() -> System.nanoTime() - end > 0);
		}
	}

	private ScenarioActor begin(Supplier<ScenarioActor> spawn) {
		this.before = Footprint.of(this.scenario.runtime());
		this.startThreads = THREADS.getThreadCount();
		this.start = totals();
		this.startProcessor = Footprint.processorMillis();
		this.scenario.forgetStory();
		return spawn.get();
	}

	private void storm(ScenarioActor lead) {
		THREADS.resetPeakThreadCount();
		ActorId id = this.scenario.spawn(Puppet.MANIFEST, "1").id();
		try (Neighbour neighbour = new Neighbour(this.scenario.runtime(), id).begin()) {
			sendFor(lead, Stormy.TIME);
			this.times = neighbour.end();
		}
		this.scenario.supervisor().stopChild(id);
	}

	/** Waits until all mail is handled and, at length, no guest has a thread any more. */
	private void quiet() {
		int guests = Stormy.atLength() ? 0 : Integer.MAX_VALUE;
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.pollInterval(Duration.ofMillis(100))
			.until(() -> this.scenario.runtime().mailboxSize() == 0 && Footprint.guests() <= guests);
	}

	private void end(String what, String told) {
		int peak = THREADS.getPeakThreadCount();
		SupervisionTree.Totals totals = totals();
		quiet();
		this.scenario.forgetStory();
		Footprint after = Footprint.of(this.scenario.runtime());
		Map<String, Long> more = after.moreThan(this.before, Stormy.PLACES + 1);
		// in a short run those that have come are still waiting for work
		more.computeIfPresent("dev.theater.actor.GuestThread",
				(type, count) -> (count <= after.guestThreads() - this.before.guestThreads()) ? null : count);
		System.out
			.printf("StormTests, %s: %d children, %d ms: %d messages taken, %d refused, %d failures, %d restarts, "
					+ "%d given up, %d stopped%s%n  neighbour: %s%n  before: %s%n  after:  %s%n  threads: %d before, %d at "
					+ "most; processor time %d ms; more objects than before: %s%n", what, Stormy.CHILDREN,
					Stormy.TIME.toMillis(), this.senders.accepted(), this.senders.refused(),
					totals.failures() - this.start.failures(), totals.restarts() - this.start.restarts(),
					totals.gaveUp() - this.start.gaveUp(), totals.stopped() - this.start.stopped(), told, this.times,
					this.before, after, this.startThreads, peak, Footprint.processorMillis() - this.startProcessor,
					more);
		assertThat(this.loud.lines()).isEmpty();
		assertThat(this.times.p99()).isLessThan(Stormy.atLength() ? LIMIT : SAMPLES_LIMIT.plus(this.times.late()));
		assertThat(after.actors()).isEqualTo(this.before.actors());
		assertThat(after.rows()).isEqualTo(this.before.rows());
		assertThat(after.messages()).isZero();
		assertThat(after.threads()).isEqualTo(this.before.threads());
		if (Stormy.atLength()) {
			assertThat(after.guestThreads()).isLessThanOrEqualTo(this.before.guestThreads());
		}
		assertThat(more).isEmpty();
		assertThat(after.heap()).as("heap").isLessThan(this.before.heap() + Stormy.MORE_HEAP);
	}

}
