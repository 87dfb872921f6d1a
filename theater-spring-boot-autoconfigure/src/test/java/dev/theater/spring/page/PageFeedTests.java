package dev.theater.spring.page;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import com.jayway.jsonpath.JsonPath;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.supervisor.RestartStrategy;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.test.ManualClock;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What a page is told, and what it costs. */
class PageFeedTests {

	private final ManualClock time = new ManualClock();

	private final FakeDirectory directory = new FakeDirectory();

	private final PageEvents events = new PageEvents();

	private final PageFeed feed = feed(4, 2);

	private final Theaters.Node desk = Theaters.node("desk").supervising();

	private PageFeed feed(int rows, int gone) {
		return new PageFeed(this.directory::tree, () -> RuntimeStatus.RUNNING, this.events,
				new PageClock(this.time::nanoTime, this.time::now), rows, gone);
	}

	private PageUpdate later(String after) {
		this.time.advance(PageFeed.SHARED);
		return this.feed.changes(after);
	}

	private static List<String> names(PageUpdate update) {
		return update.actors().stream().map(PageActor::name).toList();
	}

	@Test
	void tellsAllAtFirstAndThenWhatChanged() {
		ActorNode worker = Theaters.node("worker").build();
		Theaters.Node other = Theaters.node("other");
		this.directory.roots(this.desk.children(worker).build(), other.build());
		PageUpdate first = this.feed.changes(null);
		assertThat(first.full()).isTrue();
		assertThat(names(first)).containsExactly("desk", "other", "worker");
		assertThat(first.actors().get(2).parent()).isEqualTo(first.actors().getFirst().id());
		assertThat(first.counts()).isEqualTo(new PageUpdate.Counts(0, 3, 0, 0, 0, 0, 0, 0));

		PageUpdate nothing = later(first.version());
		assertThat(nothing.version()).isEqualTo(first.version());
		assertThat(nothing.full()).isFalse();
		assertThat(nothing.actors()).isEmpty();
		assertThat(this.feed.news(first.version())).isEmpty();

		ActorNode fresh = Theaters.node("fresh").build();
		this.directory.roots(this.desk.children(fresh).build(), other.parked(false).build());
		PageUpdate changes = later(first.version());
		assertThat(changes.full()).isFalse();
		assertThat(names(changes)).containsExactly("other", "fresh");
		assertThat(changes.actors().getFirst().parked()).isTrue();
		assertThat(changes.counts()).isEqualTo(new PageUpdate.Counts(0, 3, 0, 0, 0, 1, 1, 0));

		this.directory.roots(this.desk.build());
		PageUpdate gone = later(changes.version());
		assertThat(gone.actors()).isEmpty();
		assertThat(gone.removed()).containsExactly(other.build().id().toString());
		assertThat(this.feed.changes(first.version())).satisfies((update) -> {
			assertThat(names(update)).containsExactly("fresh");
			assertThat(update.removed()).containsExactly(other.build().id().toString());
		});
	}

	@Test
	void tellsNobodyThatAnActorIsGoneWhichIsBack() {
		ActorNode one = Theaters.node("one").build();
		this.directory.roots(one);
		String version = this.feed.changes(null).version();
		this.directory.roots();
		later(version);
		this.directory.roots(one);
		PageUpdate back = later(version);
		assertThat(back.removed()).isEmpty();
		assertThat(names(back)).containsExactly("one");
	}

	@Test
	void tellsAllToWhoeverKnowsWhatTheFeedDoesNot() {
		this.directory.roots(this.desk.build());
		String version = this.feed.changes(null).version();
		String epoch = version.substring(0, version.indexOf('-'));
		for (String unknown : new String[] { "", "x", "other-1-0", epoch + "-0-0", epoch + "-2-0", epoch + "-1-1",
				epoch + "-1", epoch + "-99999999999999999999-0", version + "1" }) {
			assertThat(this.feed.changes(unknown).full()).as(unknown).isTrue();
			assertThat(this.feed.news(unknown)).isPresent();
		}
		assertThat(this.feed.changes(version).full()).isFalse();
	}

	@Test
	void tellsAllWhereTooManyAreGoneToKnowThem() {
		ActorNode[] nodes = IntStream.range(0, 4)
			.mapToObj((i) -> Theaters.node("n" + i).build())
			.toArray(ActorNode[]::new);
		this.directory.roots(nodes);
		String all = this.feed.changes(null).version();
		this.directory.roots(nodes[0], nodes[1], nodes[2]);
		String three = later(all).version();
		this.directory.roots(nodes[0], nodes[1]);
		assertThat(later(all).removed()).hasSize(2);
		this.directory.roots(nodes[0]);
		assertThat(later(all).full()).isTrue();
		assertThat(later(three).full()).isFalse();
		assertThat(later(three).removed()).containsExactly(nodes[2].id().toString(), nodes[1].id().toString());
	}

	@Test
	void leavesOutTheDeepest() {
		ActorNode[] workers = IntStream.range(0, 5)
			.mapToObj((i) -> Theaters.node("worker" + i).parked(false).build())
			.toArray(ActorNode[]::new);
		this.directory.roots(this.desk.children(workers).build(), Theaters.node("other").build());
		PageUpdate update = this.feed.changes(null);
		assertThat(names(update)).containsExactly("desk", "other", "worker0", "worker1");
		assertThat(update.omitted()).isEqualTo(3);
		assertThat(update.counts().parked()).isEqualTo(5);
	}

	@Test
	void looksAtTheTreeOnceForAllWhoAskTogether() {
		assertThat(this.feed.snapshots()).isZero();
		this.events.onEvent(spawned("desk"));
		assertThat(this.feed.snapshots()).isZero();
		for (int i = 0; i < 10; i++) {
			this.feed.changes(null);
			this.feed.news(null);
		}
		assertThat(this.feed.snapshots()).isOne();
		this.time.advance(PageFeed.SHARED.minusNanos(1));
		this.feed.changes(null);
		assertThat(this.feed.snapshots()).isOne();
		this.time.advance(Duration.ofNanos(1));
		this.feed.changes(null);
		assertThat(this.feed.snapshots()).isEqualTo(2);
	}

	@Test
	void tellsOfEventsThatTheTreeShows() {
		this.events.onEvent(spawned("one"));
		PageUpdate first = this.feed.changes(null);
		assertThat(first.events()).extracting(PageEvent::path).containsExactly("one");
		assertThat(this.feed.behind()).isFalse();
		this.events.onEvent(spawned("two"));
		assertThat(this.feed.behind()).isTrue();
		assertThat(this.feed.changes(first.version()).events()).as("of a snapshot from before").isEmpty();
		PageUpdate second = later(first.version());
		assertThat(second.events()).extracting(PageEvent::path).containsExactly("two");
		assertThat(second.version()).isNotEqualTo(first.version());
		for (int i = 0; i < 250; i++) {
			this.events.onEvent(spawned("more"));
		}
		assertThat(later(null).events()).hasSize(200).last().extracting(PageEvent::number).isEqualTo(252L);
	}

	@Test
	void keepsWhatAPageKnewUntilItIsGoneForLong() {
		this.directory.roots(this.desk.build());
		this.feed.join();
		this.feed.join();
		String version = this.feed.news(null).orElseThrow().version();
		assertThat(this.feed.watchers()).isEqualTo(2);
		this.feed.leave();
		this.time.advance(PageFeed.KEPT);
		this.events.onEvent(spawned("one"));
		assertThat(this.feed.remembers()).isTrue();
		this.feed.leave();
		assertThat(this.feed.watchers()).isZero();
		this.time.advance(PageFeed.KEPT.minusNanos(1));
		assertThat(this.feed.changes(version).full()).isFalse();
		assertThat(this.feed.watchers()).isOne();
		this.time.advance(PageFeed.KEPT);
		assertThat(this.feed.watchers()).isZero();
		this.events.onEvent(spawned("two"));
		assertThat(this.feed.remembers()).isFalse();
		long before = this.feed.snapshots();
		assertThat(this.feed.changes(version).full()).isTrue();
		assertThat(this.feed.snapshots()).isEqualTo(before + 1);
	}

	@Test
	void saysWhatAnActorIsAndNothingThatItSaid() {
		String name = "</script>\u2028\"\n\\";
		this.directory.roots(this.desk.failed("secret words").children(Theaters.node(name).build()).build());
		ActorNode node = this.directory.tree().roots().getFirst();
		String json = new String(PageJson.bytes(this.feed.changes(null)), StandardCharsets.UTF_8);
		assertThat(json).startsWith("{\"version\":\"" + this.feed.changes(null).version()
				+ "\",\"full\":true,\"at\":\"2026-01-01T00:00:00Z\",\"status\":\"RUNNING\",\"counts\":{\"starting\":0,")
			.contains("\"actors\":[{\"id\":\"" + node.id() + "\",\"name\":\"desk\",\"status\":\"RUNNING\","
					+ "\"incarnation\":1,\"restarts\":0,\"strategy\":\"one-for-one\",\"cause\":\"trap\"},{")
			.endsWith("\"removed\":[],\"events\":[]}")
			.doesNotContain("secret", "\n", "parked\":true", "mailbox");
		assertThat(JsonPath.<String>read(json, "$.actors[1].name")).isEqualTo(name);
	}

	@Test
	void namesEveryKindOfEvent() {
		ExitReason trap = new ExitReason.Failed(FailureCause.TRAP, "init", "secret words");
		SupervisorEvent.Subject subject = subject("desk");
		List.of(new SupervisorEvent.Spawned(subject, Theaters.THEN),
				new SupervisorEvent.Restarted(subject, Theaters.THEN, RestartStrategy.ONE_FOR_ONE),
				new SupervisorEvent.Reloaded(subject, Theaters.THEN, "desk.toml", List.of(), "a", "b"),
				new SupervisorEvent.ReloadFailed(subject, Theaters.THEN, "secret place"),
				new SupervisorEvent.Failed(subject, Theaters.THEN, trap),
				new SupervisorEvent.Stopped(subject, Theaters.THEN, trap),
				new SupervisorEvent.GaveUp(subject, Theaters.THEN, trap),
				new SupervisorEvent.Parked(subject, Theaters.THEN, trap))
			.forEach(this.events::onEvent);
		PageUpdate update = this.feed.changes(null);
		assertThat(update.events()).extracting(PageEvent::kind)
			.containsExactly("spawned", "restarted", "reloaded", "reload-failed", "failed", "stopped", "gave-up",
					"parked");
		assertThat(update.events()).extracting(PageEvent::cause)
			.containsExactly(null, null, null, null, "trap", "trap", "trap", "trap");
		assertThat(new String(PageJson.bytes(update), StandardCharsets.UTF_8)).doesNotContain("secret")
			.contains("{\"number\":1,\"at\":\"2026-01-02T03:04:05Z\",\"kind\":\"spawned\",\"id\":\"" + subject.id()
					+ "\",\"path\":\"desk\",\"incarnation\":1}");
	}

	@Test
	void countsEachStatus() {
		this.directory.roots(Theaters.node("a").status(ActorStatus.RESTARTING).build(),
				Theaters.node("b").status(ActorStatus.STOPPED).build());
		assertThat(this.feed.changes(null).counts()).isEqualTo(new PageUpdate.Counts(0, 0, 1, 0, 1, 0, 0, 0));
		assertThat(this.feed.changes(null).totals()).isEqualTo(new PageUpdate.Totals(5, 1, 2, 3, 4));
	}

	private static SupervisorEvent spawned(String path) {
		return new SupervisorEvent.Spawned(subject(path), Theaters.THEN);
	}

	private static SupervisorEvent.Subject subject(String path) {
		return new SupervisorEvent.Subject(ActorId.random(), path, path, path, "", 1);
	}

}
