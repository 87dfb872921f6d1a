package dev.theater.spring.integration;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import dev.theater.actor.ActorId;
import dev.theater.actor.ActorMessaging;
import dev.theater.actor.ActorStatus;
import dev.theater.runtime.ActorDirectory;
import dev.theater.runtime.ActorNode;
import dev.theater.spring.event.ActorFailed;
import dev.theater.spring.event.ActorLifecycleEvent;
import dev.theater.spring.event.ActorRestarted;
import dev.theater.spring.event.ActorSpawned;
import dev.theater.spring.event.ActorStopped;
import dev.theater.supervisor.SupervisorService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An application with the example actors: real components, a real server. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "theater.actors.desk.manifest=desk.toml",
				"management.endpoints.web.exposure.include=health,theater,metrics",
				"management.endpoint.theater.access=unrestricted", "management.endpoint.theater.show-values=always",
				"management.endpoint.health.show-details=always" })
@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
@Timeout(120)
class TheaterIntegrationTests {

	@Autowired
	private ActorDirectory directory;

	@Autowired
	private ActorMessaging messaging;

	@Autowired
	private SupervisorService supervisor;

	@Autowired
	private Application application;

	private RestTestClient client = RestTestClient.bindToServer().build();

	@BeforeEach
	void connect(@LocalServerPort int port) {
		this.client = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
	}

	@Test
	void showsTheDeskWithItsWorkers() {
		this.client.get()
			.uri("/actuator/theater")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.status")
			.isEqualTo("RUNNING")
			.jsonPath("$.store")
			.isEqualTo("memory")
			.jsonPath("$.actors.running")
			.isEqualTo(4)
			.jsonPath("$.omitted")
			.isEqualTo(0)
			.jsonPath("$.tree[0].name")
			.isEqualTo("desk")
			.jsonPath("$.tree[0].manifest")
			.isEqualTo("desk.toml")
			.jsonPath("$.tree[0].strategy")
			.isEqualTo("one-for-one")
			.jsonPath("$.tree[0].children.length()")
			.isEqualTo(3)
			.jsonPath("$.tree[0].children[2].path")
			.isEqualTo("desk/flaky")
			.jsonPath("$.tree[0].children[2].incarnation")
			.isEqualTo(1)
			.jsonPath("$.tree[0].children[2].chain.head")
			.isNotEmpty();
		this.client.get()
			.uri("/actuator/health")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.components.theater.status")
			.isEqualTo("UP")
			.jsonPath("$.components.theater.details.actors.running")
			.isEqualTo(4);
	}

	@Test
	void showsACrashAndTheRecovery() {
		ActorId flaky = id("desk/flaky");
		for (int i = 0; i < 3; i++) {
			this.messaging.send(flaky, bytes("count"));
		}
		assertThat(request(flaky, "get")).isEqualTo("3");
		this.messaging.send(flaky, bytes("crash"));
		await().untilAsserted(() -> assertThat(node("desk/flaky").incarnation()).isEqualTo(2));
		await().untilAsserted(() -> assertThat(node("desk/flaky").status()).isEqualTo(ActorStatus.RUNNING));
		assertThat(request(flaky, "get")).isEqualTo("3");
		String uri = "/actuator/theater/" + flaky;
		this.client.get()
			.uri(uri)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.id")
			.isEqualTo(flaky.toString())
			.jsonPath("$.wit")
			.value(String.class,
					(wit) -> assertThat(wit).startsWith("package root:component;")
						.contains("export theater:simple/message-server-client;", "init: func(state: option<list<u8>>"))
			.jsonPath("$.restarts")
			.isEqualTo(1)
			.jsonPath("$.incarnation")
			.isEqualTo(2)
			.jsonPath("$.lastFailure.cause")
			.isEqualTo("trap")
			.jsonPath("$.lastFailure.function")
			.isEqualTo("handle-send")
			.jsonPath("$.lastFailure.message")
			.isNotEmpty()
			.jsonPath("$.state.text")
			.isEqualTo("3");
		this.client.get()
			.uri(uri + "/events?limit=50")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.verification.valid")
			.isEqualTo(true)
			.jsonPath("$.events[0].sequence")
			.isNumber()
			.jsonPath("$.events[0].data")
			.isNotEmpty();
	}

	@Test
	void countsInMicrometer() {
		this.client.get()
			.uri("/actuator/metrics/theater.actors.restarts?tag=actor:flaky")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.measurements[0].value")
			.isEqualTo(0.0);
		this.messaging.send(id("desk/flaky"), bytes("crash"));
		await().untilAsserted(() -> this.client.get()
			.uri("/actuator/metrics/theater.actors.restarts?tag=actor:flaky")
			.exchange()
			.expectBody()
			.jsonPath("$.measurements[0].value")
			.isEqualTo(1.0));
		this.client.get()
			.uri("/actuator/metrics/theater.actors.failures?tag=actor:flaky&tag=cause:trap")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.measurements[0].value")
			.isEqualTo(1.0);
		this.client.get()
			.uri("/actuator/metrics/theater.actors.active")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.measurements[0].value")
			.isEqualTo(4.0);
		this.client.get()
			.uri("/actuator/metrics/theater.actor.call?tag=actor:flaky&tag=outcome:trap")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.measurements[?(@.statistic == 'COUNT')].value")
			.isEqualTo(1.0);
		for (String meter : List.of("theater.actors.spawned", "theater.actors.parked", "theater.mailbox.size",
				"theater.chain.events", "theater.wasm.memory", "theater.actor.spawn", "theater.host.call")) {
			this.client.get().uri("/actuator/metrics/" + meter).exchange().expectStatus().isOk();
		}
	}

	@Test
	void restartsAndStopsForAnOperator() {
		ActorId worker = id("desk/worker-1");
		String uri = "/actuator/theater/" + worker;
		this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"action\":\"restart\"}")
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.jsonPath("$.id")
			.isEqualTo(worker.toString())
			.jsonPath("$.incarnation")
			.isEqualTo(2);
		this.client.delete().uri(uri).exchange().expectStatus().isNoContent();
		await().untilAsserted(() -> assertThat(this.directory.find("desk/worker-1").map(ActorNode::status))
			.satisfiesAnyOf((status) -> assertThat(status).isEmpty(),
					(status) -> assertThat(status).contains(ActorStatus.STOPPED)));
	}

	@Test
	void tellsTheStepsOfAnActorsLifeInOrder() {
		ActorId flaky = id("desk/flaky");
		this.messaging.send(flaky, bytes("crash"));
		await().untilAsserted(
				() -> assertThat(this.application.of(flaky)).hasAtLeastOneElementOfType(ActorRestarted.class));
		this.directory.stop(flaky);
		await()
			.untilAsserted(() -> assertThat(this.application.of(flaky)).hasAtLeastOneElementOfType(ActorStopped.class));
		assertThat(this.application.of(flaky)).hasExactlyElementsOfTypes(ActorSpawned.class, ActorFailed.class,
				ActorRestarted.class, ActorStopped.class);
		assertThat(this.application.of(flaky)).allSatisfy((event) -> {
			assertThat(event.path()).isEqualTo("desk/flaky");
			assertThat(event.parent()).isEqualTo("desk");
			assertThat(event.name()).isEqualTo("flaky");
		});
	}

	@Test
	void spawnsByTheNameOfAManifest() throws Exception {
		ActorId echo = this.supervisor.spawn("echo.toml");
		assertThat(this.supervisor.listChildren()).contains(echo).hasSize(2);
		assertThat(this.messaging.request(echo, bytes("hello")).get(10, TimeUnit.SECONDS)).isEqualTo(bytes("hello"));
		this.supervisor.stopChild(echo);
		assertThat(this.supervisor.listChildren()).doesNotContain(echo);
	}

	private ActorId id(String path) {
		return node(path).id();
	}

	private ActorNode node(String path) {
		return this.directory.find(path).orElseThrow();
	}

	private String request(ActorId actor, String message) {
		return new String(this.messaging.request(actor, bytes(message), Duration.ofSeconds(20)).join(),
				StandardCharsets.UTF_8);
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	static class Application {

		private final List<ActorLifecycleEvent> events = new CopyOnWriteArrayList<>();

		@EventListener
		void on(ActorLifecycleEvent event) {
			this.events.add(event);
		}

		List<ActorLifecycleEvent> of(ActorId id) {
			return this.events.stream().filter((event) -> event.id().equals(id)).toList();
		}

	}

}
