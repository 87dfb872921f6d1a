package dev.theater.spring.variants;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The end of an application while an actor is still to answer a request. */
@Timeout(120)
class GracefulShutdownTests {

	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void answersTheRequestThatIsUnderWay(WebApplicationType web) throws Exception {
		try (RunningApplication app = RunningApplication.start(web, List.of(AskingApplication.class, Draining.class),
				"theater.actors.puppet.manifest=puppet.toml",
				"theater.manifest-locations=classpath:/actors/,classpath:/dev/theater/test/puppet/",
				"server.shutdown=graceful")) {
			app.withActorsThatWork();
			TheaterRuntime runtime = app.bean(TheaterRuntime.class);
			CompletableFuture<HttpResponse<String>> answer = CompletableFuture
				.supplyAsync(() -> app.get("/ask?path=puppet&message=none"));
			await().until(() -> app.request("puppet", "outstanding").startsWith("ok 1 "));
			String request = app.request("puppet", "outstanding").substring("ok 1 ".length());
			CompletableFuture<Void> closing = CompletableFuture.runAsync(app::close);
			assertThat(app.bean(Draining.class).begun.await(30, TimeUnit.SECONDS)).isTrue();
			assertThat(runtime.status()).isEqualTo(RuntimeStatus.RUNNING);
			assertThat(answer).isNotDone();
			assertThat(app.request("puppet", "respond " + request + " at last")).isEqualTo("ok responded");
			assertThat(answer.get(30, TimeUnit.SECONDS)).satisfies((response) -> {
				assertThat(response.statusCode()).isEqualTo(200);
				assertThat(response.body()).isEqualTo("at last");
			});
			closing.get(60, TimeUnit.SECONDS);
			assertThat(runtime.status()).isEqualTo(RuntimeStatus.STOPPED);
		}
	}

	/** Tells when the server takes no more requests: it stops in the same phase. */
	static class Draining implements SmartLifecycle {

		private final CountDownLatch begun = new CountDownLatch(1);

		private volatile boolean running;

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.begun.countDown();
		}

		@Override
		public boolean isRunning() {
			return this.running;
		}

		@Override
		public int getPhase() {
			return WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE;
		}

	}

}
