package dev.theater.runtime;

import java.time.Duration;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.supervisor.RestartIntensity;
import dev.theater.supervisor.SupervisionPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a supervising guest is told through {@code theater:simple/supervisor-handlers},
 * and decides.
 */
class GuestDecidesTests extends OnStage {

	private static final String HANDLERS = "theater:simple/supervisor-handlers/";

	@BeforeEach
	void manifests() {
		this.stage.puppet("worker", "")
			.puppet("told", "[supervision]\nmax_restarts = 1\nwithin = \"1m\"\n")
			.puppet("temporary", "[lifecycle]\nrestart = \"temporary\"\n")
			.puppet("decides", child("worker", "static", "1"));
	}

	private long calls(ActorId parent, String function) {
		return names(parent, HANDLERS + function).stream().filter((name) -> name.endsWith("Call")).count();
	}

	/**
	 * Has a parent wait for an answer, so that it hears of nothing; what is returned
	 * answers.
	 */
	private Runnable keepBusy(ActorId parent) {
		ActorId other = this.stage.spawn("worker", "");
		this.stage.send(parent, "request " + other + " none");
		await().until(() -> ok(other, "outstanding").startsWith("1 "));
		String request = ok(other, "outstanding").substring(2);
		return () -> this.stage.send(other, "respond " + request + " go on");
	}

	// ---- a parent whose children the runtime decides about

	@Test
	void tellsOfANormalEndOnce() {
		ActorId parent = this.stage.spawn("told", "log");
		ActorId child = spawn(parent, "worker", "");
		this.stage.send(child, "shutdown the result");
		awaitGone(child);
		assertThat(state(parent)).isEqualTo("log\nexit " + child + " the result");
		assertThat(calls(parent, "handle-child-exit")).isEqualTo(1);
		assertThat(calls(parent, "handle-child-error")).isZero();
	}

	@Test
	void tellsOfANormalEndWithoutAResult() {
		ActorId parent = this.stage.spawn("told", "log");
		ActorId child = spawn(parent, "worker", "");
		this.stage.send(child, "shutdown");
		awaitGone(child);
		assertThat(state(parent)).isEqualTo("log\nexit " + child);
	}

	@Test
	void tellsOfAFailureOnlyWhenTheChildIsDownForGood() {
		ActorId parent = this.stage.spawn("told", "log");
		ActorId worker = spawn(parent, "worker", "");
		ActorId temporary = spawn(parent, "temporary", "");
		crashAndAwait(worker);
		this.stage.send(temporary, "err no more");
		awaitGone(temporary);
		assertThat(state(parent)).isEqualTo("log\nerror " + temporary + " handle-send failed (error): no more");
		assertThat(calls(parent, "handle-child-error")).isEqualTo(1);
	}

	@Test
	void tellsOfAnOperatorsStopOnce() {
		ActorId parent = this.stage.spawn("told", "log");
		ActorId child = spawn(parent, "worker", "");
		directory().stop(child);
		awaitGone(child);
		assertThat(state(parent)).isEqualTo("log\nstop " + child);
		assertThat(calls(parent, "handle-child-external-stop")).isEqualTo(1);
	}

	@Test
	void doesNotTellOfTheParentsOwnStopNorOfARestart() {
		ActorId parent = this.stage.spawn("told", "log");
		ActorId child = spawn(parent, "worker", "");
		ok(parent, "restart " + child);
		directory().restart(child);
		ok(parent, "stop " + child);
		assertThat(state(parent)).isEqualTo("log");
	}

	@Test
	void doesNotTellTheNextIncarnationOfTheEndOfItsOldChildren() {
		ActorId parent = this.stage.spawn("told", "log");
		spawn(parent, "worker", "");
		crashAndAwait(parent);
		this.stage.request(parent, "get");
		assertThat(state(parent)).isEqualTo("log");
	}

	@Test
	void tellsInTheOrderOfTheExits() {
		ActorId parent = this.stage.spawn("told", "log");
		ActorId first = spawn(parent, "worker", "");
		ActorId second = spawn(parent, "worker", "");
		Runnable release = keepBusy(parent);
		this.stage.request(second, "shutdown");
		awaitStatus(second, ActorStatus.STOPPED);
		this.stage.request(first, "shutdown");
		awaitStatus(first, ActorStatus.STOPPED);
		release.run();
		awaitGone(first);
		assertThat(state(parent)).isEqualTo("log\nexit " + second + "\nexit " + first);
	}

	@Test
	void aHandlerThatFailsIsItsOwnActorsFailure() {
		ActorId parent = this.stage.spawn("told", "on-exit=fail");
		ActorId child = spawn(parent, "worker", "");
		this.stage.send(child, "shutdown");
		awaitIncarnation(parent, 2);
		assertThat(node(parent).lastFailure().orElseThrow().reason().describe())
			.isEqualTo("handle-child-exit failed (error): told to fail on a child's exit");
		assertThat(directory().node(child)).isEmpty();
	}

	// ---- a parent that decides itself

	@Test
	void aParentMayRestartAChildThatFailed() {
		ActorId parent = this.stage.spawn("decides", "on-error=restart");
		ActorId child = id("decides/static");
		this.stage.request(child, "add");
		crashAndAwait(child);
		await().until(() -> state(parent).contains("restarted"));
		assertThat(state(parent)).isEqualTo("on-error=restart\nerror " + child
				+ " handle-send failed (trap): Trapped on unreachable instruction\nrestarted " + child);
		assertThat(state(child)).isEqualTo("2");
		assertThat(calls(parent, "handle-child-error")).isEqualTo(1);
		assertThat(steps(child)).containsExactly("Spawned", "Failed", "Restarting");
	}

	@Test
	void aChildThatItsParentLeavesAloneIsStopped() {
		ActorId parent = this.stage.spawn("decides", "log");
		ActorId fixed = id("decides/static");
		ActorId dynamic = spawn(parent, "worker", "");
		crash(dynamic);
		awaitGone(dynamic);
		crash(fixed);
		awaitStatus(fixed, ActorStatus.STOPPED);
		assertThat(children(parent)).isEmpty();
		assertThat(calls(parent, "handle-child-error")).isEqualTo(2);
		assertHeard(dynamic, "Spawned", "Failed", "Stopped");
		assertHeard(fixed, "Spawned", "Failed", "Stopped");
		assertThat(ok(parent, "restart " + fixed)).isEqualTo("restarted");
		assertThat(state(fixed)).isEqualTo("1");
	}

	@Test
	void aChildStaysFailedUntilTheHandlerReturns() {
		this.stage.puppet("slow", "[lifecycle]\ncall_timeout = \"1s\"\n");
		ActorId parent = this.stage.spawn("slow", "on-error=hang");
		ActorId child = spawn(parent, "worker", "");
		crash(child);
		awaitStatus(child, ActorStatus.FAILED);
		assertThat(node(child).parked()).isFalse();
		assertThat(supervisor().listChildren()).containsExactly(parent);
		awaitIncarnation(parent, 2);
		assertThat(directory().node(child)).isEmpty();
	}

	@Test
	void anOperatorMayRestartAChildThatWaitsForItsParentsDecision() {
		ActorId parent = this.stage.spawn("decides", "log");
		ActorId child = spawn(parent, "worker", "7");
		Runnable release = keepBusy(parent);
		crash(child);
		awaitStatus(child, ActorStatus.FAILED);
		directory().restart(child);
		awaitIncarnation(child, 2);
		release.run();
		assertThat(this.stage.request(parent, "get")).as("the notice was withdrawn").isEqualTo("log");
		assertThat(children(parent)).contains(child);
	}

	@Test
	void anOperatorMayStopAChildThatWaitsForItsParentsDecision() {
		ActorId parent = this.stage.spawn("decides", "log");
		ActorId fixed = id("decides/static");
		Runnable release = keepBusy(parent);
		crash(fixed);
		awaitStatus(fixed, ActorStatus.FAILED);
		directory().stop(fixed);
		assertThat(node(fixed).status()).isEqualTo(ActorStatus.STOPPED);
		release.run();
		await().until(() -> state(parent).contains("\n"));
		assertThat(this.stage.request(parent, "get")).as("the failure's notice was withdrawn")
			.isEqualTo("log\nstop " + fixed);
	}

	@Test
	void refusesTheParentsRestartAtTheLimit() {
		reopen((builder) -> builder.settings(Stage.settings(new SupervisionPolicy(SupervisionPolicy.DEFAULT.strategy(),
				new RestartIntensity(2, Duration.ofMinutes(1)), SupervisionPolicy.DEFAULT.backoff(), 10))));
		ActorId parent = this.stage.spawn("decides", "on-error=restart");
		ActorId child = id("decides/static");
		crashAndAwait(child);
		crashAndAwait(child);
		crash(child);
		awaitStatus(child, ActorStatus.STOPPED);
		assertThat(state(parent)).endsWith("refused " + child + " Handler error: the restart intensity is reached: "
				+ "more than 2 restarts within 60000 ms; the last: handle-send failed (trap): Trapped on unreachable instruction");
		assertThat(node(parent).incarnation()).isEqualTo(1);
	}

	@Test
	void aSecondFailureOfARestartedChildIsASecondNotice() {
		ActorId parent = this.stage.spawn("decides", "on-error=restart");
		ActorId child = id("decides/static");
		this.stage.send(parent, "spin 4000");
		this.stage.send(child, "trap");
		this.stage.send(child, "trap");
		this.stage.send(child, "trap");
		awaitIncarnation(child, 4);
		await().until(() -> state(parent).split("restarted").length == 4);
		assertThat(calls(parent, "handle-child-error")).isEqualTo(3);
	}

	@Test
	void aHandlerThatFailsLeavesNoChildBehind() {
		ActorId parent = this.stage.spawn("decides", "on-error=trap");
		ActorId child = id("decides/static");
		this.stage.request(child, "add");
		crash(child);
		awaitIncarnation(parent, 2);
		awaitIncarnation(child, 2);
		assertThat(state(child)).isEqualTo("2");
		assertThat(node(parent).children()).hasSize(1);
	}

	@Test
	void aParentThatDecidesIsToldOfATemporaryChildsFailureOnce() {
		ActorId parent = this.stage.spawn("decides", "on-error=restart");
		ActorId child = spawn(parent, "temporary", "");
		crash(child);
		awaitGone(child);
		assertThat(calls(parent, "handle-child-error")).isEqualTo(1);
		assertThat(state(parent)).contains("refused " + child + " Handler error: " + child + " is not a child");
	}

}
