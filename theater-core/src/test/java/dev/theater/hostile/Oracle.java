package dev.theater.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

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

	private static final String HANDLE_SEND = "theater:simple/message-server-client/handle-send";

	private final Theatre theatre;

	private final Case guest;

	private final ActorId parent;

	/** What came of it, in the words of the runtime. */
	private String came = "";

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
		assertThat(node(this.parent)).map(ActorNode::incarnation).hasValue(1);
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
		if (this.guest.outcome() == Case.Outcome.ENDS) {
			if (!this.guest.endsInInit()) {
				send(child);
			}
			await(20).until(() -> node(child).isEmpty());
			told("theater:runtime/child-stopped", child, "\"incarnation\":1");
			neighbourStarts();
			return;
		}
		send(child, "good");
		await(20).untilAsserted(() -> assertThat(state(child)).isEqualTo("good"));
		long length = node(child).orElseThrow().chainLength();
		send(child);
		if (this.guest.outcome() == Case.Outcome.FAILS) {
			failed(child);
		}
		else {
			lived(child, length);
		}
		send(child, "again");
		await(20).untilAsserted(() -> assertThat(state(child)).isEqualTo("again"));
		verify(child);
		assertThat(this.theatre.ask(this.parent, "stop " + child)).isEqualTo("ok stopped");
		assertThat(node(child)).isEmpty();
	}

	private void failed(ActorId child) {
		await(30).untilAsserted(() -> assertThat(node(child).orElseThrow()).as("events %s", events(child))
			.matches((node) -> node.incarnation() == 2 && node.status() == ActorStatus.RUNNING, "runs again"));
		assertThat(state(child)).isEqualTo("good");
		String[] cause = this.guest.cause().split(" ");
		String why = node(child).orElseThrow().lastFailure().orElseThrow().reason().describe();
		this.came = why;
		assertThat(why).matches("(?s)" + cause[1] + " failed \\((" + cause[0] + ")\\): .*");
		says(why);
		String failed = why.substring(0, why.indexOf(':'));
		told("theater:runtime/child-failed", child, failed);
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
			List<ChainEvent> events = events(child);
			assertThat(node.mailbox()).isZero();
			assertThat(node.chainLength()).isGreaterThan(length + this.guest.sends().size());
			assertThat(events.getLast().eventType()).isEqualTo(HANDLE_SEND);
			assertThat(text(events.getLast())).doesNotStartWith("{\"HandleSendCall\"");
		});
		assertThat(node(child).orElseThrow()).as("events %s", events(child))
			.matches((node) -> node.incarnation() == 1 && node.status() == ActorStatus.RUNNING);
		assertThat(node(child).orElseThrow().lastFailure()).isEmpty();
		assertThat(events(this.parent, "theater:runtime/child-failed")).isEmpty();
		this.came = "it lives, with " + state(child);
		if (this.guest.state() != null) {
			assertThat(state(child)).isEqualTo(this.guest.state());
		}
		else {
			says(state(child));
		}
	}

	private void send(ActorId child) {
		for (String message : this.guest.sends()) {
			send(child,
					message.replace("{self}", child.toString())
						.replace("{parent}", this.parent.toString())
						.replace("{1MB}", "y".repeat(1_000_000))
						.replace("{victim}", this.theatre.victim.toString()));
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
