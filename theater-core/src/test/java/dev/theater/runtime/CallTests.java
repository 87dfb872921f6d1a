package dev.theater.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorFailedException;
import dev.theater.actor.ActorId;
import dev.theater.actor.ActorNotFoundException;
import dev.theater.actor.ActorWatch;
import dev.theater.actor.EventBounds;
import dev.theater.actor.ExitReason;
import dev.theater.actor.FailureCause;
import dev.theater.actor.ManualClock;
import dev.theater.actor.TurnInterceptor;
import dev.theater.supervisor.SupervisorException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Calls, their outcomes and their limits, sections 1 and 2 of the promises. */
@Timeout(30)
class CallTests {

	@TempDir
	Path directory;

	private Stage stage;

	@AfterEach
	void close() {
		if (this.stage != null) {
			this.stage.close();
		}
	}

	private Stage open(TestSettings settings, TurnInterceptor... interceptors) {
		this.stage = Stage.open(this.directory, (builder) -> {
			for (TurnInterceptor interceptor : interceptors) {
				builder.interceptor(interceptor);
			}
			return builder.settings(settings.build());
		});
		return this.stage;
	}

	private ActorId actor(String keys, String state) {
		if (this.stage == null) {
			open(TestSettings.defaults());
		}
		this.stage.puppet("actor", keys);
		return this.stage.spawn("actor", state);
	}

	private ExitReason.Failed failure(ActorId id) {
		await().until(() -> this.stage.node(id).lastFailure().isPresent());
		return (ExitReason.Failed) this.stage.node(id).lastFailure().orElseThrow().reason();
	}

	private void assertFails(ActorId id, String command, String message) {
		assertThatThrownBy(() -> this.stage.request(id, command)).as(command)
			.isInstanceOf(ActorFailedException.class)
			.hasMessageContaining(message);
	}

	// ---- state

	@Test
	void anOkWithoutStateClearsIt() {
		ActorId actor = actor("", "5");
		assertThat(this.stage.request(actor, "clear")).isEqualTo("ok");
		assertThat(this.stage.state(actor)).isNull();
		assertThat(this.stage.request(actor, "get")).isEqualTo("none");
	}

	@Test
	void anErrorOrATrapLeavesTheStateAndStartsAFreshInstance() {
		ActorId actor = actor("", "5");
		assertThat(this.stage.request(actor, "add")).isEqualTo("6");
		assertFails(actor, "err not today", "handle-request failed (error): not today");
		assertThat(this.stage.request(actor, "get")).isEqualTo("6");
		assertFails(actor, "trap", "handle-request failed (trap)");
		assertThat(this.stage.request(actor, "add")).isEqualTo("7");
		assertThat(this.stage.node(actor).incarnation()).isEqualTo(3);
		assertThat(failure(actor).cause()).isEqualTo(FailureCause.TRAP);
		assertThat(this.stage.runtime().directory().verify(actor).orElseThrow().valid()).isTrue();
	}

	@Test
	void resumesAfterAnErrorWhereTheManifestSaysSo() {
		ActorId actor = actor("[lifecycle]\non_error = \"resume\"\n", "5");
		assertThat(this.stage.request(actor, "grow 1")).startsWith("ok ");
		String pages = this.stage.request(actor, "pages");
		assertFails(actor, "err not today", "not today");
		assertThat(this.stage.request(actor, "get")).isEqualTo("5");
		assertThat(this.stage.request(actor, "pages")).as("the same instance").isEqualTo(pages);
		assertThat(this.stage.node(actor).incarnation()).isOne();
		assertThat(this.stage.events(actor)).filteredOn("theater:simple/message-server-client/handle-request"::equals)
			.as("calls and outcomes, the error included")
			.hasSize(10);
		assertFails(actor, "trap", "(trap)");
		await().until(() -> this.stage.node(actor).incarnation() == 2);
	}

	@Test
	void aStateOverItsLimitFailsTheCall() {
		ActorId actor = actor("[limits]\nmax_state = \"100B\"\n", "5");
		assertThat(this.stage.request(actor, "bigstate 100")).isEqualTo("ok");
		assertFails(actor, "bigstate 101", "the new state has 101 bytes; max_state allows 100");
		assertThat(this.stage.state(actor)).hasSize(100);
		assertThat(failure(actor).cause()).isEqualTo(FailureCause.LIMIT);
	}

	@Test
	void memoryGrowsUpToItsLimit() {
		ActorId actor = actor("[limits]\nmemory = \"1MB\"\n", "5");
		assertThat(this.stage.request(actor, "grow 4")).startsWith("ok ");
		assertThat(this.stage.request(actor, "grow 100")).isEqualTo("err grow failed");
		assertThat(this.stage.request(actor, "grow 70000")).isEqualTo("err grow failed");
		assertThat(this.stage.node(actor).incarnation()).isOne();
		assertThat(this.stage.runtime().wasmMemory()).isBetween(65_536L, 1_048_576L);
	}

	@Test
	void aStartWithoutStateGivesNone() {
		open(TestSettings.defaults()).puppet("plain", "");
		assertThat(this.stage.request(this.stage.spawn("plain"), "get")).isEqualTo("none");
	}

	@Test
	void effectsStayWhateverBecomesOfTheCall() {
		ActorId actor = actor("[lifecycle]\ncall_timeout = \"200ms\"\n", "1");
		ActorId other = this.stage.spawn("actor", "1");
		assertFails(actor, "send-loop " + other + " add", "(timeout)");
		assertFails(actor, "spawn-trap actor.toml 9", "(trap)");
		assertThat(this.stage.request(other, "get")).isEqualTo("2");
		assertThat(this.stage.runtime().counters().total("theater.actors.spawned")).isEqualTo(3);
	}

	// ---- deadlines

	@ParameterizedTest
	@EnumSource
	void aCallThatTakesTooLongIsStopped(RuntimeSettings.EngineMode mode) {
		open(TestSettings.defaults().mode(mode).events(new EventBounds(1_000_000, 64L << 20)));
		ActorId actor = actor("[lifecycle]\ncall_timeout = \"200ms\"\n", "5");
		for (String command : List.of("loop", "set-loop 9", "hostloop")) {
			assertFails(actor, command, "handle-request failed (timeout): it ran longer than 200 ms");
			assertThat(this.stage.request(actor, "get")).isEqualTo("5");
		}
		assertThat(failure(actor).cause()).isEqualTo(FailureCause.TIMEOUT);
		assertThat(this.stage.node(actor).incarnation()).isEqualTo(4);
	}

	@ParameterizedTest
	@EnumSource
	void anInitThatTakesTooLongFailsTheSpawnAndLeavesNothing(RuntimeSettings.EngineMode mode) {
		open(TestSettings.defaults().mode(mode)).puppet("slow", "[lifecycle]\ninit_timeout = \"200ms\"\n");
		assertThatThrownBy(() -> this.stage.spawn("slow", "init=hang")).isInstanceOf(SupervisorException.class)
			.hasMessageContaining("init failed (timeout): it ran longer than 200 ms");
		assertThat(this.stage.runtime().directory().tree().roots()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void recursionWithoutEndFailsTheCallAlone(RuntimeSettings.EngineMode mode) {
		open(TestSettings.defaults().mode(mode));
		ActorId actor = actor("", "5");
		for (int i = 0; i < 2; i++) {
			assertFails(actor, "recurse", "handle-request failed (trap)");
			assertThat(this.stage.request(actor, "get")).isEqualTo("5");
		}
	}

	@Test
	void timeInHostCallsDoesNotCount() throws Exception {
		ActorId actor = actor("[lifecycle]\ncall_timeout = \"200ms\"\n", "5");
		ActorId holder = this.stage.spawn("actor");
		CompletableFuture<String> answer = this.stage.ask(actor, "request " + holder + " none");
		await().until(() -> !this.stage.request(holder, "outstanding").equals("ok 0"));
		Instant enough = Instant.now().plusMillis(400);
		await().pollInterval(Duration.ofMillis(20)).until(() -> Instant.now().isAfter(enough));
		String id = this.stage.request(holder, "outstanding").substring("ok 1 ".length());
		this.stage.send(holder, "respond " + id + " fine");
		assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo("ok fine");
	}

	@Test
	void waitingIsBoundedAndItsEndIsAnErrorToTheGuest() {
		open(TestSettings.defaults().hostCallTimeout(Duration.ofMillis(200)));
		ActorId actor = actor("", "5");
		ActorId holder = this.stage.spawn("actor");
		assertThat(this.stage.request(actor, "request " + holder + " none")).startsWith("err ")
			.contains("theater.limits.host-call-timeout");
		await().untilAsserted(
				() -> assertThat(this.stage.request(holder, "outstanding")).as("nobody waits for it any more")
					.isEqualTo("ok 0"));
		assertThat(this.stage.node(actor).incarnation()).isOne();
	}

	@Test
	void aRequestOfAGuestEndsByTheConfiguredTimeout() {
		open(TestSettings.defaults().requestTimeout(Duration.ofMillis(100)));
		ActorId actor = actor("", "5");
		ActorId holder = this.stage.spawn("actor");
		assertThat(this.stage.ask(actor, "request " + holder + " none").join())
			.isEqualTo("err actor " + holder + " did not answer within 100 ms");
	}

	@Test
	void atTheLimitOfThreadsAWaitIsRefusedAndTheEffectDoesNotHappen() {
		open(TestSettings.defaults().threads(1, 2));
		ActorId first = actor("[lifecycle]\ncall_timeout = \"25s\"\nshutdown = \"100ms\"\n", "1");
		ActorId second = this.stage.spawn("actor", "1");
		ActorId holder = this.stage.spawn("actor", "1");
		this.stage.send(first, "loop");
		await().until(() -> this.stage.node(first).mailbox() == 0);
		assertThat(this.stage.request(holder, "get")).as("the loop has lost its place").isEqualTo("1");
		String refused = "err no thread is left to wait on: theater.dispatcher.max-threads is 2";
		assertThat(this.stage.request(second, "request " + holder + " add")).isEqualTo(refused);
		assertThat(this.stage.request(second, "spawn actor.toml 1")).isEqualTo(refused);
		assertThat(this.stage.request(holder, "get")).isEqualTo("1");
		assertThat(this.stage.node(second).children()).isEmpty();
	}

	// ---- ends

	@Test
	void aShutdownEndsTheActorWithItsStateAndReplyAndIsNoFailure() {
		ActorId actor = actor("[lifecycle]\nrestart = \"transient\"\n", "5");
		List<ExitReason> told = new CopyOnWriteArrayList<>();
		ActorWatch watch = this.stage.runtime().messaging().watch(actor, told::add);
		assertThat(this.stage.request(actor, "shutdown bye")).isEqualTo("ok shutting down");
		await().untilAsserted(() -> assertThat(told).hasSize(1));
		watch.close();
		assertThat(told.getFirst()).isInstanceOfSatisfying(ExitReason.Normal.class,
				(normal) -> assertThat(normal.result()).hasValue("bye".getBytes()));
		assertThatThrownBy(() -> this.stage.request(actor, "get")).isInstanceOf(ActorNotFoundException.class);
		assertThat(this.stage.runtime().counters().total("theater.actors.restarts")).isZero();
	}

	@Test
	void aShutdownOfACallThatFailsIsNone() {
		ActorId actor = actor("[lifecycle]\non_error = \"resume\"\n", "5");
		assertFails(actor, "shutdown-err", "told to fail after shutdown");
		assertThat(this.stage.request(actor, "add")).isEqualTo("6");
		assertFails(actor, "shutdown-trap", "(trap)");
		assertThat(this.stage.request(actor, "add")).isEqualTo("7");
	}

	@Test
	void aShutdownInInitAnswersTheIdOfAnActorThatHasEnded() {
		ActorId actor = actor("[lifecycle]\nrestart = \"permanent\"\n", "init=shutdown done");
		await().untilAsserted(() -> assertThat(this.stage.runtime().directory().node(actor)).isEmpty());
		assertThat(this.stage.runtime().counters().total("theater.actors.restarts")).isZero();
	}

	@Test
	void aCallThatRunsWhenItsActorStopsHasItsShutdownTimeAndIsInterruptedThen() {
		ActorId actor = actor("[lifecycle]\nshutdown = \"150ms\"\n", "5");
		CompletableFuture<String> call = this.stage.ask(actor, "loop");
		await().until(() -> this.stage.events(actor).contains("theater:simple/actor/init")
				&& this.stage.node(actor).mailbox() == 0);
		Instant start = Instant.now();
		this.stage.runtime().supervisor().stopChild(actor);
		assertThat(Duration.between(start, Instant.now())).isBetween(Duration.ofMillis(140), Duration.ofSeconds(2));
		assertThatThrownBy(call::join).hasCauseInstanceOf(ActorFailedException.class)
			.hasMessageContaining("stopped by its parent");
	}

	@Test
	void anIncarnationThatWasGivenUpHasNoEffectAndIsRecordedWhenItComesBack() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		ConcurrentHashMap<String, Boolean> stuck = new ConcurrentHashMap<>();
		open(TestSettings.defaults().hostCallTimeout(Duration.ofMillis(100)), (operation) -> {
			if (operation.function().equals("log") && stuck.putIfAbsent("log", true) == null) {
				awaitUninterruptibly(release);
			}
			return (outcome, failure) -> {
			};
		});
		ActorId actor = actor("", "5");
		CompletableFuture<String> call = this.stage.ask(actor, "log stuck");
		await().until(() -> this.stage.node(actor).incarnation() == 2);
		assertThat(failure(actor)).satisfies((reason) -> {
			assertThat(reason.cause()).isEqualTo(FailureCause.TIMEOUT);
			assertThat(reason.message()).contains("given up");
		});
		assertThatThrownBy(call::join).hasCauseInstanceOf(ActorFailedException.class).hasMessageContaining("given up");
		assertThat(this.stage.request(actor, "add")).isEqualTo("6");
		List<String> before = this.stage.events(actor);
		release.countDown();
		await().untilAsserted(
				() -> assertThat(this.stage.events(actor)).containsOnlyOnce("theater:runtime/stale-incarnation"));
		assertThat(this.stage.events(actor)).as("and nothing else").hasSize(before.size() + 1);
		assertThat(this.stage.request(actor, "get")).isEqualTo("6");
		assertThat(this.stage.node(actor).incarnation()).isEqualTo(2);
		assertThat(this.stage.runtime().directory().verify(actor).orElseThrow().valid()).isTrue();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		while (true) {
			try {
				latch.await();
				return;
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException("host code was interrupted", ex);
			}
		}
	}

	@Test
	void aTurnEndsAfterItsSliceSoThatOthersRun() {
		ManualClock clock = new ManualClock();
		CountDownLatch queued = new CountDownLatch(1);
		List<String> order = new CopyOnWriteArrayList<>();
		TurnInterceptor eachTakesASlice = (operation) -> {
			if (operation.function().equals("handle-send")) {
				order.add(operation.path());
				awaitUninterruptibly(queued);
				clock.advance(RuntimeSettings.defaults().dispatcher().slice().plusMillis(1));
			}
			return (outcome, failure) -> {
			};
		};
		this.stage = Stage.open(this.directory,
				(builder) -> builder.clock(clock)
					.settings(TestSettings.defaults().threads(1, 4).build())
					.interceptor(eachTakesASlice));
		ActorId busy = this.stage.puppet("busy", "").spawn("busy", "0");
		ActorId other = this.stage.puppet("other", "").spawn("other", "0");
		for (int i = 0; i < 5; i++) {
			this.stage.send(busy, "add");
		}
		await().until(() -> order.equals(List.of("busy")));
		this.stage.send(other, "add");
		queued.countDown();
		await().untilAsserted(() -> assertThat(order).hasSize(6));
		assertThat(order.indexOf("other")).as("after one message of the busy one").isEqualTo(1);
	}

}
