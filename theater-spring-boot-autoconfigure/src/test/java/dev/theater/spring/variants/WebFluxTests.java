package dev.theater.spring.variants;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.runtime.TheaterRuntime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.reactor.netty.NettyWebServer;
import org.springframework.boot.web.server.reactive.context.ReactiveWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/** WebFlux on Reactor Netty. */
@Timeout(120)
class WebFluxTests {

	@Test
	void speaksTheEndpointsLanguageOnReactorNettyWithoutBlockingItsLoops() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.REACTIVE,
				List.of(AskingApplication.class, RecordingConfiguration.class), RunningApplication.EXPOSED,
				RunningApplication.UNRESTRICTED)) {
			assertThat(((ReactiveWebServerApplicationContext) app.context()).getWebServer())
				.isInstanceOf(NettyWebServer.class);
			app.withActorsThatWork();
			assertThat(app.get("/ask?path=desk/flaky&message=get").body()).isEqualTo("1");
			String flaky = "/actuator/theater/" + app.id("desk/flaky");
			Threads threads = app.bean(Threads.class);
			threads.names().clear();

			assertThat(app.read("/actuator/theater", "$.tree[0].children[2].name")).isEqualTo("flaky");
			assertThat(app.read("/actuator/theater?depth=1", "$.omitted")).isEqualTo(3);
			assertThat(app.read(flaky, "$.incarnation")).isEqualTo(2);
			assertThat(app.read(flaky + "/events", "$.verification.valid")).isEqualTo(true);
			assertThat(app.post(flaky, RunningApplication.RESTART).statusCode()).isEqualTo(200);
			assertThat(app.post(flaky, "{\"action\":\"reboot\"}").statusCode()).isEqualTo(400);
			assertThat(app.get("/actuator/theater/desk").statusCode()).isEqualTo(400);
			assertThat(app.get("/actuator/theater?depth=deep").statusCode()).isEqualTo(400);
			assertThat(app.get(flaky + "/state").statusCode()).isEqualTo(404);
			assertThat(app.get("/actuator/theater/" + ActorId.random()).statusCode()).isEqualTo(404);
			assertThat(app.delete("/actuator/theater/" + ActorId.random()).statusCode()).isEqualTo(404);
			assertThat(app.read(flaky, "$.incarnation")).isEqualTo(3);
			assertThat(app.delete(flaky).statusCode()).isEqualTo(204);
			assertThat(app.read("/actuator/health", "$.status")).isEqualTo("UP");
			assertThat(threads.names()).as("those that looked up, restarted and stopped for HTTP")
				.isNotEmpty()
				.allSatisfy((thread) -> assertThat(thread).startsWith("boundedElastic-"));
			assertThat(app.node("desk/flaky").status()).isEqualTo(ActorStatus.STOPPED);
		}
	}

	@Test
	void isReadOnlyThereToo() {
		try (RunningApplication app = RunningApplication.start(WebApplicationType.REACTIVE,
				RunningApplication.EXPOSED)) {
			String uri = "/actuator/theater/" + app.id("desk/flaky");
			assertThat(app.post(uri, RunningApplication.RESTART).statusCode()).isEqualTo(405);
			assertThat(app.delete(uri).statusCode()).isEqualTo(405);
			assertThat(app.get(uri).body()).doesNotContain("\"state\"");
			assertThat(app.node("desk/flaky")).extracting(ActorNode::incarnation).isEqualTo(1);
		}
	}

	/** The names of the threads that asked the directory. */
	record Threads(Set<String> names) {
	}

	@Configuration(proxyBeanMethods = false)
	static class RecordingConfiguration {

		@Bean
		Threads threads() {
			return new Threads(ConcurrentHashMap.newKeySet());
		}

		@Bean
		ActorDirectory recordingDirectory(TheaterRuntime runtime, Threads threads) {
			ActorDirectory directory = runtime.directory();
			return (ActorDirectory) Proxy.newProxyInstance(getClass().getClassLoader(),
					new Class<?>[] { ActorDirectory.class }, (proxy, method, arguments) -> {
						threads.names().add(Thread.currentThread().getName());
						try {
							return method.invoke(directory, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getCause();
						}
					});
		}

	}

}
