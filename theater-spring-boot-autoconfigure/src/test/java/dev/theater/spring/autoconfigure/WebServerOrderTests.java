package dev.theater.spring.autoconfigure;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorMessaging;
import dev.theater.runtime.RuntimeStatus;
import dev.theater.runtime.TheaterRuntime;
import dev.theater.spring.FakeDirectory;
import dev.theater.spring.Theaters;
import dev.theater.supervisor.HandlerErrorException;
import dev.theater.supervisor.SupervisorException.Reason;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/** Start and stop beside the real Tomcat. */
@Timeout(120)
class WebServerOrderTests {

	private final TheaterRuntime runtime = Theaters.runtime(RuntimeStatus.NEW);

	private final List<String> steps = new CopyOnWriteArrayList<>();

	@Test
	void startsBeforeThePortOpensAndStopsAfterRequestsAreAnswered() throws Exception {
		int port = freePort();
		Requests requests = new Requests();
		willAnswer((invocation) -> {
			this.steps.add("start, port " + (isOpen(port) ? "open" : "closed"));
			return this.runtime;
		}).given(this.runtime).start();
		willAnswer((invocation) -> this.steps.add("close")).given(this.runtime).close();

		ConfigurableApplicationContext context = application(port, requests).run();
		assertThat(isOpen(port)).isTrue();
		HttpClient client = HttpClient.newHttpClient();
		CompletableFuture<HttpResponse<String>> answer = client.sendAsync(
				HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/slow")).build(),
				HttpResponse.BodyHandlers.ofString());
		assertThat(requests.entered.await(30, TimeUnit.SECONDS)).isTrue();
		CompletableFuture<Void> closing = CompletableFuture.runAsync(context::close);
		// the server has stopped accepting, so it drains: the runtime must still be up
		assertThat(requests.draining.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.steps).containsExactly("start, port closed");
		requests.release.countDown();
		assertThat(answer.get(30, TimeUnit.SECONDS).body()).isEqualTo("answered");
		closing.get(60, TimeUnit.SECONDS);
		assertThat(this.steps).startsWith("start, port closed", "answered", "close");
	}

	@Test
	void closesTheRuntimeWhenThePortIsTaken() throws Exception {
		willAnswer((invocation) -> this.steps.add("close")).given(this.runtime).close();
		try (ServerSocket taken = new ServerSocket(0)) {
			assertThatThrownBy(() -> application(taken.getLocalPort(), new Requests()).run())
				.hasStackTraceContaining(PortInUseException.class.getName());
		}
		assertThat(this.steps).isNotEmpty().containsOnly("close");
	}

	@Test
	void doesNotOpenThePortWhenARequiredActorCannotStart() throws Exception {
		int port = freePort();
		willAnswer((invocation) -> {
			throw new HandlerErrorException(Reason.LOAD, "no desk.wasm");
		}).given(this.runtime).start();
		assertThatThrownBy(() -> application(port, new Requests()).run())
			.hasStackTraceContaining(RootActorStartException.class.getName());
		assertThat(isOpen(port)).isFalse();
	}

	private SpringApplicationBuilder application(int port, Requests requests) {
		given(this.runtime.supervisor()).willReturn(mock(SupervisorService.class));
		given(this.runtime.messaging()).willReturn(mock(ActorMessaging.class));
		given(this.runtime.directory()).willReturn(new FakeDirectory());
		requests.steps = this.steps;
		return new SpringApplicationBuilder(WebApplication.class)
			.properties("server.port=" + port, "spring.main.banner-mode=off", "server.shutdown=graceful")
			.initializers((context) -> {
				var beans = context.getBeanFactory();
				beans.registerSingleton("requests", requests);
				((GenericApplicationContext) context).registerBean("fakeRuntime", TheaterRuntime.class,
						() -> this.runtime);
			});
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private static boolean isOpen(int port) {
		try (Socket socket = new Socket("localhost", port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** A request that is under way until it is released. */
	static final class Requests {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch draining = new CountDownLatch(1);

		private final CountDownLatch release = new CountDownLatch(1);

		private volatile List<String> steps = List.of();

	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	@RestController
	static class WebApplication {

		private final Requests requests;

		WebApplication(Requests requests) {
			this.requests = requests;
		}

		@GetMapping("/slow")
		String slow() throws InterruptedException {
			this.requests.entered.countDown();
			this.requests.release.await();
			this.requests.steps.add("answered");
			return "answered";
		}

		/** Stops in the same phase as the server's draining begins. */
		@Bean
		SmartLifecycle drainingBegins() {
			return new DrainingBegins(this.requests.draining);
		}

	}

	private static final class DrainingBegins implements SmartLifecycle {

		private final CountDownLatch draining;

		private volatile boolean running;

		DrainingBegins(CountDownLatch draining) {
			this.draining = draining;
		}

		@Override
		public void start() {
			this.running = true;
		}

		@Override
		public void stop() {
			this.running = false;
			this.draining.countDown();
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
