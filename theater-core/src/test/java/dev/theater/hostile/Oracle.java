package dev.theater.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.runtime.ActorNode;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/** Lets a hostile guest try, and says all that must hold then. */
final class Oracle {

	private static final Logger logger = LoggerFactory.getLogger(Oracle.class);

	private static final Duration LIMIT = Duration.ofMillis(100);

	/** So many that the slowest of them is not the 99th percentile. */
	private static final int PINGS = 100;

	private static final int SHOWN = 300;

	private final Theatre theatre;

	private final Case guest;

	private final ActorId parent;

	/** What came of it, in the words of the runtime. */
	private String came = "";

	/** What was answered to each act, without {@code ok}. */
	private final List<String> answers = new ArrayList<>();

	Oracle(Theatre theatre, Case guest) {
		this.theatre = theatre;
		this.guest = guest;
		this.parent = theatre.runtime.supervisor().spawn("parent.toml");
	}

	/** Runs a case and asserts everything. */
	static void judge(Theatre theatre, Case guest) throws Exception {
		theatre.neighbour.begin();
		String came = run(theatre, guest);
		await(5).until(() -> theatre.neighbour.count() > PINGS);
		Neighbour.Times times = theatre.neighbour.times();
		logger.info("{}: {}; {}", guest, times, came.substring(0, Math.min(came.length(), SHOWN)).replace('\n', ' '));
		assertThat(times.failures()).isEmpty();
		assertThat(times.p99()).as("%s: %s", guest, times).isLessThan(LIMIT.plus(times.hiccup()));
	}

	/** Runs a case and asserts everything but how the neighbour fared. */
	static String run(Theatre theatre, Case guest) throws Exception {
		theatre.prepare(guest);
		await(5).until(() -> theatre.inside.holdings().isQuiet());
		Inside.Holdings before = theatre.inside.holdings();
		Oracle oracle = new Oracle(theatre, guest);
		try {
			oracle.attack();
		}
		finally {
			theatre.runtime.supervisor().stopChild(oracle.parent);
		}
		await(5).untilAsserted(() -> assertThat(theatre.inside.holdings()).matches((now) -> now.isBackAt(before),
				"is back at " + before));
		return oracle.came;
	}

	private static ConditionFactory await(int seconds) {
		return Awaitility.await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(5));
	}

	private void attack() throws Exception {
		String answer = this.theatre.ask(this.parent,
				"spawn " + this.guest.name() + ".toml" + (this.guest.init().isEmpty() ? "" : " " + this.guest.init()));
		if (this.guest.outcome() == Case.Outcome.REFUSED) {
			refused(answer);
		}
		else {
			assertThat(answer).startsWith("ok ");
			spawned(ActorId.of(answer.substring(3)));
		}
		verify(this.parent);
		assertThat(node(this.parent)).map(ActorNode::incarnation)
			.hasValue(this.guest.outcome() == Case.Outcome.OVERTHROWS ? 2 : 1);
	}

	private void refused(String answer) throws Exception {
		this.came = answer;
		assertThat(answer).startsWith("err ");
		says(answer);
		assertThat(node(this.parent).orElseThrow().children()).isEmpty();
		List<ChainEvent> events = events(this.parent, "theater:simple/supervisor/spawn");
		assertThat(text(events.getLast())).startsWith("{\"SpawnChildError\"");
		says(text(events.getLast()));
		neighbourStarts();
	}

	/** Whoever tried to harm its parent by its start has not: another child starts. */
	private void neighbourStarts() throws Exception {
		String worker = this.theatre.ask(this.parent, "spawn worker.toml 7");
		assertThat(worker).startsWith("ok ");
		assertThat(this.theatre.ask(this.parent, "request " + worker.substring(3) + " get")).isEqualTo("ok 7");
	}

	private void spawned(ActorId child) throws Exception {
		switch (this.guest.outcome()) {
			case ENDS -> ended(child);
			case STOPS -> stopped(child);
			case OVERTHROWS -> overthrown(child);
			default -> {
				send(child, this.guest.good());
				await(20).untilAsserted(() -> assertThat(state(child)).isEqualTo(this.guest.goodState()));
				long length = node(child).orElseThrow().chainLength();
				long begun = System.nanoTime();
				act(child);
				if (this.guest.outcome() == Case.Outcome.FAILS) {
					failed(child);
				}
				else {
					lived(child, length);
				}
				assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(this.guest.atLeast());
				send(child, this.guest.again());
				await(20).untilAsserted(() -> assertThat(state(child)).isEqualTo(this.guest.againState()));
				verify(child);
				assertThat(this.theatre.ask(this.parent, "stop " + child)).isEqualTo("ok stopped");
				assertThat(node(child)).isEmpty();
			}
		}
	}

	private void ended(ActorId child) throws Exception {
		if (!this.guest.endsInInit()) {
			act(child);
		}
		await(20).until(() -> node(child).isEmpty());
		told("theater:runtime/child-stopped", child, "\"incarnation\":1");
		neighbourStarts();
	}

	/** The guests tell their parent when they are about to do what is meant. */
	private void stopped(ActorId child) throws Exception {
		act(child);
		await(20).untilAsserted(() -> assertThat(state(this.parent)).isEqualTo("busy"));
		long begun = System.nanoTime();
		assertThat(this.theatre.ask(this.parent, "stop " + child)).isEqualTo("ok stopped");
		Duration took = Duration.ofNanos(System.nanoTime() - begun);
		this.came = "stopped in " + took.toMillis() + " ms";
		assertThat(node(child)).isEmpty();
		assertThat(took).isLessThan(this.guest.stopsWithin()).isGreaterThanOrEqualTo(this.guest.atLeast());
		neighbourStarts();
	}

	private void overthrown(ActorId child) throws Exception {
		act(child);
		await(30).untilAsserted(() -> assertThat(node(this.parent).orElseThrow()).matches(
				(node) -> node.incarnation() == 2 && node.status() == ActorStatus.RUNNING, "was restarted itself"));
		assertThat(node(child)).isEmpty();
		assertThat(node(this.parent).orElseThrow().children()).isEmpty();
		this.came = node(this.parent).orElseThrow().lastFailure().orElseThrow().reason().describe();
		assertThat(this.came).startsWith("gave up: ").contains(this.guest.name());
		says(this.came);
		neighbourStarts();
	}

	private void failed(ActorId child) {
		await(30).untilAsserted(() -> assertThat(node(child).orElseThrow()).as("events %s", events(child))
			.matches((node) -> node.incarnation() == 2 && node.status() == ActorStatus.RUNNING, "runs again"));
		assertThat(state(child)).isEqualTo(this.guest.after());
		String[] cause = this.guest.cause().split(" ");
		String why = node(child).orElseThrow().lastFailure().orElseThrow().reason().describe();
		this.came = why;
		boolean gaveUp = cause[0].equals("gave-up");
		assertThat(why)
			.matches(gaveUp ? "(?s)gave up: .*" : "(?s)" + cause[1] + " failed \\((" + cause[0] + ")\\): .*");
		says(why);
		String failed = why.substring(0, why.indexOf(':'));
		told("theater:runtime/child-" + (gaveUp ? "gaveup" : "failed"), child, failed);
	}

	private void told(String type, ActorId child, String how) {
		List<String> told = events(this.parent, type).stream()
			.map(Oracle::text)
			.filter((text) -> text.contains(child.toString()))
			.toList();
		assertThat(told).as("what the parent was told").singleElement().asString().contains(how);
		says(told.get(0));
	}

	private void says(String text) {
		assertThat(this.guest.says()).allSatisfy((said) -> assertThat(text).contains(said));
	}

	private void lived(ActorId child, long length) {
		await(30).untilAsserted(() -> {
			ActorNode node = node(child).orElseThrow();
			List<ChainEvent> events = events(child, this.guest.handler());
			assertThat(node.mailbox()).isZero();
			assertThat(node.chainLength())
				.isGreaterThan(length + this.guest.acts().stream().filter((act) -> !act.startsWith("do ")).count());
			assertThat(events).isNotEmpty();
			assertThat(events.getLast().sequence()).isGreaterThanOrEqualTo(length);
			assertThat(text(events.getLast())).doesNotMatch("(?s)\\{\"Handle[A-Za-z]+Call\".*");
			if (this.guest.state() != null) {
				assertThat(state(child)).isEqualTo(this.guest.state());
			}
			else {
				says(state(child));
			}
		});
		assertThat(node(child).orElseThrow()).as("events %s", events(child))
			.matches((node) -> node.incarnation() == 1 && node.status() == ActorStatus.RUNNING);
		assertThat(node(child).orElseThrow().lastFailure()).isEmpty();
		assertThat(events(this.parent, "theater:runtime/child-failed")).isEmpty();
		this.came = "it lives, with " + state(child) + " after " + this.answers;
	}

	private void act(ActorId child) throws Exception {
		for (String act : this.guest.acts()) {
			String[] parts = act.split(" ", 2);
			String what = (parts.length < 2) ? "" : filled(parts[1], child);
			switch (parts[0]) {
				case "send" -> {
					send(child, what);
					this.answers.add("");
				}
				case "ask" -> this.answers.add(asked(child, what));
				default -> this.answers.add(this.theatre.ask(this.parent, what).replaceFirst("^ok ", ""));
			}
		}
		assertThat(this.guest.answers())
			.allSatisfy((said) -> assertThat(String.join("\n", this.answers)).contains(said));
	}

	private String filled(String message, ActorId child) {
		String filled = message.replace("{self}", child.toString())
			.replace("{parent}", this.parent.toString())
			.replace("{1MB}", "y".repeat(1_000_000))
			.replace("{victim}", this.theatre.victim.toString());
		for (int i = 0; i < this.answers.size(); i++) {
			filled = filled.replace("{" + i + "}", this.answers.get(i));
		}
		return filled;
	}

	private String asked(ActorId child, String message) throws Exception {
		try {
			return new String(this.theatre.runtime.messaging()
				.request(child, Case.utf8(message), Duration.ofSeconds(2))
				.get(60, TimeUnit.SECONDS), StandardCharsets.UTF_8);
		}
		catch (ExecutionException ex) {
			return "err " + ex.getCause().getMessage();
		}
	}

	private void send(ActorId child, String message) {
		this.theatre.runtime.messaging().send(child, Case.utf8(message));
	}

	private Optional<ActorNode> node(ActorId id) {
		return this.theatre.runtime.directory().node(id);
	}

	private String state(ActorId id) {
		return this.theatre.runtime.directory()
			.state(id)
			.map((state) -> new String(state, StandardCharsets.UTF_8))
			.orElse("none");
	}

	private List<ChainEvent> events(ActorId id) {
		return this.theatre.runtime.directory().events(id, Integer.MAX_VALUE).reversed();
	}

	private List<ChainEvent> events(ActorId id, String type) {
		return events(id).stream().filter((event) -> event.eventType().equals(type)).toList();
	}

	private static String text(ChainEvent event) {
		return new String(event.data(), StandardCharsets.UTF_8).replace("\\\"", "\"");
	}

	private void verify(ActorId id) {
		ChainVerification verification = this.theatre.runtime.directory().verify(id).orElseThrow();
		assertThat(verification.valid()).as("chain of %s: %s", id, verification).isTrue();
	}

}
