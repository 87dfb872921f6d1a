package dev.theater.test;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.SupervisionTree;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorService;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A runtime under test, told as a scenario: stimulate, await, verify.
 *
 * <pre>{@code
 * try (Scenario scenario = Scenario.stepByStep()) {
 *     scenario.spawn("puppet.toml", "41")
 *         .send(Puppet.crash())
 *         .awaitIncarnation(2)
 *         .andVerifyTree((tree) -> assertThat(tree.totals().restarts()).isEqualTo(1));
 * }
 * }</pre>
 *
 * <p>
 * {@linkplain #stepByStep() Step by step}, a {@link ManualClock} and a
 * {@link ManualDispatch} own time and order: awaiting means running what there is to run,
 * and what is not so then fails at once. {@linkplain #onThreads() On threads}, the
 * runtime runs as in an application, and awaiting means looking again and again for at
 * most 15 seconds.
 */
public final class Scenario implements AutoCloseable {

	private static final Duration LONGEST = Duration.ofSeconds(15);

	private static final Duration LOOK = Duration.ofMillis(5);

	private final TheaterRuntime runtime;

	private final WrittenManifests manifests;

	private final @Nullable ManualClock clock;

	private final @Nullable ManualDispatch dispatch;

	private final Deque<SupervisorEvent> heard;

	Scenario(ScenarioSetup setup, TheaterRuntime runtime) {
		this.manifests = setup.manifests;
		this.clock = setup.clock;
		this.dispatch = setup.dispatch;
		this.heard = setup.heard;
		this.runtime = runtime;
	}

	private static Scenario start(ScenarioSetup setup, UnaryOperator<TheaterRuntime.Builder> more) {
		TheaterRuntime.Builder builder = more.apply(setup.applyTo(TheaterRuntime.builder()));
		return new Scenario(setup, builder.start());
	}

	/** A runtime whose time and order are the test's. */
	public static Scenario stepByStep() {
		return stepByStep(UnaryOperator.identity());
	}

	/**
	 * A runtime whose time and order are the test's.
	 * @param setup what it has beside, such as
	 * {@code builder.manifests(Path.of("actors"))}
	 */
	public static Scenario stepByStep(UnaryOperator<TheaterRuntime.Builder> setup) {
		return stepByStep(new ManualDispatch(), setup);
	}

	/**
	 * A runtime whose time and order are the test's.
	 * @param dispatch runs its steps; one that no other runtime has
	 * @param setup what it has beside
	 */
	public static Scenario stepByStep(ManualDispatch dispatch, UnaryOperator<TheaterRuntime.Builder> setup) {
		return start(ScenarioSetup.stepByStep(new ManualClock(), dispatch), setup);
	}

	/** A runtime with threads and the machine's time, as in an application. */
	public static Scenario onThreads() {
		return onThreads(UnaryOperator.identity());
	}

	/**
	 * A runtime with threads and the machine's time, as in an application.
	 * @param setup what it has beside
	 */
	public static Scenario onThreads(UnaryOperator<TheaterRuntime.Builder> setup) {
		return start(ScenarioSetup.onThreads(), setup);
	}

	/**
	 * A runtime with threads, but a clock that stands until the test moves it.
	 * @param clock the clock
	 * @param setup what it has beside
	 */
	public static Scenario onThreads(ManualClock clock, UnaryOperator<TheaterRuntime.Builder> setup) {
		return start(new ScenarioSetup(clock, null), setup);
	}

	/** The runtime itself. */
	public TheaterRuntime runtime() {
		return this.runtime;
	}

	/** Its root supervisor. */
	public SupervisorService supervisor() {
		return this.runtime.supervisor();
	}

	/** Its tree, with an operator's authority. */
	public ActorDirectory directory() {
		return this.runtime.directory();
	}

	/** The tree as it is now. */
	public SupervisionTree tree() {
		return directory().tree();
	}

	// ---- manifests

	/**
	 * Writes a manifest that actors can be spawned from, or replaces it.
	 * @param name the file's name, such as {@code worker.toml}
	 * @param toml its text; its component may be {@code puppet.wasm}
	 */
	public Scenario manifest(String name, String toml) {
		this.manifests.write(name, toml);
		return this;
	}

	/**
	 * Writes a manifest for the puppet, with all grants.
	 * @param name the actor's name; the file's is this with {@code .toml}
	 * @param more TOML that follows, such as {@code [lifecycle]}
	 */
	public Scenario puppet(String name, String more) {
		return manifest(name + ".toml", Puppet.manifest(name, more));
	}

	// ---- stimulate

	/** Spawns a child of the root. */
	public ScenarioActor spawn(String manifest) {
		return spawn(ActorSpec.manifest(manifest));
	}

	/** Spawns a child of the root with this text as its initial state. */
	public ScenarioActor spawn(String manifest, String init) {
		return spawn(ActorSpec.manifest(manifest).init(init.getBytes(StandardCharsets.UTF_8)));
	}

	/** Spawns a child of the root. */
	public ScenarioActor spawn(ActorSpec spec) {
		ActorId id = this.runtime.supervisor().spawn(spec);
		settle();
		return actor(id);
	}

	/** An actor by its id, which need not exist any more. */
	public ScenarioActor actor(ActorId id) {
		return new ScenarioActor(this, id);
	}

	/** The actor that is at a path now, such as {@code desk/worker-1}. */
	public ScenarioActor at(String path) {
		return actor(directory().find(path).map(ActorNode::id).orElseThrow(() -> failed("nobody is at " + path)));
	}

	/**
	 * Lets time pass; step by step also runs what becomes of it.
	 * @throws IllegalStateException where the machine's clock tells the time
	 */
	public Scenario advance(Duration time) {
		if (this.clock == null) {
			throw new IllegalStateException(
					"this scenario has the machine's clock, which cannot be advanced; use Scenario.stepByStep()");
		}
		settle();
		this.clock.advance(time);
		settle();
		return this;
	}

	/**
	 * Begins a blocking call into the runtime that needs time to pass, or something else
	 * from the test, before it is done.
	 */
	public <T extends @Nullable Object> CompletableFuture<T> begin(Callable<T> call) {
		return (this.dispatch != null) ? this.dispatch.begin(call) : CompletableFuture.supplyAsync(() -> {
			try {
				return call.call();
			}
			catch (Exception ex) {
				throw (ex instanceof RuntimeException runtime) ? runtime : new CompletionException(ex);
			}
		});
	}

	/** The same for a call that gives nothing. */
	public CompletableFuture<Void> begin(Runnable call) {
		return this.<@Nullable Void>begin(() -> {
			call.run();
			return null;
		}).thenAccept((nothing) -> {
		});
	}

	/** Step by step: runs all that there is to run. Otherwise it does nothing. */
	public Scenario settle() {
		if (this.dispatch != null) {
			this.dispatch.runAll();
		}
		return this;
	}

	// ---- await

	/** Waits for what comes of something, and throws what it failed with. */
	public <T> T await(CompletableFuture<T> future) {
		if (this.dispatch != null && !this.dispatch.runUntil(future) && !isDoneSoon(future)) {
			throw failed("nothing is left to run, and what is awaited is not done; let time pass with advance()");
		}
		try {
			return future.orTimeout(LONGEST.toMillis(), TimeUnit.MILLISECONDS).join();
		}
		catch (CompletionException ex) {
			throw (ex.getCause() instanceof RuntimeException cause) ? cause : ex;
		}
	}

	/** What was begun on another thread is done a little after the runtime is. */
	private static boolean isDoneSoon(CompletableFuture<?> future) {
		try {
			future.handle((value, failure) -> true).get(200, TimeUnit.MILLISECONDS);
			return true;
		}
		catch (TimeoutException ex) {
			return false;
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits until something is so.
	 * @param what in words, for the failure
	 * @throws AssertionError if it does not come to be so; shows the tree
	 */
	public Scenario await(String what, BooleanSupplier condition) {
		settle();
		if (this.dispatch != null) {
			if (!condition.getAsBoolean()) {
				throw failed(what + ": is not so, and nothing is left to run");
			}
			return this;
		}
		try {
			Awaitility.await().atMost(LONGEST).pollInterval(LOOK).pollInSameThread().until(condition::getAsBoolean);
			return this;
		}
		catch (ConditionTimeoutException ex) {
			throw failed(what + ": is not so after " + LONGEST.toSeconds() + " s");
		}
	}

	/**
	 * Waits until assertions hold, and throws what the last failed with.
	 */
	public Scenario awaitAsserted(Runnable assertions) {
		settle();
		if (this.dispatch != null) {
			assertions.run();
		}
		else {
			Awaitility.await().atMost(LONGEST).pollInterval(LOOK).pollInSameThread().untilAsserted(assertions::run);
		}
		return this;
	}

	// ---- verify

	/** Checks the tree. */
	public Scenario andVerifyTree(Consumer<SupervisionTree> assertions) {
		settle();
		assertions.accept(tree());
		return this;
	}

	/** Everything that listeners were told so far. */
	public List<SupervisorEvent> heard() {
		return List.copyOf(this.heard);
	}

	/**
	 * What listeners were told so far, in its order: path and event, such as
	 * {@code desk/worker-1 Spawned}.
	 */
	public List<String> story() {
		return heard().stream().map((event) -> event.subject().path() + " " + nameOf(event)).toList();
	}

	/** Forgets what listeners were told so far. */
	public Scenario forgetStory() {
		settle();
		this.heard.clear();
		return this;
	}

	static String nameOf(SupervisorEvent event) {
		return event.getClass().getSimpleName();
	}

	/** Fails unless no actor is left, neither in the tree nor for messages. */
	public Scenario andVerifyNobodyIsLeft() {
		settle();
		if (!tree().roots().isEmpty() || this.runtime.actorCount() != 0) {
			throw failed(this.runtime.actorCount() + " actors can be reached; there should be none");
		}
		return this;
	}

	AssertionError failed(String problem) {
		return new AssertionError(problem + "\n" + TreeText.of(tree()));
	}

	/** Stops all actors. Step by step, guests that hang are killed at once. */
	@Override
	public void close() {
		this.runtime.close();
	}

	@Override
	public String toString() {
		return TreeText.of(tree());
	}

}
