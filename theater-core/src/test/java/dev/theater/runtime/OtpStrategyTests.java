package dev.theater.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ManualClock;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which children move when one fails, in which order, and what that counts. */
class OtpStrategyTests extends OnStage {

	private final ManualClock clock = new ManualClock();

	private final List<String> order = new CopyOnWriteArrayList<>();

	@BeforeEach
	void manifests() {
		reopen((builder) -> builder.clock(this.clock)
			.listener((event) -> this.order.add(event.subject().name() + " " + event.getClass().getSimpleName())));
		this.stage.puppet("worker", "")
			.puppet("patient", "[lifecycle]\nshutdown = \"1m\"\n")
			.puppet("lead", "[supervision]\n")
			.puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("permanent", "[lifecycle]\nrestart = \"permanent\"\n");
	}

	/** Spawns a supervisor with workers a, b and c. */
	private ActorId family(String strategy, String more) {
		return family(strategy, more, "worker");
	}

	private ActorId family(String strategy, String more, String manifest) {
		this.stage.puppet("family", "[supervision]\nstrategy = \"" + strategy + "\"\n" + more
				+ child(manifest, "a", "1") + child(manifest, "b", "2") + child(manifest, "c", "3"));
		ActorId family = this.stage.spawn("family");
		await().until(() -> this.order.contains("family Spawned"));
		this.order.clear();
		return family;
	}

	/** Names, incarnations and, unless they run, statuses of a supervisor's children. */
	private List<String> members(ActorId parent) {
		return node(parent).children()
			.stream()
			.map((node) -> node.name() + node.incarnation()
					+ ((node.status() == ActorStatus.RUNNING) ? "" : " " + node.status()))
			.toList();
	}

	private void awaitMembers(ActorId parent, String... members) {
		await().untilAsserted(() -> assertThat(members(parent)).containsExactly(members));
	}

	// ---- who moves

	@ParameterizedTest
	@CsvSource({ "one-for-one, a, a2 b1 c1", "one-for-one, b, a1 b2 c1", "one-for-one, c, a1 b1 c2",
			"one-for-all, a, a2 b2 c2", "one-for-all, b, a2 b2 c2", "one-for-all, c, a2 b2 c2",
			"rest-for-one, a, a2 b2 c2", "rest-for-one, b, a1 b2 c2", "rest-for-one, c, a1 b1 c2" })
	void restartsTheChildrenOfItsStrategy(String strategy, String failed, String members) {
		ActorId family = family(strategy, "");
		List<ActorId> before = children(family);
		crash(id("family/" + failed));
		awaitMembers(family, members.split(" "));
		assertThat(children(family)).isEqualTo(before);
		assertThat(node(family).incarnation()).isEqualTo(1);
		before.forEach(this::assertVerifies);
	}

	@ParameterizedTest
	@CsvSource({ "one-for-all, b, a Restarted;b Restarted;c Restarted", "rest-for-one, b, b Restarted;c Restarted" })
	void startsThemInStartOrder(String strategy, String failed, String events) {
		ActorId family = family(strategy, "");
		crash(id("family/" + failed));
		awaitIncarnation(id("family/c"), 2);
		await().until(() -> this.order.size() == 1 + events.split(";").length);
		assertThat(this.order).startsWith(failed + " Failed");
		assertThat(this.order.subList(1, this.order.size())).containsExactly(events.split(";"));
		assertThat(this.stage.counter("theater.actors.restarts", "actor", "worker", "strategy", strategy))
			.isEqualTo(events.split(";").length);
		assertThat(text(last(family, "theater:runtime/group-restart"))).contains("\"strategy\":\"" + strategy + "\"")
			.contains("\"members\":" + events.split(";").length);
	}

	@Test
	void stopsTheOthersInReverseStartOrderOneAfterTheOther() {
		ActorId family = family("one-for-all", "", "patient");
		ActorId b = id("family/b");
		ActorId c = id("family/c");
		hang(b);
		hang(c);
		crash(id("family/a"));
		awaitMembers(family, "a1 RESTARTING", "b1", "c1 RESTARTING");
		this.clock.advance(Duration.ofSeconds(10));
		awaitMembers(family, "a1 RESTARTING", "b1 RESTARTING", "c1 RESTARTING");
		this.clock.advance(Duration.ofSeconds(10));
		awaitMembers(family, "a2", "b2", "c2");
	}

	@Test
	void keepsStatesAndMailboxesOfThoseThatMove() {
		ActorId family = family("one-for-all", "");
		ActorId c = id("family/c");
		this.stage.request(c, "add");
		this.stage.send(c, "spin 4000");
		for (int i = 0; i < 10; i++) {
			this.stage.send(c, "add");
		}
		crash(id("family/a"));
		awaitIncarnation(c, 2);
		assertThat(this.stage.request(c, "get")).isEqualTo("14");
		assertThat(steps(c)).containsExactly("Spawned", "Restarting");
		assertThat(steps(family)).containsExactly("Spawned", "GroupRestart");
	}

	@Test
	void endsTheDynamicChildrenOfThoseThatMoveAndStartsTheirStaticOnesAgain() {
		this.stage.puppet("middle", child("worker", "leaf", ""))
			.puppet("family", "[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "")
					+ child("middle", "m", ""));
		this.stage.spawn("family");
		ActorId leaf = id("family/m/leaf");
		ActorId dynamic = spawn(id("family/m"), "worker", "");
		crash(id("family/a"));
		awaitIncarnation(id("family/m"), 2);
		assertThat(directory().node(dynamic)).isEmpty();
		assertThat(node(leaf).incarnation()).isEqualTo(2);
	}

	// ---- which exits move the group

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void anExitThatIsNotFollowedByARestartMovesNobody(String strategy) {
		ActorId family = family(strategy, "");
		ActorId temporary = spawn(family, "temporary", "");
		ActorId dynamic = spawn(family, "worker", "");
		this.stage.send(id("family/a"), "shutdown");
		crash(temporary);
		ok(family, "stop " + dynamic);
		awaitGone(temporary);
		awaitMembers(family, "a1 STOPPED", "b1", "c1");
	}

	@Test
	void aNormalEndOfAPermanentChildMovesTheGroup() {
		ActorId family = family("one-for-all", "", "permanent");
		this.stage.send(id("family/b"), "shutdown");
		awaitMembers(family, "a2", "b2", "c2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void aRestartByHandMovesTheChildAlone(String strategy) {
		ActorId family = family(strategy, "");
		ok(family, "restart " + id("family/a"));
		assertThat(members(family)).containsExactly("a2", "b1", "c1");
	}

	// ---- who comes back

	@Test
	void temporaryMembersDoNotComeBackAndNobodyIsToldOfTheGroupsStops() {
		ActorId family = family("one-for-all", "");
		ActorId temporary = spawn(family, "temporary", "");
		this.stage.request(family, "set log");
		crash(id("family/a"));
		awaitMembers(family, "a2", "b2", "c2");
		assertThat(directory().node(temporary)).isEmpty();
		assertHeard(temporary, "Spawned", "Stopped");
		assertThat(this.stage.request(family, "get")).isEqualTo("log");
	}

	@Test
	void stoppedMembersStartAgainWithTheGroup() {
		ActorId family = family("one-for-all", "");
		ok(family, "stop " + id("family/a"));
		ok(family, "stop " + id("family/c"));
		crash(id("family/b"));
		awaitMembers(family, "a2", "b2", "c2");
		assertThat(state(id("family/c"))).isEqualTo("3");
	}

	@Test
	void restForOneLeavesAStoppedChildBeforeTheOneThatFailed() {
		ActorId family = family("rest-for-one", "");
		ok(family, "stop " + id("family/a"));
		crash(id("family/b"));
		awaitMembers(family, "a1 STOPPED", "b2", "c2");
	}

	@Test
	void dynamicMembersComeBackAsLongAsTheyHaveNotEnded() {
		ActorId family = family("one-for-all", "");
		ActorId stays = spawn(family, "worker", "7");
		ActorId ends = spawn(family, "worker", "8");
		this.stage.send(ends, "shutdown");
		awaitGone(ends);
		crash(id("family/a"));
		awaitMembers(family, "a2", "b2", "c2", "worker2");
		assertThat(state(stays)).isEqualTo("7");
		assertThat(directory().node(ends)).isEmpty();
	}

	@Test
	void placesAreThoseOfTheFirstStart() {
		ActorId family = family("rest-for-one", "");
		ok(family, "stop " + id("family/b"));
		ok(family, "restart " + id("family/b"));
		crash(id("family/b"));
		awaitMembers(family, "a1", "b3", "c2");
	}

	// ---- counting

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void aGroupCountsOnceHoweverManyMove(String strategy) {
		this.stage.puppet("once", "[supervision]\nmax_restarts = 2\nstrategy = \"" + strategy + "\"\n"
				+ child("worker", "a", "") + child("worker", "b", "") + child("worker", "c", ""));
		ActorId lead = this.stage.spawn("lead");
		ActorId once = spawn(lead, "once", "");
		for (int i = 2; i <= 3; i++) {
			crash(id("lead/once/a"));
			awaitIncarnation(id("lead/once/c"), i);
		}
		assertThat(node(once).incarnation()).isEqualTo(1);
		crash(id("lead/once/c"));
		awaitIncarnation(once, 2);
		assertHeard(once, "Spawned", "GaveUp", "Restarted");
	}

	@Test
	void oneForAllStopsAllAndTriesAgainWhenAMemberFailsToStart() {
		ActorId family = family("one-for-all", "max_restarts = 2\n");
		this.stage.request(id("family/b"), "set init=err not from here");
		crash(id("family/c"));
		awaitMembers(family, "a3", "b3", "c2");
		assertThat(state(id("family/b"))).as("the initial state").isEqualTo("2");
		crash(id("family/a"));
		awaitIncarnation(family, 2);
	}

	@Test
	void restForOneTriesFromTheMemberThatFailedToStart() {
		ActorId family = family("rest-for-one", "max_restarts = 2\n");
		this.stage.request(id("family/b"), "set init=err not from here");
		crash(id("family/a"));
		awaitMembers(family, "a2", "b3", "c2");
		crash(id("family/c"));
		awaitIncarnation(family, 2);
	}

	@Test
	void eachTryCountsAndTheSupervisorGivesUpOnAGroupThatDoesNotStart() {
		ActorId family = family("one-for-all", "max_restarts = 1\n");
		this.stage.request(id("family/b"), "set init=err not from here");
		crash(id("family/a"));
		awaitIncarnation(family, 2);
		awaitMembers(family, "a3", "b3", "c2");
		assertThat(text(last(family, "theater:runtime/gave-up"))).contains("family/b had more than 1 restarts within");
	}

	// ---- what happens meanwhile

	@Test
	void theGroupIsDownWhileItsFailedMemberBacksOff() {
		ActorId family = family("rest-for-one", "backoff = { initial = \"1s\", jitter = 0.0 }\n");
		crash(id("family/b"));
		awaitMembers(family, "a1", "b1 RESTARTING", "c1 RESTARTING");
		await().until(() -> steps(id("family/b")).contains("BackingOff"));
		this.clock.advance(Duration.ofMillis(999));
		assertThat(members(family)).containsExactly("a1", "b1 RESTARTING", "c1 RESTARTING");
		this.clock.advance(Duration.ofMillis(1));
		awaitMembers(family, "a1", "b2", "c2");
	}

	@Test
	void aMemberThatIsStoppedMeanwhileStaysDown() {
		ActorId family = family("one-for-all", "backoff = { initial = \"1s\", jitter = 0.0 }\n");
		ActorId a = id("family/a");
		ActorId b = id("family/b");
		crash(b);
		await().until(() -> steps(b).contains("BackingOff"));
		ok(family, "stop " + a);
		ok(family, "stop " + b);
		assertThat(err(family, "restart " + id("family/c"))).contains("is restarting");
		this.clock.advance(Duration.ofSeconds(1));
		awaitMembers(family, "a1 STOPPED", "b1 STOPPED", "c2");
	}

	@Test
	void spawnsWaitBehindTheGroup() {
		ActorId family = family("one-for-all", "backoff = { initial = \"1s\", jitter = 0.0 }\n");
		crash(id("family/b"));
		await().until(() -> steps(id("family/b")).contains("BackingOff"));
		CompletableFuture<String> spawned = this.stage.ask(family, "spawn worker.toml 7");
		awaitNode(family, (node) -> node.mailbox() == 0);
		assertThat(spawned).isNotDone();
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(finish(spawned)).startsWith("ok ");
		assertThat(members(family)).containsExactly("a2", "b2", "c2", "worker1");
	}

	@Test
	void failuresOfMembersThatAreBeingStoppedAreAbsorbed() {
		this.stage.puppet("short", "[lifecycle]\nshutdown = \"1m\"\ncall_timeout = \"300ms\"\n");
		ActorId family = family("one-for-all", "max_restarts = 1\n", "short");
		ActorId c = id("family/c");
		hang(c);
		crash(id("family/a"));
		awaitMembers(family, "a1 RESTARTING", "b1", "c1 RESTARTING");
		this.clock.advance(Duration.ofMillis(300));
		awaitMembers(family, "a2", "b2", "c2");
		assertThat(node(family).incarnation()).isEqualTo(1);
		assertThat(node(c).lastFailure()).isEmpty();
	}

	@Test
	void severalThatFailAtOnceAreOneRestart() {
		this.stage.puppet("short", "[lifecycle]\ncall_timeout = \"300ms\"\n");
		ActorId family = family("one-for-all", "max_restarts = 1\n", "short");
		hang(id("family/a"));
		hang(id("family/b"));
		hang(id("family/c"));
		this.clock.advance(Duration.ofMillis(300));
		awaitMembers(family, "a2", "b2", "c2");
		assertThat(node(family).incarnation()).isEqualTo(1);
	}

	@Test
	void aMemberThatFailsWhileTheOthersStartMovesTheGroupAgainAfterwards() {
		this.stage.puppet("slow", "[lifecycle]\ninit_timeout = \"400ms\"\n")
			.puppet("family", "[supervision]\nstrategy = \"rest-for-one\"\n" + child("worker", "a", "1")
					+ child("slow", "b", "2"));
		ActorId family = this.stage.spawn("family");
		ActorId a = id("family/a");
		this.stage.request(id("family/b"), "set init=hang");
		crash(a);
		awaitIncarnation(a, 2);
		crash(a);
		awaitMembers(family, "a2 RESTARTING", "b2 RESTARTING");
		this.clock.advance(Duration.ofMillis(400));
		awaitMembers(family, "a3", "b4");
	}

	@Test
	void theSupervisorsOwnStopGoesBeforeItsGroup() {
		ActorId family = family("one-for-all", "backoff = { initial = \"1m\", max = \"1m\" }\n");
		crash(id("family/b"));
		await().until(() -> steps(id("family/b")).contains("BackingOff"));
		CompletableFuture<String> spawned = this.stage.ask(family, "spawn worker.toml 7");
		awaitNode(family, (node) -> node.mailbox() == 0);
		supervisor().stopChild(family);
		assertNobodyIsLeft();
		await().until(spawned::isDone);
		this.clock.advance(Duration.ofMinutes(2));
		assertThat(this.order).doesNotContain("a Restarted", "b Restarted", "c Restarted");
	}

	@Test
	void aMembersInitIsRefusedAWaitForTheParentThatWaitsForTheGroup() {
		ActorId family = family("one-for-all", "backoff = { initial = \"1s\", jitter = 0.0 }\n");
		ActorId c = id("family/c");
		this.stage.request(c, "set init=request:" + family + " get");
		crash(id("family/b"));
		await().until(() -> steps(id("family/b")).contains("BackingOff"));
		CompletableFuture<String> spawned = this.stage.ask(family, "spawn worker.toml 7");
		awaitNode(family, (node) -> node.mailbox() == 0);
		this.clock.advance(Duration.ofSeconds(1));
		assertThat(finish(spawned)).startsWith("ok ");
		assertThat(state(c)).startsWith("err the wait would close a circle: ");
	}

	@Test
	void theRootRestartsOneChildAloneWhateverTheDefaults() {
		reopen((builder) -> builder.settings(Stage
			.settings(new SupervisionPolicy(RestartStrategy.ONE_FOR_ALL, RestartIntensity.DEFAULT, Backoff.NONE, 10))));
		ActorId first = this.stage.spawn("worker");
		ActorId second = this.stage.spawn("worker");
		crashAndAwait(first);
		assertThat(node(second).incarnation()).isEqualTo(1);
		assertThat(this.stage.counter("theater.actors.restarts", "actor", "worker", "strategy", "one-for-one"))
			.isEqualTo(1);
	}

}
