package dev.theater.spring.variants;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.theater.actor.ActorMessaging;
import dev.theater.actor.TurnInterceptor;
import dev.theater.runtime.ActorDirectory;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * {@code spring.threads.virtual.enabled}: requests on virtual threads, guests on none.
 */
@Timeout(120)
class VirtualThreadsTests {

	/** Many times as many as there are processors to carry virtual threads. */
	private static final int WAITING = 16 * Runtime.getRuntime().availableProcessors();

	@Test
	void answersThoughManyTimesAsManyRequestsWaitAsThereAreCarriers() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.SERVLET,
				List.of(AskingApplication.class, Blocking.class, Threads.class), "spring.threads.virtual.enabled=true",
				"theater.actors.puppet.manifest=puppet.toml",
				"theater.manifest-locations=classpath:/actors/,classpath:/dev/theater/test/puppet/",
				RunningApplication.EXPOSED, RunningApplication.UNRESTRICTED);
				ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
			app.withActorsThatWork();
			List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
			for (int i = 0; i < WAITING; i++) {
				waiting.add(get(app, clients, "/blocking?path=puppet&message=none"));
			}
			await().until(() -> app.request("puppet", "outstanding").startsWith("ok " + WAITING + " "));
			assertThat(app.get("/blocking?path=desk/flaky&message=get").body()).isEqualTo("1 on a virtual thread");
			assertThat(app.get("/spawning?manifest=counter.toml").body()).isEqualTo("1 on a virtual thread");
			assertThat(app.read("/actuator/theater", "$.actors.running")).isEqualTo(6);
			String flaky = "/actuator/theater/" + app.id("desk/flaky");
			assertThat(app.post(flaky, RunningApplication.RESTART).statusCode()).isEqualTo(200);
			assertThat(waiting).noneMatch(CompletableFuture::isDone);

			String[] requests = app.request("puppet", "outstanding").split(" ");
			for (int i = 2; i < requests.length; i++) {
				app.send("puppet", "respond " + requests[i] + " done");
			}
			assertThat(waiting)
				.allSatisfy((response) -> assertThat(response.join().body()).isEqualTo("done on a virtual thread"));
			assertThat(app.bean(Threads.class).ofGuests).isNotEmpty()
				.allMatch((thread) -> !thread.isVirtual() && thread.getName().startsWith("theater-guest-"));
		}
	}

	private static CompletableFuture<HttpResponse<String>> get(RunningApplication app, Executor clients, String path) {
		return CompletableFuture.supplyAsync(() -> app.get(path), clients);
	}

	/** A controller that waits, as it may where its thread is virtual. */
	@RestController
	static class Blocking {

		private final ActorDirectory directory;

		private final ActorMessaging messaging;

		private final SupervisorService supervisor;

		Blocking(ActorDirectory directory, ActorMessaging messaging, SupervisorService supervisor) {
			this.directory = directory;
			this.messaging = messaging;
			this.supervisor = supervisor;
		}

		@GetMapping("/blocking")
		String blocking(@RequestParam String path, @RequestParam String message) {
			byte[] answer = this.messaging
				.request(this.directory.find(path).orElseThrow().id(), message.getBytes(StandardCharsets.UTF_8),
						Duration.ofMinutes(1))
				.join();
			return new String(answer, StandardCharsets.UTF_8) + here();
		}

		@GetMapping("/spawning")
		String spawning(@RequestParam String manifest) {
			return this.directory.node(this.supervisor.spawn(manifest)).orElseThrow().incarnation() + here();
		}

		private static String here() {
			return Thread.currentThread().isVirtual() ? " on a virtual thread" : " on a platform thread";
		}

	}

	/** Notes the threads of guests. */
	@Configuration(proxyBeanMethods = false)
	static class Threads {

		private final Set<Thread> ofGuests = ConcurrentHashMap.newKeySet();

		@Bean
		TurnInterceptor notesThreads() {
			return (operation) -> {
				if (operation.kind() == TurnInterceptor.Kind.CALL) {
					this.ofGuests.add(Thread.currentThread());
				}
				return (outcome, failure) -> {
				};
			};
		}

	}

}
