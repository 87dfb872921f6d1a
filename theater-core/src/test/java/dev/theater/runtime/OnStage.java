package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.chain.ChainVerification;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorService;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests that have a stage of their own, told in the words of supervision. */
@Timeout(60)
abstract class OnStage {

	private static final Pattern EVENT_NAME = Pattern.compile("\\{\"(\\w+)\"");

	@TempDir
	Path directory;

	Stage stage;

	private final List<SupervisorEvent> heard = new ArrayList<>();

	@BeforeEach
	void open() {
		reopen(UnaryOperator.identity());
	}

	@AfterEach
	void close() {
		this.stage.close();
	}

	/** Closes the stage and opens another one. */
	void reopen(UnaryOperator<TheaterRuntime.Builder> more) {
		if (this.stage != null) {
			this.stage.close();
		}
		this.stage = Stage.open(this.directory, (builder) -> more.apply(builder.listener(this::hear)));
	}

	private void hear(SupervisorEvent event) {
		synchronized (this.heard) {
			this.heard.add(event);
		}
	}

	// ---- who plays

	SupervisorService supervisor() {
		return this.stage.runtime().supervisor();
	}

	ActorDirectory directory() {
		return this.stage.runtime().directory();
	}

	/** What a command to a puppet answers behind its {@code ok}. */
	String ok(ActorId puppet, String command) {
		String answer = this.stage.request(puppet, command);
		assertThat(answer).as(command).startsWith("ok");
		return (answer.length() > 3) ? answer.substring(3) : "";
	}

	/** What a command to a puppet answers behind its {@code err}. */
	String err(ActorId puppet, String command) {
		String answer = this.stage.request(puppet, command);
		assertThat(answer).as(command).startsWith("err ");
		return answer.substring(4);
	}

	/** Has a puppet spawn a child. */
	ActorId spawn(ActorId parent, String manifest, String init) {
		return ActorId.of(ok(parent, "spawn " + manifest + ".toml" + (init.isEmpty() ? "" : " " + init)));
	}

	/** The ids that a puppet's list-children names. */
	List<ActorId> children(ActorId puppet) {
		String[] words = ok(puppet, "list").split(" ");
		return Arrays.stream(words).skip(1).map(ActorId::of).toList();
	}

	/** A {@code [[child]]} section. */
	static String child(String manifest, String name, String init) {
		return "[[child]]\nmanifest = \"%s.toml\"\nname = \"%s\"\n".formatted(manifest, name)
				+ (init.isEmpty() ? "" : "init = \"%s\"\n".formatted(init));
	}

	/** {@code [[handler]]} sections. */
	static String grants(String... types) {
		return Arrays.stream(types).map("[[handler]]\ntype = \"%s\"\n"::formatted).collect(Collectors.joining());
	}

	// ---- what can be seen

	ActorNode node(ActorId id) {
		return this.stage.node(id);
	}

	ActorNode at(String path) {
		return directory().find(path).orElseThrow(() -> new AssertionError("nobody is at " + path));
	}

	ActorId id(String path) {
		return at(path).id();
	}

	String state(ActorId id) {
		return directory().state(id).map((bytes) -> new String(bytes, StandardCharsets.UTF_8)).orElse("none");
	}

	List<ChainEvent> events(ActorId id) {
		return directory().events(id, Integer.MAX_VALUE).reversed();
	}

	/** The names of the events of a type on an actor's chain, oldest first. */
	List<String> names(ActorId id, String type) {
		return events(id).stream().filter((event) -> event.eventType().equals(type)).map(OnStage::name).toList();
	}

	/** The names of the steps in an actor's life on its chain, oldest first. */
	List<String> steps(ActorId id) {
		return events(id).stream()
			.filter((event) -> event.eventType().startsWith("theater:runtime/")
					&& !event.eventType().startsWith("theater:runtime/child-"))
			.map(OnStage::name)
			.toList();
	}

	/** The newest event of a type on an actor's chain. */
	ChainEvent last(ActorId id, String type) {
		return events(id).stream().filter((event) -> event.eventType().equals(type)).toList().getLast();
	}

	static String name(ChainEvent event) {
		Matcher matcher = EVENT_NAME.matcher(text(event));
		assertThat(matcher.lookingAt()).as(text(event)).isTrue();
		return matcher.group(1);
	}

	static String text(ChainEvent event) {
		return new String(event.data(), StandardCharsets.UTF_8);
	}

	/** What listeners were told about an actor so far: the names of the events. */
	List<String> heard(ActorId id) {
		synchronized (this.heard) {
			return this.heard.stream()
				.filter((event) -> event.subject().id().equals(id))
				.map((event) -> event.getClass().getSimpleName())
				.toList();
		}
	}

	/** Asserts what listeners are told about an actor: exactly these events so far. */
	void assertHeard(ActorId id, String... events) {
		await().untilAsserted(() -> assertThat(heard(id)).containsExactly(events));
	}

	// ---- what comes to be

	static ConditionFactory await() {
		return Awaitility.await().atMost(Duration.ofSeconds(15)).pollInterval(Duration.ofMillis(5));
	}

	void awaitStatus(ActorId id, ActorStatus status) {
		awaitNode(id, (node) -> node.status() == status);
	}

	void awaitNode(ActorId id, Predicate<ActorNode> condition) {
		await().until(() -> directory().node(id).filter(condition).isPresent());
	}

	/** Waits until an actor runs as its n-th incarnation. */
	void awaitIncarnation(ActorId id, int incarnation) {
		awaitNode(id, (node) -> node.status() == ActorStatus.RUNNING && node.incarnation() == incarnation);
	}

	void awaitGone(ActorId id) {
		await().until(() -> directory().node(id).isEmpty());
	}

	/** Has a puppet trap. */
	void crash(ActorId puppet) {
		this.stage.send(puppet, "trap");
	}

	/** Has a puppet run for ever; returns when it does. */
	void hang(ActorId puppet) {
		this.stage.send(puppet, "loop");
		awaitNode(puppet, (node) -> node.mailbox() == 0);
	}

	/** Has a puppet trap, and waits until its next incarnation runs. */
	void crashAndAwait(ActorId puppet) {
		int before = node(puppet).incarnation();
		crash(puppet);
		awaitIncarnation(puppet, before + 1);
	}

	/** Waits for what runs beside the test. */
	static <T> T finish(CompletableFuture<T> future) {
		try {
			return future.get(30, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : new IllegalStateException(ex);
		}
		catch (InterruptedException | TimeoutException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void assertNobodyIsLeft() {
		assertThat(directory().tree().roots()).isEmpty();
		assertThat(this.stage.cells()).isZero();
	}

	void assertVerifies(ActorId id) {
		ChainVerification verification = directory().verify(id).orElseThrow();
		assertThat(verification.valid()).as("chain of %s: %s", id, verification).isTrue();
	}

}
