package dev.theater.supervision;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

import dev.theater.actor.ActorId;
import dev.theater.actor.TurnInterceptor;
import dev.theater.runtime.RuntimeSettings;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.supervisor.ActorSpec;
import dev.theater.test.Puppet;
import dev.theater.test.ScenarioActor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What an interceptor is told of spawns: each has one end, which says how it came. */
class ObservedSpawnTests extends OnStage {

	private final List<String> spawns = new CopyOnWriteArrayList<>();

	@BeforeEach
	void manifests() {
		puppet("worker",
				"[lifecycle]\ninit_timeout = \"1s\"\nshutdown = \"brutal-kill\"\n[limits]\nmax_state = \"100B\"\n");
		observe(UnaryOperator.identity());
	}

	private void observe(UnaryOperator<TheaterRuntime.Builder> more) {
		reopen((builder) -> more.apply(builder.interceptor(this::begin)));
	}

	private TurnInterceptor.Around begin(TurnInterceptor.Operation operation) {
		if (operation.kind() != TurnInterceptor.Kind.SPAWN) {
			return (outcome, failure) -> {
			};
		}
		this.spawns.add(operation.path() + " begins");
		return (outcome, failure) -> this.spawns.add(operation.path() + " " + outcome + ": " + failure);
	}

	private CompletableFuture<ActorId> spawn(String init) {
		return supervisor().spawnAsync(ActorSpec.manifest("worker.toml").name("worker").init(init.getBytes(UTF_8)));
	}

	private void failToSpawn(String init) {
		CompletableFuture<ActorId> start = spawn(init);
		this.scenario.advance(Duration.ofSeconds(1));
		assertThat(start).isCompletedExceptionally();
	}

	@Test
	void aSpawnThatSucceedsIsOk() {
		finish(spawn("1"));
		this.scenario.settle();
		assertThat(this.spawns).containsExactly("worker begins", "worker ok: null");
	}

	@Test
	void aSpawnWhoseInitTakesTooLongEndsWithThatCause() {
		failToSpawn(Puppet.hangInInit());
		assertThat(this.spawns).containsExactly("worker begins",
				"worker timeout: init failed (timeout): it ran longer than 1000 ms");
	}

	@Test
	void aSpawnThatCannotHaveItsStateIsAnError() {
		failToSpawn("1".repeat(101));
		assertThat(this.spawns).containsExactly("worker begins", "worker error: Handler error: the initial state has "
				+ "101 bytes; max_state of worker.toml allows 100");
	}

	@Test
	void aRootActorThatIsParkedAtItsStartIsAnError() {
		observe((builder) -> builder.rootActors(List.of(new RuntimeSettings.RootActor("late",
				ActorSpec.manifest("worker.toml").init("1".repeat(101).getBytes(UTF_8)), false))));
		this.scenario.settle();
		assertThat(at("late").node().parked()).isTrue();
		assertThat(this.spawns).containsExactly("late begins",
				"late error: Handler error: the initial state has " + "101 bytes; max_state of worker.toml allows 100");
	}

	@Test
	void aSpawnThatIsStoppedInItsInitIsAnError() {
		ScenarioActor holder = this.scenario.spawn(Puppet.MANIFEST);
		this.spawns.clear();
		CompletableFuture<ActorId> start = spawn(Puppet.requestInInit(holder.id(), Puppet.answerLater()));
		this.scenario.settle();
		directory().stop(at("worker").id());
		assertThat(start).isCompletedExceptionally();
		assertThat(this.spawns).containsExactly("worker begins", "worker error: it was stopped while it started");
	}

	@Test
	void aSpawnThatIsStoppedWhileItIsLoadedIsAnError() {
		CompletableFuture<ActorId> start = spawn("1");
		runWhile(() -> directory().find("worker").isEmpty());
		directory().stop(at("worker").id());
		this.scenario.settle();
		assertThat(catchThrowable(() -> finish(start))).hasMessageContaining("is being stopped");
		assertThat(this.spawns).containsExactly("worker begins", "worker error: it was stopped while it was loaded");
	}

}
