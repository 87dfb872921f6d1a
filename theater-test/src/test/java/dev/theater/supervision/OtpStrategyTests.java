package dev.theater.supervision;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.supervisor.Backoff;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Which children move when one fails, in which order, and what that counts. */
class OtpStrategyTests extends OnStage {

	private static final String ONE_SECOND = "backoff = { initial = \"1s\", jitter = 0.0 }\n";

	@BeforeEach
	void manifests() {
		puppet("worker", "").puppet("patient", "[lifecycle]\nshutdown = \"1m\"\n")
			.puppet("lead", "[supervision]\n")
			.puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("permanent", "[lifecycle]\nrestart = \"permanent\"\n");
	}

	/** Spawns a supervisor with workers a, b and c. */
	private ScenarioActor family(String strategy, String more) {
		return family(strategy, more, "worker");
	}

	private ScenarioActor family(String strategy, String more, String manifest) {
		puppet("family", "[supervision]\nstrategy = \"" + strategy + "\"\n" + more + child(manifest, "a", "1")
				+ child(manifest, "b", "2") + child(manifest, "c", "3"));
		ScenarioActor family = this.scenario.spawn("family.toml");
		this.scenario.forgetStory();
		return family;
	}

	/** Names, incarnations and, unless they run, statuses of a supervisor's children. */
	private List<String> members(ScenarioActor parent) {
		this.scenario.settle();
		return parent.node()
			.children()
			.stream()
			.map((node) -> node.name() + node.incarnation()
					+ ((node.status() == ActorStatus.RUNNING) ? "" : " " + node.status()))
			.toList();
	}

	private void assertMembers(ScenarioActor parent, String... members) {
		assertThat(members(parent)).containsExactly(members);
	}

	private void crash(ScenarioActor actor) {
		actor.send(Puppet.crash());
		this.scenario.settle();
	}

	/** Has the next start of an actor fail on its last state. */
	private static void failFromHere(ScenarioActor actor) {
		actor.request("set init=err not from here");
	}

	private ChainEvent last(ScenarioActor actor, String type) {
		return events(actor).stream().filter((event) -> event.eventType().equals(type)).toList().getLast();
	}

	// ---- who moves

	@ParameterizedTest
	@CsvSource({ "one-for-one, a, a2 b1 c1", "one-for-one, b, a1 b2 c1", "one-for-one, c, a1 b1 c2",
			"one-for-all, a, a2 b2 c2", "one-for-all, b, a2 b2 c2", "one-for-all, c, a2 b2 c2",
			"rest-for-one, a, a2 b2 c2", "rest-for-one, b, a1 b2 c2", "rest-for-one, c, a1 b1 c2" })
	void restartsTheChildrenOfItsStrategy(String strategy, String failed, String members) {
		ScenarioActor family = family(strategy, "");
		List<ScenarioActor> before = family.listed();
		crash(family.child(failed));
		assertMembers(family, members.split(" "));
		assertThat(family.listed()).isEqualTo(before);
		assertThat(family.node().incarnation()).isEqualTo(1);
		before.forEach((child) -> child.chain().isValid());
	}

	@ParameterizedTest
	@CsvSource({ "one-for-all, b, a Restarted;b Restarted;c Restarted", "rest-for-one, b, b Restarted;c Restarted" })
	void startsThemInStartOrder(String strategy, String failed, String events) {
		ScenarioActor family = family(strategy, "");
		crash(family.child(failed));
		this.scenario.settle();
		String[] expected = Arrays.stream(events.split(";")).map((event) -> "family/" + event).toArray(String[]::new);
		assertThat(this.scenario.story()).startsWith("family/" + failed + " Failed");
		assertThat(this.scenario.story().subList(1, this.scenario.story().size())).containsExactly(expected);
		assertThat(count("theater.actors.restarts", strategy)).isEqualTo(expected.length);
		assertThat(text(last(family, "theater:runtime/group-restart"))).contains("\"strategy\":\"" + strategy + "\"")
			.contains("\"members\":" + expected.length);
	}

	@Test
	void stopsTheOthersInReverseStartOrderOneAfterTheOther() {
		ScenarioActor family = family("one-for-all", "", "patient");
		family.child("b").hang();
		family.child("c").hang();
		crash(family.child("a"));
		assertMembers(family, "a1 RESTARTING", "b1", "c1 RESTARTING");
		this.scenario.advance(Duration.ofSeconds(10));
		assertMembers(family, "a1 RESTARTING", "b1 RESTARTING", "c1 RESTARTING");
		this.scenario.advance(Duration.ofSeconds(10));
		assertMembers(family, "a2", "b2", "c2");
	}

	@Test
	void keepsStatesAndMailboxesOfThoseThatMove() {
		ScenarioActor family = family("one-for-all", "");
		ScenarioActor c = family.child("c");
		c.request("add");
		Runnable goOn = c.keepBusy();
		for (int i = 0; i < 10; i++) {
			c.send("add");
		}
		crash(family.child("a"));
		assertMembers(family, "a1 RESTARTING", "b1", "c1 RESTARTING");
		assertThat(c.node().mailbox()).isEqualTo(10);
		goOn.run();
		assertMembers(family, "a2", "b2", "c2");
		assertThat(c.request("get")).isEqualTo("14");
		c.chain().hasSteps("Spawned", "Restarting");
		family.chain().hasSteps("Spawned", "GroupRestart");
	}

	@Test
	void endsTheDynamicChildrenOfThoseThatMoveAndStartsTheirStaticOnesAgain() {
		puppet("middle", child("worker", "leaf", "")).puppet("family",
				"[supervision]\nstrategy = \"one-for-all\"\n" + child("worker", "a", "") + child("middle", "m", ""));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor middle = family.child("m");
		ScenarioActor leaf = middle.child("leaf");
		ScenarioActor dynamic = middle.spawn("worker.toml");
		crash(family.child("a"));
		middle.awaitIncarnation(2);
		assertThat(dynamic.exists()).isFalse();
		assertThat(leaf.node().incarnation()).isEqualTo(2);
	}

	// ---- which exits move the group

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void anExitThatIsNotFollowedByARestartMovesNobody(String strategy) {
		ScenarioActor family = family(strategy, "");
		ScenarioActor temporary = family.spawn("temporary.toml");
		ScenarioActor dynamic = family.spawn("worker.toml");
		family.child("a").send(Puppet.exit());
		crash(temporary);
		family.ok(Puppet.stop(dynamic.id()));
		temporary.awaitGone();
		assertMembers(family, "a1 STOPPED", "b1", "c1");
	}

	@Test
	void aNormalEndOfAPermanentChildMovesTheGroup() {
		ScenarioActor family = family("one-for-all", "", "permanent");
		family.child("b").send(Puppet.exit());
		assertMembers(family, "a2", "b2", "c2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void aRestartByHandMovesTheChildAlone(String strategy) {
		ScenarioActor family = family(strategy, "");
		family.ok(Puppet.restart(family.child("a").id()));
		assertMembers(family, "a2", "b1", "c1");
	}

	// ---- who comes back

	@Test
	void temporaryMembersDoNotComeBackAndNobodyIsToldOfTheGroupsStops() {
		ScenarioActor family = family("one-for-all", "");
		ScenarioActor temporary = family.spawn("temporary.toml");
		family.request("set log");
		crash(family.child("a"));
		assertMembers(family, "a2", "b2", "c2");
		assertThat(temporary.exists()).isFalse();
		temporary.awaitHeard("Spawned", "Stopped");
		assertThat(family.request("get")).isEqualTo("log");
	}

	@Test
	void stoppedMembersStartAgainWithTheGroup() {
		ScenarioActor family = family("one-for-all", "");
		family.ok(Puppet.stop(family.child("a").id()));
		family.ok(Puppet.stop(family.child("c").id()));
		crash(family.child("b"));
		assertMembers(family, "a2", "b2", "c2");
		assertThat(family.child("c").state()).isEqualTo("3");
	}

	@Test
	void restForOneLeavesAStoppedChildBeforeTheOneThatFailed() {
		ScenarioActor family = family("rest-for-one", "");
		family.ok(Puppet.stop(family.child("a").id()));
		crash(family.child("b"));
		assertMembers(family, "a1 STOPPED", "b2", "c2");
	}

	@Test
	void dynamicMembersComeBackAsLongAsTheyHaveNotEnded() {
		ScenarioActor family = family("one-for-all", "");
		ScenarioActor stays = family.spawn("worker.toml", "7");
		ScenarioActor ends = family.spawn("worker.toml", "8");
		ends.send(Puppet.exit());
		ends.awaitGone();
		crash(family.child("a"));
		assertMembers(family, "a2", "b2", "c2", "worker2");
		assertThat(stays.state()).isEqualTo("7");
		assertThat(ends.exists()).isFalse();
	}

	@Test
	void placesAreThoseOfTheFirstStart() {
		ScenarioActor family = family("rest-for-one", "");
		ScenarioActor b = family.child("b");
		family.ok(Puppet.stop(b.id()));
		family.ok(Puppet.restart(b.id()));
		crash(b);
		assertMembers(family, "a1", "b3", "c2");
	}

	// ---- counting

	@ParameterizedTest
	@ValueSource(strings = { "one-for-all", "rest-for-one" })
	void aGroupCountsOnceHoweverManyMove(String strategy) {
		puppet("once", "[supervision]\nmax_restarts = 2\nstrategy = \"" + strategy + "\"\n" + child("worker", "a", "")
				+ child("worker", "b", "") + child("worker", "c", ""));
		ScenarioActor once = this.scenario.spawn("lead.toml").spawn("once.toml");
		for (int i = 2; i <= 3; i++) {
			crash(once.child("a"));
			once.child("c").awaitIncarnation(i);
		}
		assertThat(once.node().incarnation()).isEqualTo(1);
		crash(once.child("c"));
		once.awaitIncarnation(2);
		once.awaitHeard("Spawned", "GaveUp", "Restarted");
	}

	@Test
	void oneForAllStopsAllAndTriesAgainWhenAMemberFailsToStart() {
		ScenarioActor family = family("one-for-all", "max_restarts = 2\n");
		failFromHere(family.child("b"));
		crash(family.child("c"));
		assertMembers(family, "a3", "b3", "c2");
		assertThat(family.child("b").state()).as("the initial state").isEqualTo("2");
		crash(family.child("a"));
		family.awaitIncarnation(2);
	}

	@Test
	void restForOneTriesFromTheMemberThatFailedToStart() {
		ScenarioActor family = family("rest-for-one", "max_restarts = 2\n");
		failFromHere(family.child("b"));
		crash(family.child("a"));
		assertMembers(family, "a2", "b3", "c2");
		crash(family.child("c"));
		family.awaitIncarnation(2);
	}

	@Test
	void eachTryCountsAndTheSupervisorGivesUpOnAGroupThatDoesNotStart() {
		ScenarioActor family = family("one-for-all", "max_restarts = 1\n");
		failFromHere(family.child("b"));
		crash(family.child("a"));
		family.awaitIncarnation(2);
		assertMembers(family, "a3", "b3", "c2");
		assertThat(text(last(family, "theater:runtime/gave-up"))).contains("family/b had more than 1 restarts within");
	}

	// ---- what happens meanwhile

	@Test
	void theGroupIsDownWhileItsFailedMemberBacksOff() {
		ScenarioActor family = family("rest-for-one", ONE_SECOND);
		crash(family.child("b"));
		assertMembers(family, "a1", "b1 RESTARTING", "c1 RESTARTING");
		family.child("b").chain().hasSteps("Spawned", "Failed", "BackingOff");
		this.scenario.advance(Duration.ofMillis(999));
		assertMembers(family, "a1", "b1 RESTARTING", "c1 RESTARTING");
		this.scenario.advance(Duration.ofMillis(1));
		assertMembers(family, "a1", "b2", "c2");
	}

	@Test
	void aMemberThatIsStoppedMeanwhileStaysDown() {
		ScenarioActor family = family("one-for-all", ONE_SECOND);
		crash(family.child("b"));
		family.ok(Puppet.stop(family.child("a").id()));
		family.ok(Puppet.stop(family.child("b").id()));
		assertThat(family.refused(Puppet.restart(family.child("c").id()))).contains("is restarting");
		this.scenario.advance(Duration.ofSeconds(1));
		assertMembers(family, "a1 STOPPED", "b1 STOPPED", "c2");
	}

	@Test
	void spawnsWaitBehindTheGroup() {
		ScenarioActor family = family("one-for-all", ONE_SECOND);
		crash(family.child("b"));
		CompletableFuture<String> spawned = family.ask("spawn worker.toml 7");
		this.scenario.settle();
		assertThat(spawned).isNotDone();
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(finish(spawned)).startsWith("ok ");
		assertMembers(family, "a2", "b2", "c2", "worker1");
	}

	@Test
	void failuresOfMembersThatAreBeingStoppedAreAbsorbed() {
		puppet("short", "[lifecycle]\nshutdown = \"1m\"\ncall_timeout = \"300ms\"\n");
		ScenarioActor family = family("one-for-all", "max_restarts = 1\n", "short");
		ScenarioActor c = family.child("c").hang();
		crash(family.child("a"));
		assertMembers(family, "a1 RESTARTING", "b1", "c1 RESTARTING");
		this.scenario.advance(Duration.ofMillis(300));
		assertMembers(family, "a2", "b2", "c2");
		assertThat(family.node().incarnation()).isEqualTo(1);
		assertThat(c.node().lastFailure()).isEmpty();
	}

	@Test
	void severalThatFailAtOnceAreOneRestart() {
		puppet("short", "[lifecycle]\ncall_timeout = \"300ms\"\n");
		ScenarioActor family = family("one-for-all", "max_restarts = 1\n", "short");
		family.child("a").hang();
		family.child("b").hang();
		family.child("c").hang();
		this.scenario.advance(Duration.ofMillis(300));
		assertMembers(family, "a2", "b2", "c2");
		assertThat(family.node().incarnation()).isEqualTo(1);
	}

	@Test
	void aMemberThatFailsWhileTheOthersStartMovesTheGroupAgainAfterwards() {
		puppet("slow", "[lifecycle]\ninit_timeout = \"400ms\"\n").puppet("family",
				"[supervision]\nstrategy = \"rest-for-one\"\n" + child("worker", "a", "1") + child("slow", "b", "2"));
		ScenarioActor family = this.scenario.spawn("family.toml");
		ScenarioActor a = family.child("a");
		family.child("b").request("set init=hang");
		a.crashAndAwait();
		crash(a);
		assertMembers(family, "a2 RESTARTING", "b2 RESTARTING");
		this.scenario.advance(Duration.ofMillis(400));
		assertMembers(family, "a3", "b4");
	}

	@Test
	void theSupervisorsOwnStopGoesBeforeItsGroup() {
		ScenarioActor family = family("one-for-all", "backoff = { initial = \"1m\", max = \"1m\" }\n");
		crash(family.child("b"));
		CompletableFuture<String> spawned = family.ask("spawn worker.toml 7");
		this.scenario.settle();
		supervisor().stopChild(family.id());
		assertNobodyIsLeft();
		assertThat(spawned).isDone();
		this.scenario.advance(Duration.ofMinutes(2));
		assertThat(this.scenario.story()).noneMatch((told) -> told.endsWith(" Restarted"));
	}

	@Test
	void aMembersInitIsRefusedAWaitForTheParentThatWaitsForTheGroup() {
		ScenarioActor family = family("one-for-all", ONE_SECOND);
		ScenarioActor c = family.child("c");
		c.request("set init=request:" + family.id() + " get");
		crash(family.child("b"));
		CompletableFuture<String> spawned = family.ask("spawn worker.toml 7");
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(finish(spawned)).startsWith("ok ");
		assertThat(c.state()).startsWith("err the wait would close a circle: ");
	}

	@Test
	void theRootRestartsOneChildAloneWhateverTheDefaults() {
		reopen((builder) -> builder.settings(settings(
				new SupervisionPolicy(RestartStrategy.ONE_FOR_ALL, RestartIntensity.DEFAULT, Backoff.NONE, 10))));
		ScenarioActor first = this.scenario.spawn("worker.toml");
		ScenarioActor second = this.scenario.spawn("worker.toml");
		first.crashAndAwait();
		assertThat(second.node().incarnation()).isEqualTo(1);
		assertThat(count("theater.actors.restarts", "one-for-one")).isEqualTo(1);
	}

}
