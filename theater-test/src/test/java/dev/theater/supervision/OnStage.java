package dev.theater.supervision;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.theater.chain.ChainEvent;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.SupervisionPolicy;
import dev.theater.supervisor.SupervisorService;
import dev.theater.test.ChainAssert;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Scenario;
import dev.theater.test.ScenarioActor;
import dev.theater.test.WrittenManifests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/** Tests of supervision, each with a scenario of its own that puppets play. */
@Timeout(60)
abstract class OnStage {

	Scenario scenario;

	/** Where the steps wait, unless a class is about real time and threads. */
	ManualDispatch dispatch;

	/** What every scenario of a test finds, also one that is opened again. */
	final WrittenManifests written = new WrittenManifests();

	/** Opens a scenario, step by step unless a class is about real time and threads. */
	Scenario start(UnaryOperator<TheaterRuntime.Builder> setup) {
		this.dispatch = new ManualDispatch(Duration.ofMillis(250));
		return Scenario.stepByStep(this.dispatch, setup);
	}

	@BeforeEach
	void open() {
		reopen(UnaryOperator.identity());
	}

	@AfterEach
	void close() {
		this.scenario.close();
	}

	/** Closes the scenario and opens another one. */
	final void reopen(UnaryOperator<TheaterRuntime.Builder> more) {
		if (this.scenario != null) {
			this.scenario.close();
		}
		this.scenario = start((builder) -> more
			.apply(builder.manifests(this.written).settings(settings(RuntimeSettings.defaults()))));
	}

	/** The settings of tests, with the defaults of supervision changed. */
	static RuntimeSettings settings(SupervisionPolicy supervision) {
		RuntimeSettings all = RuntimeSettings.defaults();
		return settings(new RuntimeSettings(all.engine(), all.dispatcher(), all.requestTimeout(), supervision,
				all.limits(), all.chain(), all.shutdownTimeout(), all.maxActorNames()));
	}

	/** The settings of tests, with another time to shut down. */
	static RuntimeSettings settings(Duration shutdownTimeout) {
		RuntimeSettings all = RuntimeSettings.defaults();
		return settings(new RuntimeSettings(all.engine(), all.dispatcher(), all.requestTimeout(), all.supervision(),
				all.limits(), all.chain(), shutdownTimeout, all.maxActorNames()));
	}

	/** The same, but the puppet is compiled once for all tests. */
	static RuntimeSettings settings(RuntimeSettings all) {
		RuntimeSettings.Engine engine = new RuntimeSettings.Engine(all.engine().mode(),
				Path.of("target", "compiled-guests"), false);
		return new RuntimeSettings(engine, all.dispatcher(), all.requestTimeout(), all.supervision(), all.limits(),
				all.chain(), all.shutdownTimeout(), all.maxActorNames());
	}

	SupervisorService supervisor() {
		return this.scenario.supervisor();
	}

	ActorDirectory directory() {
		return this.scenario.directory();
	}

	/** Writes a manifest for the puppet, with all grants. */
	WrittenManifests puppet(String name, String more) {
		return this.written.puppet(name, more);
	}

	/** Writes a manifest for the puppet, with no more than this. */
	WrittenManifests manifest(String name, String more) {
		return this.written.write(name + ".toml",
				"name = \"%s\"\ncomponent = \"puppet.wasm\"\n%s".formatted(name, more));
	}

	ScenarioActor at(String path) {
		return this.scenario.at(path);
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

	/** What watchers of these actors are told, as it comes: path and reason. */
	List<String> watchEnds(ScenarioActor... actors) {
		List<String> ends = new CopyOnWriteArrayList<>();
		for (ScenarioActor actor : actors) {
			String path = actor.node().path();
			this.scenario.runtime().messaging().watch(actor.id(), (reason) -> ends.add(path + " " + reason.describe()));
		}
		return ends;
	}

	/** A counter's sum over all counts that carry this value in a tag. */
	long count(String name, String value) {
		this.scenario.settle();
		List<LongSupplier> found = new CopyOnWriteArrayList<>();
		this.scenario.runtime().counters().onRegistered((key, sum) -> {
			if (key.name().equals(name) && key.tags().containsValue(value)) {
				found.add(sum);
			}
		});
		return found.stream().mapToLong(LongSupplier::getAsLong).sum();
	}

	/**
	 * Runs so many steps.
	 * @return whether there were as many
	 */
	boolean runSome(int steps) {
		for (int i = 0; i < steps; i++) {
			if (!this.dispatch.runNext()) {
				return false;
			}
		}
		return true;
	}

	/** Runs steps as long as something is so. */
	void runWhile(BooleanSupplier condition) {
		while (condition.getAsBoolean()) {
			assertThat(this.dispatch.runNext()).as("a step is left").isTrue();
		}
	}

	<T> T finish(CompletableFuture<T> future) {
		return this.scenario.await(future);
	}

	void assertNobodyIsLeft() {
		this.scenario.andVerifyNobodyIsLeft();
	}

	// ---- chains

	List<ChainEvent> events(ScenarioActor actor) {
		this.scenario.settle();
		return directory().events(actor.id(), Integer.MAX_VALUE).reversed();
	}

	/** The names of the events of a type on an actor's chain, oldest first. */
	List<String> names(ScenarioActor actor, String type) {
		return events(actor).stream()
			.filter((event) -> event.eventType().equals(type))
			.map(ChainAssert::nameOf)
			.toList();
	}

	static String text(ChainEvent event) {
		return new String(event.data(), StandardCharsets.UTF_8);
	}

}
