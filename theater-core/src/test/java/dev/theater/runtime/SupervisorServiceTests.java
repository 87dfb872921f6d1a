package dev.theater.runtime;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.chain.ChainEvent;
import dev.theater.supervisor.ActorErrorException;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.LifecycleOverrides;
import dev.theater.supervisor.RestartType;
import dev.theater.supervisor.SupervisorException;
import dev.theater.supervisor.SupervisorException.Reason;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** What guests have through {@code theater:simple/supervisor}, for Java. */
class SupervisorServiceTests extends OnStage {

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "[supervision]\n")
			.puppet("slow", "[lifecycle]\nshutdown = \"300ms\"\ninit_timeout = \"200ms\"\n");
	}

	private static <T extends SupervisorException> T refusal(Class<T> kind, Reason reason, ThrowingCallable call) {
		Throwable thrown = catchThrowable(call);
		assertThat(thrown).isInstanceOf(kind);
		assertThat(((SupervisorException) thrown).reason()).isEqualTo(reason);
		assertThat(thrown)
			.hasMessageStartingWith((kind == ActorErrorException.class) ? "Actor error: " : "Handler error: ");
		return kind.cast(thrown);
	}

	@Test
	void doesWhatGuestsCanDo() {
		ActorId worker = supervisor().spawn("worker.toml", "5".getBytes(StandardCharsets.UTF_8));
		this.stage.request(worker, "add");
		ActorId resumed = supervisor().resume("worker.toml", "9".getBytes(StandardCharsets.UTF_8));
		assertThat(supervisor().listChildren()).containsExactly(worker, resumed);
		supervisor().restartChild(worker);
		assertThat(supervisor().getChildState(worker)).hasValue("6".getBytes(StandardCharsets.UTF_8));
		assertThat(supervisor().getChildState(resumed)).hasValue("9".getBytes(StandardCharsets.UTF_8));
		assertThat(supervisor().getChildEvents(worker)).extracting(ChainEvent::sequence)
			.startsWith(0L, 1L, 2L)
			.isSorted();
		supervisor().stopChild(worker);
		supervisor().stopChild(worker);
		assertThat(supervisor().listChildren()).containsExactly(resumed);
	}

	@Test
	void copiesTheBytesItIsGivenAndGives() {
		byte[] init = "5".getBytes(StandardCharsets.UTF_8);
		ActorId worker = supervisor().spawn("worker.toml", init);
		init[0] = '9';
		supervisor().restartChild(worker);
		supervisor().getChildState(worker).orElseThrow()[0] = '8';
		assertThat(state(worker)).isEqualTo("5");
	}

	@Test
	void answersASpawnOnTheCallbackExecutor() throws Exception {
		CompletableFuture<String> thread = supervisor().spawnAsync(ActorSpec.manifest("worker.toml").name("mine"))
			.thenApply((id) -> Thread.currentThread().getName() + " " + node(id).path());
		assertThat(thread.get(10, TimeUnit.SECONDS)).matches("theater-callback-\\d+ mine|main mine");
		Throwable failure = catchThrowable(
				() -> supervisor().spawnAsync(ActorSpec.manifest("nobody.toml")).get(10, TimeUnit.SECONDS));
		assertThat(failure).hasCauseInstanceOf(HandlerErrorException.class);
	}

	@Test
	void tellsAFailedInitFromAManifestThatCannotBeUsed() {
		ActorErrorException failed = refusal(ActorErrorException.class, Reason.INIT_FAILED,
				() -> this.stage.spawn("worker", "init=trap"));
		assertThat(failed.error().message()).startsWith("init failed (trap): ");
		refusal(HandlerErrorException.class, Reason.LOAD, () -> this.stage.spawn("nobody"));
		assertThat(directory().tree().roots()).isEmpty();
	}

	@Test
	void tellsAnInitThatDoesNotReturn() {
		ActorErrorException late = refusal(ActorErrorException.class, Reason.TIMEOUT,
				() -> this.stage.spawn("slow", "init=hang"));
		assertThat(late).hasMessage("Actor error: init failed (timeout): it ran longer than 200 ms");
		assertThat(late.error().type().label()).isEqualTo("operation-timeout");
	}

	@Test
	void refusesASecondOperationOnAChild() {
		ActorId slow = this.stage.spawn("slow", "1");
		hang(slow);
		CompletableFuture<Void> restart = CompletableFuture.runAsync(() -> supervisor().restartChild(slow));
		awaitStatus(slow, ActorStatus.RESTARTING);
		assertThat(refusal(HandlerErrorException.class, Reason.RESTARTING, () -> supervisor().restartChild(slow)))
			.hasMessage("Handler error: " + slow + " is restarting; try again when it is done");
		finish(restart);
		hang(slow);
		CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> supervisor().stopChild(slow));
		awaitStatus(slow, ActorStatus.STOPPING);
		refusal(HandlerErrorException.class, Reason.STOPPING, () -> supervisor().restartChild(slow));
		finish(stop);
	}

	@Test
	void refusesToRestartAChildThatIsStarting() {
		this.stage.puppet("starter", "[lifecycle]\ninit_timeout = \"1s\"\n");
		CompletableFuture<ActorId> start = supervisor().spawnAsync(
				ActorSpec.manifest("starter.toml").name("s").init("init=hang".getBytes(StandardCharsets.UTF_8)));
		await().until(() -> directory().find("s").isPresent());
		refusal(HandlerErrorException.class, Reason.STARTING, () -> supervisor().restartChild(id("s")));
		supervisor().stopChild(id("s"));
		assertThat(catchThrowable(() -> start.get(10, TimeUnit.SECONDS)).getCause())
			.isInstanceOf(HandlerErrorException.class)
			.hasMessageContaining("is being stopped");
		assertThat(directory().tree().roots()).isEmpty();
	}

	@Test
	void forgetsAStoppedChildWhosePlaceWasKept() {
		reopen((builder) -> builder.rootActors(
				java.util.List.of(new RuntimeSettings.RootActor("desk", ActorSpec.manifest("worker.toml"), true))));
		ActorId desk = id("desk");
		HandlerErrorException running = refusal(HandlerErrorException.class, Reason.NOT_STOPPED,
				() -> supervisor().deleteChild(desk));
		assertThat(running).hasMessage(
				"Handler error: " + desk + " is RUNNING; only a stopped child can be forgotten, so stop it first");
		supervisor().stopChild(desk);
		assertThat(at("desk").status()).isEqualTo(ActorStatus.STOPPED);
		assertThat(supervisor().listChildren()).isEmpty();
		supervisor().deleteChild(desk);
		assertThat(directory().tree().roots()).isEmpty();
		refusal(HandlerErrorException.class, Reason.NOT_A_CHILD, () -> supervisor().deleteChild(desk));
		supervisor().stopChild(desk);
	}

	@Test
	void takesANameAndOverridesOfTheLifeCycle() {
		ActorId worker = supervisor().spawn(ActorSpec.manifest("worker.toml")
			.name("mine")
			.lifecycle(new LifecycleOverrides(RestartType.TEMPORARY, null, null, null, null, Duration.ofMillis(150))));
		assertThat(node(worker).path()).isEqualTo("mine");
		hang(worker);
		awaitGone(worker);
		assertHeard(worker, "Spawned", "Failed", "Stopped");
	}

	@Test
	void refusesANameThatASiblingHas() {
		ActorId first = supervisor().spawn(ActorSpec.manifest("worker.toml").name("mine"));
		for (int i = 0; i < 2; i++) {
			assertThat(refusal(HandlerErrorException.class, Reason.LOAD,
					() -> supervisor().spawn(ActorSpec.manifest("worker.toml").name("mine"))))
				.hasMessageContaining("the name 'mine' is taken by another child; names are unique among siblings");
		}
		supervisor().stopChild(first);
		assertThat(supervisor().spawn(ActorSpec.manifest("worker.toml").name("mine"))).isNotEqualTo(first);
	}

	@Test
	void numbersNamesThatWereNotGiven() {
		ActorId first = this.stage.spawn("worker");
		ActorId second = this.stage.spawn("worker");
		assertThat(node(first).path()).isEqualTo("worker");
		assertThat(node(second).path()).isEqualTo("worker-2");
	}

	@Test
	void answersAfterTheRuntimeHasBeenClosed() {
		ActorId worker = this.stage.spawn("worker");
		this.stage.close();
		for (int i = 0; i < 3; i++) {
			refusal(HandlerErrorException.class, Reason.SHUTTING_DOWN, () -> this.stage.spawn("worker"));
			supervisor().stopChild(worker);
			refusal(HandlerErrorException.class, Reason.NOT_A_CHILD, () -> supervisor().restartChild(worker));
			refusal(HandlerErrorException.class, Reason.NOT_A_CHILD, () -> directory().restart(worker));
		}
		assertThat(supervisor().listChildren()).isEmpty();
		Throwable late = catchThrowable(
				() -> supervisor().spawnAsync(ActorSpec.manifest("worker.toml")).get(5, TimeUnit.SECONDS));
		assertThat(late).hasCauseInstanceOf(HandlerErrorException.class);
	}

}
