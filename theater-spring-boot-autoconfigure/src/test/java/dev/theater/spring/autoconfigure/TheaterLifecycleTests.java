package dev.theater.spring.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import dev.theater.actor.ActorId;
import dev.theater.actor.ExitReason;
import dev.theater.runtime.RuntimeSettings.RootActor;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.Theaters;
import dev.theater.spring.event.ActorEventPublisher;
import dev.theater.supervisor.ActorSpec;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorEvent;
import dev.theater.supervisor.SupervisorException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mockito.Mockito;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class TheaterLifecycleTests {

	private final TheaterRuntime runtime = Theaters.runtime(RuntimeStatus.NEW);

	private final DefaultListableBeanFactory beans = new DefaultListableBeanFactory();

	@Test
	void liesBelowTheWebServersPhases() {
		assertThat(TheaterLifecycle.PHASE).isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE)
			.isLessThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE)
			.isEqualTo(lifecycle(Duration.ofSeconds(1)).getPhase());
	}

	@Test
	void startsANewRuntimeAndNamesItsRootActors(CapturedOutput output) {
		TheaterLifecycle lifecycle = lifecycle(Duration.ofSeconds(1), "desk", "till");
		assertThat(lifecycle.isRunning()).isFalse();
		lifecycle.start();
		assertThat(lifecycle.isRunning()).isTrue();
		verify(this.runtime).start();
		assertThat(output).contains("Theater is running (engine compiler, store memory) with root actors desk, till; "
				+ "its tree is not exposed over HTTP: "
				+ "management.endpoints.web.exposure.include=health,theater,metrics exposes it");
	}

	@Test
	void saysHowToGetARootActorWhereThereIsNone(CapturedOutput output) {
		lifecycle(Duration.ofSeconds(1)).start();
		assertThat(output).contains("without root actors, which theater.actors.<name>.manifest=<file> starts");
	}

	@Test
	void keepsQuietAboutTheEndpointWhereItIsExposed(CapturedOutput output) {
		this.beans.registerSingleton("theaterEndpointWebExtension", new Object());
		lifecycle(Duration.ofSeconds(1), "desk").start();
		assertThat(output).contains("with root actor desk").doesNotContain("management.endpoints");
	}

	@Test
	void leavesARuntimeThatRunsAlone() {
		given(this.runtime.status()).willReturn(RuntimeStatus.RUNNING);
		lifecycle(Duration.ofSeconds(1)).start();
		verify(this.runtime, never()).start();
	}

	@Test
	void refusesToStartARuntimeAgain() {
		given(this.runtime.status()).willReturn(RuntimeStatus.STOPPED);
		assertThatIllegalStateException().isThrownBy(() -> lifecycle(Duration.ofSeconds(1)).start())
			.withMessageContaining("STOPPED and cannot be started again");
	}

	@Test
	void tellsThatARequiredActorCannotStart() {
		HandlerErrorException cause = new HandlerErrorException(Reason.LOAD, "no desk.wasm");
		willThrow(cause).given(this.runtime).start();
		TheaterLifecycle lifecycle = lifecycle(Duration.ofSeconds(1), "desk", "till");
		assertThatExceptionOfType(RootActorStartException.class).isThrownBy(lifecycle::start)
			.withCause(cause)
			.withMessageContaining("no desk.wasm");
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void isNotPausedWithATestsContext() {
		assertThat(lifecycle(Duration.ofSeconds(1)).isPauseable()).isFalse();
	}

	@Test
	void closesTheRuntimeOnAThreadOfItsOwnAndThenCallsBack() throws Exception {
		AtomicReference<Thread> closedOn = new AtomicReference<>();
		willAnswer((invocation) -> {
			closedOn.set(Thread.currentThread());
			return null;
		}).given(this.runtime).close();
		TheaterLifecycle lifecycle = lifecycle(Duration.ofSeconds(30));
		lifecycle.start();
		CountDownLatch stopped = new CountDownLatch(1);
		lifecycle.stop(stopped::countDown);
		stopped.await();
		assertThat(closedOn.get()).isNotNull().isNotEqualTo(Thread.currentThread());
		assertThat(lifecycle.isRunning()).isFalse();
	}

	@Test
	void publishesTheLastEventsBeforeItCallsBack() {
		List<Object> published = Collections.synchronizedList(new ArrayList<>());
		ActorEventPublisher publisher = new ActorEventPublisher(published::add);
		willAnswer((invocation) -> {
			publisher.onEvent(new SupervisorEvent.Stopped(
					new SupervisorEvent.Subject(ActorId.random(), "desk", "desk", "desk", "", 1), Theaters.THEN,
					new ExitReason.Normal(null, true)));
			return null;
		}).given(this.runtime).close();
		TheaterLifecycle lifecycle = new TheaterLifecycle(this.runtime, publisher, Duration.ofSeconds(30),
				new StartupReport(List.of(), false, this.beans));
		lifecycle.start();
		lifecycle.stop();
		assertThat(published).hasSize(1);
	}

	@Test
	void doesNotWaitLongerThanToldForARuntimeThatHangs(CapturedOutput output) throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		willAnswer((invocation) -> {
			release.await();
			return null;
		}).given(this.runtime).close();
		TheaterLifecycle lifecycle = lifecycle(Duration.ofMillis(200));
		lifecycle.start();
		CountDownLatch stopped = new CountDownLatch(1);
		lifecycle.stop(stopped::countDown);
		assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(output).contains("did not stop properly within theater.shutdown-timeout, which is 200ms");
		release.countDown();
	}

	@Test
	void callsBackAlsoWhenClosingFails(CapturedOutput output) {
		willThrow(new IllegalStateException("cannot close")).given(this.runtime).close();
		TheaterLifecycle lifecycle = lifecycle(Duration.ofSeconds(30));
		lifecycle.start();
		lifecycle.stop();
		assertThat(lifecycle.isRunning()).isFalse();
		assertThat(output).contains("cannot close");
		verify(this.runtime, Mockito.times(1)).close();
	}

	private TheaterLifecycle lifecycle(Duration shutdownTimeout, String... roots) {
		List<RootActor> actors = Arrays.stream(roots)
			.map((name) -> new RootActor(name, ActorSpec.manifest(name + ".toml"), true))
			.toList();
		return new TheaterLifecycle(this.runtime, null, shutdownTimeout, new StartupReport(actors, true, this.beans));
	}

}
